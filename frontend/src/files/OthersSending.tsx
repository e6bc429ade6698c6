import { useTranslation } from "react-i18next";
import type { RoomState } from "../live/apply";
import classes from "./files.module.css";
import { sizeWords } from "./sizes";

/** What others are sending right now. Not announced, like their typing. */
export function OthersSending({ state, name }: { state: RoomState; name: (id: string) => string }) {
  const { t } = useTranslation("files");
  const theirs = (state.room.uploads ?? []).filter(({ by }) => by !== state.me);
  const [first, ...more] = theirs;
  if (!first) return null;
  const words = { name: name(first.by), file: first.name, size: sizeWords(first.size) };
  return (
    <div className={classes.others} dir="auto">
      {t("others.sending", words)} {more.length > 0 && t("others.more", { count: more.length })}
    </div>
  );
}
