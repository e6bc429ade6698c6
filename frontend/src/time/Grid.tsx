import { VisuallyHidden } from "@mantine/core";
import {
  type CSSProperties,
  type FocusEvent,
  type KeyboardEvent,
  type MouseEvent,
  memo,
  useMemo,
  useRef,
  useState,
} from "react";
import { useTranslation } from "react-i18next";
import type { Cell, Diary } from "../wire";
import { writeClock, writeDuration } from "./durations";
import { byStart, type Column, filled, markOf, moved, type Slot, totalsOf } from "./grid";
import classes from "./time.module.css";
import { useZoned } from "./when";

type Props = {
  columns: Column[];
  diary: Diary;
  zone: string;
  chosen: number | null;
  onChoose: (at: number) => void;
};

/** Days beside one another, hours beneath one another, and in each hour its cells of ten minutes. */
export function Grid({ columns, diary, zone, chosen, onChoose }: Props) {
  const { t } = useTranslation("time");
  const table = useRef<HTMLTableElement>(null);
  const zoned = useZoned(zone);
  const cells = useMemo(() => byStart(diary.cells), [diary.cells]);
  const totals = useMemo(() => totalsOf(columns, diary.segments), [columns, diary.segments]);
  const [focused, setFocused] = useState<number | null>(null);
  const tabbable = inWeek(columns, focused) ?? inWeek(columns, chosen) ?? firstOf(columns, diary.cells);
  const walk = (event: KeyboardEvent) => {
    const at = slotOf(event.target);
    const next = at === null ? null : moved(columns, at, event.key, event.ctrlKey || event.metaKey);
    if (next === null) return;
    event.preventDefault();
    table.current?.querySelector<HTMLElement>(`[data-at="${next}"]`)?.focus();
  };
  const choose = (event: FocusEvent | MouseEvent) => {
    const at = slotOf(event.target);
    if (at === null) return;
    setFocused(at);
    onChoose(at);
  };
  return (
    <>
      <VisuallyHidden id="grid-hint">{t("grid.hint")}</VisuallyHidden>
      <table
        ref={table}
        // biome-ignore lint/a11y/noNoninteractiveElementToInteractiveRole: keys walk through its cells
        role="grid"
        className={classes.grid}
        aria-label={t("grid.label")}
        aria-describedby="grid-hint"
        onKeyDown={walk}
        onFocus={choose}
        onClick={choose}
      >
        <colgroup>
          <col className={classes.hours} />
          <col span={columns.length} />
        </colgroup>
        <thead>
          <tr>
            <th scope="col">
              <VisuallyHidden>{t("grid.hour")}</VisuallyHidden>
            </th>
            {columns.map(({ day }, i) => (
              <th key={day} scope="col">
                <span className={classes.weekday}>{zoned.weekday(day)}</span>
                <span className={classes.date}>{zoned.shortDay(day)}</span>
                <span className={classes.dayTotal} data-some={(totals[i] ?? 0) > 0}>
                  {writeClock(totals[i] ?? 0)}
                </span>
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {HOURS.map((hour) => (
            <tr key={hour}>
              <th scope="row">{`${String(hour).padStart(2, "0")}:00`}</th>
              {columns.map(({ day, hours }) => (
                <Hour
                  key={day}
                  slots={hours[hour] ?? []}
                  cells={cells}
                  day={zoned.weekday(day)}
                  chosen={within(hours[hour], chosen)}
                  tabbable={within(hours[hour], tabbable)}
                />
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </>
  );
}

const HOURS = Array.from({ length: 24 }, (_, hour) => hour);

type HourProps = {
  slots: Slot[];
  cells: Map<number, Cell>;
  day: string;
  chosen: number | null;
  tabbable: number | null;
};

const Hour = memo(function Hour({ slots, cells, day, chosen, tabbable }: HourProps) {
  const { t } = useTranslation("time");
  return (
    <td>
      <div className={classes.hour}>
        {slots.map(({ at, hour, minute }) => {
          const cell = cells.get(at);
          const when = `${day} ${String(hour).padStart(2, "0")}:${String(minute).padStart(2, "0")}`;
          const what = cell && t(`mark.${markOf(cell)}`);
          const duration = cell && writeDuration(filled(cell));
          return (
            <button
              key={at}
              type="button"
              className={classes.cell}
              data-at={at}
              data-mark={cell && markOf(cell)}
              style={cell && heightOf(cell)}
              tabIndex={at === tabbable ? 0 : -1}
              aria-pressed={at === chosen}
              aria-label={cell ? t("grid.cell", { when, duration, what }) : t("grid.empty", { when })}
            />
          );
        })}
      </div>
    </td>
  );
});

/** The more of its ten minutes are claimed, the higher a cell is filled; a little can still be seen. */
function heightOf(cell: Cell): CSSProperties {
  return { "--fill": `${Math.max(12, filled(cell) / 6)}%` } as CSSProperties;
}

function slotOf(target: EventTarget): number | null {
  const at = target instanceof HTMLElement ? target.dataset.at : undefined;
  return at === undefined ? null : Number(at);
}

function within(slots: Slot[] | undefined, at: number | null): number | null {
  return slots?.some((slot) => slot.at === at) ? at : null;
}

function inWeek(columns: Column[], at: number | null): number | null {
  return at !== null && columns.some(({ from, to }) => at >= from && at < to) ? at : null;
}

/** Where the keyboard enters: the first cell with time that is shown, else nine o'clock of the first whole day. */
function firstOf(columns: Column[], cells: Cell[]): number | null {
  const used = cells.map(({ start }) => Date.parse(start)).find((at) => inWeek(columns, at) !== null);
  const day = columns.find(({ hours }) => hours[9]?.length) ?? columns[0];
  return used ?? day?.hours[9]?.[0]?.at ?? day?.from ?? null;
}
