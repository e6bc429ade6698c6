import type { Piece, ReportDraft, Timer, TimerStopped } from "../../wire";

export type StopHow = TimerStopped["how"];

/** Instants here are whole seconds since 1970 by the server's clock, minutes are whole minutes since 1970. */

/** A report of the run that came before the one that is live: told, or on its way. */
export type Part = { id: string; start: number; end: number };

/** Nothing was put in since `since`. `back`: somebody is there again; `closed`: the page was gone from then on. */
export type Away = { since: number; back: number | null; closed: number | null };

/** What to work on: a contract, and the memo of what is done. */
export type Work = { room: string; title: string; memo: string };

/** The timer that runs on this device, whether the server knows of it or not. */
export type Run = Work & {
  /** Of the report that is live, or that will be. */
  id: string;
  begun: number;
  /** How far the server's clock was ahead, in milliseconds, when `begun` was written down. */
  offset: number;
  /** Of which the server has heard; null while it has not, or no longer. */
  live: { start: number; end: number } | null;
  /** Without `live`: the server was asked to start it, and the answer is not known. */
  asked: boolean;
  /** Without `live`: from here on, nobody but this device knows of it. */
  from: number;
  parts: Part[];
  /** When the server last answered a beat. */
  heard: number;
  /** When this device last looked. */
  seen: number;
  /** When something was last put in. */
  input: number;
  /** Minutes with input. */
  inputs: number[];
  away: Away | null;
  /** The server ended it then; it is kept because it is still asked what it was while nothing was put in. */
  over?: number;
};

type Stop = Work & { what: "stop"; report: string; told: boolean } & {
  from: number;
  at: number;
  inputs: number[];
  offset: number;
};

/** Something to tell the server, in order. `key` names it here; a correction happens once by it, all else by its report. */
export type Chore = { key: string } & (
  | Stop
  /**
   * `offset`: how far the server's clock was ahead, in milliseconds, when the instants were written down; null where
   * they are the server's own.
   */
  | (Work & { what: "report"; draft: ReportDraft; offset: number | null })
  | (Work & { what: "correct"; report: string; pieces: Piece[] })
);

/** Something that the person has to be told, until they have seen it. */
export type Notice = { id: string; at: number } & (
  | { what: "merged"; seconds: number; shadow: number; over: number; outside: number; late: number }
  | { what: "refused"; work: Work; start: number; end: number; message: string }
  | { what: "unstarted"; work: Work; report: string; code: string; message: string }
  | { what: "ended"; work: Work; how: StopHow; end: number; lost: number }
  | { what: "stopped"; work: Work; seconds: number }
);

/** All that one person's browser keeps of their time. */
export type Kept = {
  person: string;
  run: Run | null;
  /** Runs on another device of theirs. */
  elsewhere: Timer | null;
  /** How far the server's clock is ahead of this device's, in milliseconds; null before it was heard. */
  offset: number | null;
  chores: Chore[];
  notices: Notice[];
};

export const nothing = (person: string): Kept => ({
  ...{ person, run: null, elsewhere: null, offset: null },
  ...{ chores: [], notices: [] },
});

/** What takes less than this was the way of a message, and is nobody's work. */
export const GAP_S = 2;
/** The longest report that the server takes. */
export const REPORT_S = 24 * 3_600;

export const iso = (second: number): string => new Date(second * 1_000).toISOString();
export const second = (at: string): number => Math.floor(Date.parse(at) / 1_000);
export const workOf = ({ room, title, memo }: Work): Work => ({ room, title, memo });

export function fresh(id: string, work: Work, begun: number, now: number, offset: number): Run {
  return {
    ...{ ...workOf(work), id, begun, offset, live: null, asked: false, from: begun, parts: [], heard: 0 },
    ...{ seen: now, input: now, inputs: [Math.floor(begun / 60)], away: null },
  };
}

/** A timer of this device that it no longer knew of. */
export function adopted(timer: Timer, now: number, offset: number): Run {
  const begun = second(timer.start);
  const work = { room: timer.room, title: timer.room_title ?? "", memo: timer.memo };
  const live = { start: begun, end: second(timer.end) };
  return { ...fresh(timer.id, work, begun, now, offset), live, from: begun };
}

/** The minutes with input of [start, end), counted from that of its start. */
export function active(inputs: number[], start: number, end: number): number[] {
  const first = Math.floor(start / 60);
  const last = Math.floor((end - 1) / 60);
  return inputs.filter((minute) => minute >= first && minute <= last).map((minute) => minute - first);
}

/** Something was put in. */
export function touched(run: Run, now: number): Run {
  const minute = Math.floor(now / 60);
  const inputs = run.inputs.includes(minute) ? run.inputs : [...run.inputs, minute];
  const away = run.away && { ...run.away, back: run.away.back ?? now };
  return { ...run, inputs, away, input: Math.max(run.input, now), seen: Math.max(run.seen, now) };
}

/** A look at it: is anybody there? `idle` and `blind` in seconds; `blind`: after so long, the page was gone. */
export function looked(run: Run, now: number, idle: number, blind: number): Run {
  if (run.over !== undefined) return run;
  const closed = now - run.seen > blind ? run.seen : null;
  const seen = Math.max(run.seen, now);
  if (now - run.input < idle) return { ...run, seen };
  const before = run.away ?? { since: run.input, back: null, closed: null };
  return { ...run, seen, away: { ...before, back: null, closed: closed ?? before.closed } };
}
