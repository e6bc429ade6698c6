import type { Cell, Segment } from "../wire";
import { beginOf, WEEK_MS } from "./weeks";
import { localAt } from "./zoned";

/** What a stretch of time is: counted, or why not. */
export type SegmentKind = Segment["kind"];

export const CELL_MS = 600_000;

/** Ten minutes from `at` on, in milliseconds; cells are multiples of ten minutes UTC, whatever the zone. */
export type Slot = { at: number; hour: number; minute: number };
/**
 * A calendar day of a zone, as far as it is in the week: for each hour its slots, none or twelve where clocks change.
 * Its slots are [from, to); it itself is [begins, ends), for midnight may fall into a slot.
 */
export type Column = {
  day: string;
  hours: Slot[][];
  from: number;
  to: number;
  begins: number;
  ends: number;
};

/** A week as days of a zone. It begins on Monday 00:00 UTC, so elsewhere it touches eight days. */
export function columnsOf(monday: string, zone: string): Column[] {
  const columns: Column[] = [];
  const begin = beginOf(monday);
  for (let at = begin; at < begin + WEEK_MS; at += CELL_MS) {
    const { day, hour, minute } = localAt(at, zone);
    let column = columns.at(-1);
    if (column?.day !== day) {
      const begins = column && hour === 0 ? at - minute * 60_000 : at;
      if (column) column.ends = begins;
      column = { day, hours: Array.from({ length: 24 }, () => []), from: at, to: at, begins, ends: at };
      columns.push(column);
    }
    column.hours[hour]?.push({ at, hour, minute });
    column.to = at + CELL_MS;
    column.ends = column.to;
  }
  return columns;
}

/** Where a slot stands: its column, its hour and its place within. */
function placeOf(columns: Column[], at: number): [number, number, number] | null {
  const c = columns.findIndex(({ from, to }) => at >= from && at < to);
  const hours = columns[c]?.hours ?? [];
  const h = hours.findIndex((slots) => slots.some((slot) => slot.at === at));
  const i = hours[h]?.findIndex((slot) => slot.at === at) ?? -1;
  return i < 0 ? null : [c, h, i];
}

/** Where a key leads from a slot: along the row of an hour, or within a day; null for keys that lead nowhere. */
export function moved(columns: Column[], at: number, key: string, far: boolean): number | null {
  const place = placeOf(columns, at);
  if (!place) return null;
  const [c, h, i] = place;
  const row = columns.flatMap(({ hours }) => hours[h] ?? []);
  const inRow = row.findIndex((slot) => slot.at === at);
  switch (key) {
    case "ArrowRight":
      return row[inRow + 1]?.at ?? at;
    case "ArrowLeft":
      return row[inRow - 1]?.at ?? at;
    case "ArrowUp":
    case "ArrowDown":
      return vertical(columns[c], h, i, key === "ArrowUp" ? -1 : 1) ?? at;
    case "Home":
      return far ? (columns[0]?.from ?? at) : (row[0]?.at ?? at);
    case "End":
      return far ? (columns.at(-1)?.to ?? at) - CELL_MS : (row.at(-1)?.at ?? at);
    default:
      return null;
  }
}

function vertical(column: Column | undefined, hour: number, i: number, by: number): number | null {
  for (let h = hour + by; h >= 0 && h < 24; h += by) {
    const slots = column?.hours[h] ?? [];
    if (slots.length) return slots[Math.min(i, slots.length - 1)]?.at ?? null;
  }
  return null;
}

/** What a cell is, at a glance: what most of it is, and whether tracked time is protected. */
export type Mark = "protected" | SegmentKind;

export const KINDS: readonly SegmentKind[] = ["tracked", "manual", "over_limit", "shadow", "outside", "late"];

export function markOf(cell: Cell): Mark {
  const seconds = (kind: SegmentKind) => cell.seconds[kind] ?? 0;
  const most = KINDS.reduce((best, kind) => (seconds(kind) > seconds(best) ? kind : best));
  return most === "tracked" && cell.missing.length === 0 ? "protected" : most;
}

/** Seconds of a cell that anybody claims, at most ten minutes of them. */
export function filled(cell: Cell): number {
  return Math.min(
    600,
    Object.values(cell.seconds).reduce((sum, seconds) => sum + seconds, 0),
  );
}

/** Cells by the instant of their start, in milliseconds. */
export function byStart(cells: Cell[]): Map<number, Cell> {
  return new Map(cells.map((cell) => [Date.parse(cell.start), cell]));
}

/** Seconds that count on each day of a zone. */
export function totalsOf(columns: Column[], segments: Segment[]): number[] {
  const totals = columns.map(() => 0);
  for (const { start, end, kind } of segments) {
    if (kind !== "tracked" && kind !== "manual") continue;
    const [begin, stop] = [Date.parse(start), Date.parse(end)];
    columns.forEach(({ begins, ends }, i) => {
      const shared = Math.min(stop, ends) - Math.max(begin, begins);
      if (shared > 0) totals[i] = (totals[i] ?? 0) + shared / 1000;
    });
  }
  return totals;
}
