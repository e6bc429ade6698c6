import { useTranslation } from "react-i18next";
import { clockTime, fullTime } from "../app/time";
import type { Line } from "../live/events";
import classes from "./chat.module.css";
import { lineWords } from "./lines";

/** A step of the contract, quietly, where it happened. */
export function LineRow({ line, name }: { line: Line; name: (id: string | null) => string }) {
  const { t } = useTranslation("chat");
  const words = lineWords(line, t, name);
  if (!words) return <div className={classes.nothing} />;
  const when = new Date(line.at);
  return (
    <div className={classes.line} data-seq={line.seq}>
      <span dir="auto">{words.text}</span>
      {words.reason && (
        <span className={classes.reason} dir="auto">
          {t("line.reason", { reason: words.reason })}
        </span>
      )}
      <time className={classes.stamp} dateTime={line.at} title={fullTime(when)}>
        {clockTime(when)}
      </time>
    </div>
  );
}
