import { useTranslation } from "react-i18next";
import type { Segment } from "../wire";
import { writeClock } from "./durations";
import { type Column, totalsOf } from "./grid";
import classes from "./time.module.css";
import { useZoned } from "./when";

type Props = { columns: Column[]; segments: Segment[]; value: string; onChange: (day: string) => void };

/** Which day of the week is shown, where one at a time is. */
export function DayChoice({ columns, segments, value, onChange }: Props) {
  const { t } = useTranslation("time");
  const zoned = useZoned("UTC");
  const totals = totalsOf(columns, segments);
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset is for fields of a form
    <div className={classes.days} role="group" aria-label={t("grid.day")}>
      {columns.map(({ day }, i) => {
        const seconds = totals[i] ?? 0;
        return (
          <button key={day} type="button" aria-pressed={day === value} onClick={() => onChange(day)}>
            <span>{zoned.weekday(day)}</span>
            <strong>{Number(day.slice(8))}</strong>
            <span>{seconds ? writeClock(seconds) : "–"}</span>
          </button>
        );
      })}
    </div>
  );
}
