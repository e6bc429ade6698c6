import type { Bill, Cell, Diary, Report, Segment, Sums, Week, Weeks } from "../wire";
import type { SegmentKind } from "./grid";

export const MONDAY = "2026-11-16";
export const NONE: Sums = { tracked: 0, manual: 0, over_limit: 0, shadow: 0, outside: 0, late: 0 };

/** An instant of that week: `at(2, "09:30")` is on Wednesday. */
export function at(day: number, clock: string): string {
  const date = new Date(Date.parse(`${MONDAY}T00:00:00Z`) + day * 86_400_000).toISOString().slice(0, 10);
  return `${date}T${clock.length === 5 ? `${clock}:00` : clock}Z`;
}

export function week(changes: Partial<Week> = {}): Week {
  return {
    week: MONDAY,
    state: "open",
    ends_at: "2026-11-23T00:00:00Z",
    locks_at: "2026-11-23T12:00:00Z",
    disputable_until: "2026-11-28T00:00:00Z",
    available_at: "2026-12-02T00:00:00Z",
    sums: NONE,
    limit: 144_000,
    rate: 4500,
    over_accepted: 0,
    billed: 0,
    asks: [],
    bill: null,
    ...changes,
  };
}

export function weeks(...items: Week[]): Weeks {
  const total = items.reduce((sum, { sums }) => sum + sums.tracked, 0);
  return {
    items,
    running: null,
    card: "Visa •••• 4242",
    card_id: null,
    memos: [],
    may: [],
    total: { ...NONE, tracked: total },
    seq: 10,
  };
}

export function segment(
  start: string,
  end: string,
  kind: SegmentKind = "tracked",
  changes: Partial<Segment> = {},
): Segment {
  return { report: "r1", start, end, kind, source: "tracked", memo: "Login", ...changes };
}

export function report(id: string, start: string, end: string, changes: Partial<Report> = {}): Report {
  const made = { id, person: "bob", device: "laptop", kind: "tracked" as const, memo: "Login", start, end };
  return {
    ...made,
    running: false,
    flagged: 0,
    late: false,
    reason: "",
    at: end,
    corrections: [],
    ...changes,
  };
}

export function cell(start: string, seconds: Cell["seconds"], changes: Partial<Cell> = {}): Cell {
  return { start, seconds, activity: 10, missing: [], ...changes };
}

export function diary(changes: Partial<Diary> = {}): Diary {
  return {
    week: week(),
    running: null,
    reports: [],
    segments: [],
    cells: [],
    days: Array.from({ length: 7 }, () => NONE),
    may: [],
    seq: 10,
    ...changes,
  };
}

export function bill(changes: Partial<Bill> = {}): Bill {
  return {
    id: null,
    week: MONDAY,
    currency: "USD",
    lines: [],
    minor: 0,
    fee: 0,
    total: 0,
    net: 0,
    carried: 0,
    state: "preview",
    trouble: "",
    retry_at: null,
    paper: null,
    path: null,
    at: null,
    charged_at: "2026-11-23T12:00:00Z",
    available_at: "2026-12-02T00:00:00Z",
    ...changes,
  };
}
