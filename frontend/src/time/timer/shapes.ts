import type { Done, Timer } from "../../wire";

export type StopHow = "stopped" | "replaced" | "silent" | "closed";
export type Piece = { start: string; end: string; memo: string };
export type MyTimer = { timer: Timer | null; now: string };
export type TimerDraft = { id: string; device: string; memo: string };
export type TimerDone = Done & { timer: Timer; stopped?: Timer | null };
export type TimerEnded = Done & { timer: Timer; how: StopHow };
export type Beat = { active?: number[]; end?: string | null };
export type Beaten = {
  running: boolean;
  how?: StopHow | null;
  end: string;
  lapses_at: string | null;
  now: string;
};
export type ReportDraft = {
  id: string;
  memo: string;
  start: string;
  end: string;
  active?: number[];
  kind?: "tracked" | "manual";
  reason?: string;
};
export type ReportsDraft = { device: string; sent_at?: string | null; reports: ReportDraft[] };
export type Reported = {
  id: string;
  outcome: "accepted" | "repeated" | "late" | "refused";
  seconds?: number;
  shadow?: number;
  over_limit?: number;
  outside?: number;
  code?: string;
  message?: string;
};
export type ReportsDone = { seq: number | null; at: string; results: Reported[] };
export type CorrectionDraft = { number: number; pieces: Piece[]; reason?: string };
