import type { Sums, Timer, Week } from "../wire";

export type SegmentKind = keyof Sums;
export type Piece = { start: string; end: string; memo: string };
export type Correction = {
  number: number;
  before: Piece[];
  after: Piece[];
  reason: string;
  by: string;
  at: string;
};
export type Report = {
  id: string;
  person: string;
  device: string;
  kind: "tracked" | "manual";
  memo: string;
  start: string;
  end: string;
  running: boolean;
  flagged: number;
  late: boolean;
  reason: string;
  at: string;
  corrections: Correction[];
};
export type Segment = {
  report: string;
  start: string;
  end: string;
  kind: SegmentKind;
  source: "tracked" | "manual";
  memo: string;
};
export type Missing = "tracked" | "memo" | "limit" | "activity" | "payment";
export type Cell = {
  start: string;
  seconds: Partial<Record<SegmentKind, number>>;
  activity: number;
  missing: Missing[];
};
export type Diary = {
  week: Week;
  running: Timer | null;
  reports: Report[];
  segments: Segment[];
  cells: Cell[];
  days: Sums[];
  may: string[];
  seq: number;
};
export type Weeks = {
  items: Week[];
  running: Timer | null;
  card: string | null;
  card_id: string | null;
  memos: string[];
  may: string[];
  total: Sums;
  seq: number;
};
