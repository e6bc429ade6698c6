import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import { clockTime, fullTime } from "../app/time";
import { useWhen } from "../app/when";
import type { Line } from "../live/events";
import { useTermsWords } from "../terms/usePolicy";
import type { Milestone, Room } from "../wire";
import classes from "./chat.module.css";
import { lineWords } from "./lines";
import { moneyWords } from "./moneyLines";
import { timeWords } from "./timeLines";

type Props = {
  room: Room;
  line: Line;
  name: (id: string | null) => string;
  known: Map<string, Milestone>;
  found: boolean;
};

/** A step of the contract or its money, quietly, where it happened. */
export function LineRow({ room, line, name, known, found }: Props) {
  const { t } = useTranslation("chat");
  const { money } = useTermsWords();
  const { day } = useWhen();
  const { currency } = room.terms;
  const words =
    lineWords(line, t, name) ??
    moneyWords(line, t, { name, money, known }) ??
    timeWords(line, t, { name, day, money: (minor) => money(minor, currency) });
  if (!words) return <div className={classes.nothing} />;
  const when = new Date(line.at);
  return (
    <div className={`${classes.line} ${found ? classes.found : ""}`} data-seq={line.seq}>
      <span dir="auto">
        {words.to ? (
          <Link className={classes.lineLink} to={`/rooms/${room.id}${words.to}`}>
            {words.text}
          </Link>
        ) : (
          words.text
        )}
      </span>
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
