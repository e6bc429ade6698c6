import type { Piece } from "../../wire";
import {
  active,
  type Chore,
  fresh,
  GAP_S,
  iso,
  type Part,
  REPORT_S,
  type Run,
  second,
  type Work,
  workOf,
} from "./run";

export type NewId = () => string;

/** What the person says about the time in which nothing was put in: up to `until` it was work. */
export type Answer = {
  until: number;
  /** When they were there again. */
  back: number;
  /** What was done from `until` to `back`; null where it was no work. */
  rest: Work | null;
  goOn: boolean;
};

/** Reports of [start, end), none longer than the server takes. */
export function reports(
  work: Work,
  [start, end]: [number, number],
  inputs: number[],
  offset: number | null,
  newId: NewId,
): Extract<Chore, { what: "report" }>[] {
  if (end <= start) return [];
  const last = Math.min(end, start + REPORT_S);
  const draft = {
    ...{ id: newId(), memo: work.memo, start: iso(start), end: iso(last), kind: "tracked" as const },
    ...{ active: active(inputs, start, last), reason: "" },
  };
  const one = { ...workOf(work), what: "report" as const, key: newId(), draft, offset };
  return [one, ...reports(work, [last, end], inputs, offset, newId)];
}

export const partsOf = (chores: Extract<Chore, { what: "report" }>[]): Part[] =>
  chores.map(({ draft: { id, start, end } }) => ({ id, start: second(start), end: second(end) }));

/** What is left of a report that counts no further than `at`. */
export function cut(work: Work, { id, start }: Part, at: number, newId: NewId): Chore {
  const pieces: Piece[] = at > start ? [{ start: iso(start), end: iso(at), memo: work.memo }] : [];
  return { ...workOf(work), what: "correct", key: newId(), report: id, pieces };
}

/** What has to be told so that the run counts up to `upTo` and no further. */
export function ended(run: Run, upTo: number, offset: number, newId: NewId): Chore[] {
  const at = Math.min(upTo, run.over ?? upTo);
  const cuts = run.parts.filter(({ end }) => end > at).map((part) => cut(run, part, at, newId));
  if (!run.live && !run.asked) return [...cuts, ...reports(run, [run.from, at], run.inputs, offset, newId)];
  const { id: report, live, from, inputs } = run;
  const told = { told: live !== null, from: live?.start ?? from };
  return [...cuts, { ...workOf(run), what: "stop", key: newId(), report, ...told, at, inputs, offset }];
}

/** A report as it ended, by the server. `clipped`: no further than it was asked to. */
export type Ended = { start: number; end: number; silent: boolean; clipped: boolean };

/**
 * What is still to be told of a stopped run, now that the server said what it has of it. `offset` as it is known now:
 * what was written down by another is told by that, so that the server sees how far the clock was off.
 */
export function rest(
  chore: Extract<Chore, { what: "stop" }>,
  has: Ended | null,
  offset: number,
  newId: NewId,
): Chore[] {
  const { inputs, report } = chore;
  const off = apart(chore.offset, offset);
  const of = (start: number, end: number) => reports(chore, [start, end], inputs, chore.offset, newId);
  if (!has) return of(chore.from, chore.at);
  const from = chore.told ? chore.from : chore.from - off;
  const at = chore.at - off;
  const before = has.start - from > GAP_S ? of(from + off, Math.min(has.start, at) + off) : [];
  const after = has.silent && at - has.end > GAP_S ? of(has.end + off, at + off) : [];
  const over =
    has.end - at > GAP_S && !has.clipped
      ? [cut(chore, { id: report, start: has.start, end: has.end }, at, newId)]
      : [];
  return [...before, ...after, ...over];
}

/** Seconds between what a clock said by one offset and by another; 0 where it is the trembling of the way. */
export function apart(before: number, now: number): number {
  const off = Math.round((before - now) / 1_000);
  return Math.abs(off) > GAP_S ? off : 0;
}

/** After the person said what the time was in which nothing was put in. */
export function answered(
  run: Run,
  answer: Answer,
  now: number,
  offset: number,
  newId: NewId,
): { run: Run | null; chores: Chore[] } {
  const { until, back, goOn } = answer;
  if (until >= back && goOn) return { run: { ...run, away: null, input: now }, chores: [] };
  const spent = answer.rest ? reports(answer.rest, [until, back], run.inputs, offset, newId) : [];
  const chores = [...ended(run, until, offset, newId), ...spent];
  return { run: goOn ? fresh(newId(), run, back, now, offset) : null, chores };
}
