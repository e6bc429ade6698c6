import { useTranslation } from "react-i18next";
import type { Message } from "../wire";
import classes from "./chat.module.css";
import { said } from "./said";

/** What a message answers; pressing it leads there. The original may be further back than what is here. */
export function Quote({ of, name, onFollow }: { of?: Message; name: string; onFollow: () => void }) {
  const { t } = useTranslation("chat");
  return (
    <button type="button" className={classes.quote} onClick={onFollow}>
      {of ? t("replyTo", { name }) : t("replyToUnknown")}
      {of && (
        <span className={classes.quoteText} dir="auto">
          {said(of) ?? t("deleted")}
        </span>
      )}
    </button>
  );
}
