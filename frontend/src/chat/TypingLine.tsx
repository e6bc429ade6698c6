import { useTranslation } from "react-i18next";
import { useNow } from "../app/useNow";
import { useLive } from "../live/LiveProvider";
import classes from "./chat.module.css";

/** Who is writing right now. Not announced: it would talk over the messages. */
export function TypingLine({ room, name }: { room: string; name: (id: string) => string }) {
  const { t } = useTranslation("chat");
  const typing = useLive((state) => state.signals[room]?.typing);
  const now = useNow(1_000).getTime();
  const people = Object.entries(typing ?? {})
    .filter(([, until]) => until > now)
    .map(([person]) => name(person));
  return (
    <div className={classes.typing}>
      {people.length > 0 && t("typing", { count: people.length, names: people.join(", ") })}
    </div>
  );
}
