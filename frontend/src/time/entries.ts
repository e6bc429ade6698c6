import type { Correction, Diary, Piece, Report, Segment } from "../wire";
import type { Column, SegmentKind } from "./grid";
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

/** The entries of a week, or of [from, to) of it, by time; each with the seconds of it that lie there. */
export function entriesOf(
  { week: { week }, reports, segments }: Diary,
  from = beginOf(week),
  to = from + WEEK_MS,
): Entry[] {
  const byReport = new Map<string, Segment[]>(reports.map(({ id }) => [id, []]));
  for (const one of segments) byReport.get(one.report)?.push(one);
  const entries = reports.flatMap((report) =>
    piecesOf(report).map((piece, index): Entry => {
      const seconds: Entry["seconds"] = {};
      for (const { kind, start, end } of byReport.get(report.id) ?? []) {
        if (start >= piece.end || end <= piece.start) continue;
        const long = (Math.min(Date.parse(end), to) - Math.max(Date.parse(start), from)) / 1000;
        if (long > 0) seconds[kind] = (seconds[kind] ?? 0) + long;
      }
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

/** Entries by the day, in some zone; one over midnight is in both, with what lies in each. */
export function byDay(diary: Diary, columns: Column[]): [string, Entry[]][] {
  return columns
    .map(({ day, begins, ends }): [string, Entry[]] => [day, entriesOf(diary, begins, ends)])
    .filter(([, entries]) => entries.length > 0);
}
