import { Badge, Text } from "@mantine/core";
import { useTranslation } from "react-i18next";
import type { Diary } from "../wire";
import { writeDuration } from "./durations";
import { EntryMenu, type EntryStep } from "./EntryMenu";
import { byDay, counted, type Entry } from "./entries";
import { columnsOf, KINDS } from "./grid";
import classes from "./time.module.css";
import { useZoned } from "./when";

type Props = { diary: Diary; zone: string; onStep?: (step: EntryStep, entry: Entry) => void };

/** A week as a list: day by day what was done, for how long, and what of it does not count. */
export function EntryList({ diary, zone, onStep }: Props) {
  const { t } = useTranslation("time");
  const { longDay } = useZoned(zone);
  const days = byDay(diary, columnsOf(diary.week.week, zone));
  return (
    <div>
      {days.map(([day, entries]) => {
        const sum = entries.reduce((total, entry) => total + counted(entry), 0);
        return (
          <div key={day} className={classes.day}>
            <h4>{t("list.day", { day: longDay(day), duration: writeDuration(sum) })}</h4>
            <ul className={classes.entries}>
              {entries.map((entry) => (
                <Row key={entry.key} entry={entry} zone={zone} onStep={onStep} />
              ))}
            </ul>
          </div>
        );
      })}
    </div>
  );
}

function Row({ entry, zone, onStep }: { entry: Entry; zone: string; onStep: Props["onStep"] }) {
  const { t } = useTranslation("time");
  const { exact } = useZoned(zone);
  const { report, memo, start, end, seconds } = entry;
  const open = onStep && !report.running;
  return (
    <li className={classes.entry}>
      <div className={classes.entryWords}>
        <bdi>{memo || t("list.noMemo")}</bdi>
        <span className={classes.meta}>
          {t("list.times", { from: exact(Date.parse(start)), to: exact(Date.parse(end)) })}
          <Notes entry={entry} />
        </span>
        <span className={classes.kinds}>
          {KINDS.filter((kind) => seconds[kind]).map((kind) => (
            <span key={kind} className={classes.kind}>
              <span
                className={classes.swatch}
                data-mark={kind === "tracked" ? "protected" : kind}
                aria-hidden
              />
              {t(`kind.${kind}`, { duration: writeDuration(seconds[kind] ?? 0) })}
            </span>
          ))}
        </span>
      </div>
      {report.running && (
        <Badge variant="dot" color="green" tt="none">
          {t("list.runs")}
        </Badge>
      )}
      {open && <EntryMenu entry={entry} zone={zone} onStep={onStep} />}
    </li>
  );
}

/** What else is to be known of a report. */
function Notes({ entry: { report } }: { entry: Entry }) {
  const { t } = useTranslation("time");
  const notes = [
    report.corrections.length > 0 && t("list.corrected"),
    report.flagged !== 0 && t("list.flagged", { duration: writeDuration(Math.abs(report.flagged)) }),
    report.reason && `“${report.reason}”`,
  ].filter(Boolean);
  return notes.map((note) => (
    <Text key={String(note)} span inherit>
      {" · "}
      {note}
    </Text>
  ));
}
