import { useTranslation } from "react-i18next";
import { useSession } from "../live/LiveProvider";
import type { Written } from "../live/outbox";
import classes from "./chat.module.css";

/** What the server did not want, in its words, and the ways on. */
export function Refused({ written, onEdit }: { written: Written; onEdit?: () => void }) {
  const { t } = useTranslation("chat");
  const session = useSession();
  const why = written.refused?.message ?? "";
  const steps = {
    "message.post": "refused.post",
    "message.edit": "refused.edit",
    "message.delete": "refused.delete",
  } as const;
  return (
    <div className={classes.refused} role="alert">
      <span>{t(steps[written.method], { why })}</span>
      <button type="button" className={classes.plain} onClick={() => void session.retry(written)}>
        {t("refused.retry")}
      </button>
      {onEdit && (
        <button type="button" className={classes.plain} onClick={onEdit}>
          {t("refused.edit_again")}
        </button>
      )}
      <button type="button" className={classes.plain} onClick={() => void session.discard(written)}>
        {t("refused.discard")}
      </button>
    </div>
  );
}
