import type { Correction, Diary, Piece, Report } from "../wire";
import type { SegmentKind } from "./grid";
import { beginOf, WEEK_MS } from "./weeks";

/** What is left of a report, as one line of the list: one of its pieces, as far as it is in the week. */
export type Entry = {
  key: string;
  report: Report;
  /** Which piece of the report. */
  index: number;
  start: string;
  end: string;
  memo: string;
  seconds: Partial<Record<SegmentKind, number>>;
};

/** What is left of a report after its last correction. */
export function piecesOf({ start, end, memo, corrections }: Report): Piece[] {
  const last = lastOf(corrections);
  return last ? last.after : [{ start, end, memo }];
}

function lastOf(corrections: Correction[]): Correction | undefined {
  return corrections.reduce<Correction | undefined>(
    (last, one) => (last && last.number > one.number ? last : one),
    undefined,
  );
}

/** How many corrections of a report have been seen. */
export function seenOf(report: Report): number {
  return lastOf(report.corrections)?.number ?? 0;
}

/** The entries of a week, by time. */
export function entriesOf({ week: { week }, reports, segments }: Diary): Entry[] {
  const [from, to] = [beginOf(week), beginOf(week) + WEEK_MS];
  const entries = reports.flatMap((report) =>
    piecesOf(report).map((piece, index): Entry => {
      const mine = segments.filter(
        (one) => one.report === report.id && one.start < piece.end && one.end > piece.start,
      );
      const seconds: Entry["seconds"] = {};
      for (const { kind, start, end } of mine) seconds[kind] = (seconds[kind] ?? 0) + length(start, end);
      return { key: `${report.id}/${index}`, report, index, ...piece, seconds };
    }),
  );
  return entries
    .filter(({ start, end }) => Date.parse(start) < to && Date.parse(end) > from)
    .sort((one, other) => one.start.localeCompare(other.start) || one.key.localeCompare(other.key));
}

export function length(start: string, end: string): number {
  return (Date.parse(end) - Date.parse(start)) / 1000;
}

/** Seconds of an entry that count. */
export function counted({ seconds }: Entry): number {
  return (seconds.tracked ?? 0) + (seconds.manual ?? 0);
}

/** Entries by the day, in some zone, on which they start. */
export function byDay(entries: Entry[], dayOf: (at: number) => string): [string, Entry[]][] {
  const days = new Map<string, Entry[]>();
  for (const entry of entries) {
    const day = dayOf(Date.parse(entry.start));
    days.set(day, [...(days.get(day) ?? []), entry]);
  }
  return [...days].sort(([one], [other]) => one.localeCompare(other));
}
