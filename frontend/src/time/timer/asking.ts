import { ApiError } from "../../api/errors";
import type {
  Beat,
  Beaten,
  CorrectionDraft,
  Done,
  MyTimer,
  ReportsDone,
  ReportsDraft,
  TimerDone,
  TimerDraft,
  TimerEnded,
} from "../../wire";
import type { NewId } from "./ending";

/** What a timer asks of the server. Refusals are thrown as `ApiError`; `key` makes it happen once. */
export type TimerDoors = {
  mine: () => Promise<MyTimer>;
  start: (room: string, body: TimerDraft, key: string) => Promise<TimerDone>;
  beat: (room: string, report: string, body: Beat) => Promise<Beaten>;
  stop: (room: string, report: string, body: Beat, key: string) => Promise<TimerEnded>;
  report: (room: string, body: ReportsDraft, key: string) => Promise<ReportsDone>;
  correct: (room: string, report: string, body: CorrectionDraft, key: string) => Promise<Done>;
};

export type Equipment = {
  device: string;
  doors: TimerDoors;
  /** Of this device, in milliseconds. */
  clock: () => number;
  newId: NewId;
  /** Seconds between two beats. */
  beat: () => number;
};

/** What will be another answer later: no network, a server that is down or busy, nobody signed in just now. */
export function isPassing({ status, code }: ApiError): boolean {
  return code === "server" || [0, 401, 408, 425, 429].includes(status) || status >= 500;
}

/** A refusal that stays one; all else is thrown on. */
export function final(error: unknown): ApiError {
  if (!(error instanceof ApiError) || isPassing(error)) throw error;
  return error;
}
