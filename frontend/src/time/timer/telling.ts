import type { Beaten, ReportsDone, Timer } from "../../wire";
import { apart, ended, type NewId, partsOf, reports } from "./ending";
import { type Chore, GAP_S, type Kept, type Notice, REPORT_S, type Run, second, workOf } from "./run";

/** What is known after the server said something; pure. */

const without = ({ chores }: Kept, done: Chore[]): Chore[] =>
  chores.filter(({ key }) => !done.some((one) => one.key === key));

/** The server has started what ran here: what ran before that is told as a report. */
export function started(kept: Kept, id: string, timer: Timer, now: number, newId: NewId): Kept {
  const { run } = kept;
  if (run?.id !== id) return kept;
  const start = second(timer.start);
  // What the server said is by its clock; only what nobody but this device saw may be off.
  const off = run.parts.length ? 0 : apart(run.offset, kept.offset ?? 0);
  const late = start + off - run.from > GAP_S;
  const by = off ? run.offset : null;
  const before = late ? reports(run, [run.from, start + off], run.inputs, by, newId) : [];
  const parts = [...run.parts, ...partsOf(before)];
  const live = { start, end: second(timer.end) };
  const begun = parts.length ? run.begun : start;
  return {
    ...kept,
    run: { ...run, live, parts, begun, asked: false, from: start, heard: now },
    elsewhere: null,
    chores: [...kept.chores, ...before],
  };
}

/** Of two timers of one person the second goes on: the other device's was stopped, and that is said. */
export function stoppedElsewhere(
  kept: Kept,
  other: Timer | null | undefined,
  device: string,
  newId: NewId,
): Kept {
  if (!other || other.device === device) return kept;
  const [start, end] = [second(other.start), second(other.end)];
  const work = { room: other.room, title: other.room_title ?? "", memo: other.memo };
  const notice: Notice = { id: newId(), at: end, what: "stopped", work, seconds: end - start };
  return { ...kept, notices: [...kept.notices, notice] };
}

/** It could not be started, so it does not run; what ran here until now is still offered as a report. */
export function unstarted(
  kept: Kept,
  id: string,
  { code, message }: { code: string; message: string },
  now: number,
  newId: NewId,
): Kept {
  const { run } = kept;
  if (run?.id !== id) return kept;
  const ran = now - run.from > GAP_S ? ended({ ...run, asked: false }, now, kept.offset ?? 0, newId) : [];
  const notice: Notice = {
    ...{ id: newId(), at: now, what: "unstarted", work: workOf(run), report: id, code, message },
  };
  return { ...kept, run: null, chores: [...kept.chores, ...ran], notices: [...kept.notices, notice] };
}

/**
 * A beat was answered. After silence the run goes on under a new report; whatever else stopped it ends it, but for what
 * is still to be asked about it.
 */
export function beaten(kept: Kept, id: string, answer: Beaten, now: number, newId: NewId): Kept {
  const { run } = kept;
  if (run?.id !== id || !run.live) return kept;
  const end = second(answer.end);
  if (answer.running)
    return { ...kept, run: { ...run, live: { ...run.live, end: Math.max(end, run.live.end) }, heard: now } };
  const parts = [...run.parts, { id, start: run.live.start, end }];
  const unheard: Run = { ...run, id: newId(), live: null, asked: false, from: end, parts };
  if (answer.how === "silent" && end - run.live.start < REPORT_S - 60) return { ...kept, run: unheard };
  const how = answer.how ?? "stopped";
  const lost = Math.max(0, now - end);
  const notice: Notice = { id: newId(), at: now, what: "ended", work: workOf(run), how, end, lost };
  return { ...kept, run: run.away && { ...unheard, over: end }, notices: [...kept.notices, notice] };
}

/** The server no longer lets it run, for a reason in words. */
export function refusedBeat(kept: Kept, id: string, message: string, now: number, newId: NewId): Kept {
  const { run } = kept;
  if (run?.id !== id || !run.live) return kept;
  const span = { start: run.live.end, end: now };
  const notice: Notice = { id: newId(), at: now, what: "refused", work: workOf(run), ...span, message };
  return { ...kept, run: null, notices: [...kept.notices, notice] };
}

/** While this device was away, another timer was started on another: there, this one ended. */
export function overtaken(kept: Kept, other: Timer, now: number, newId: NewId): Kept {
  const { run } = kept;
  if (!run) return kept;
  const end = Math.max(run.from, Math.min(second(other.start), now));
  const lost = Math.max(0, now - end);
  const notice: Notice = {
    ...{ id: newId(), at: now, what: "ended", work: workOf(run), how: "replaced", end, lost },
  };
  return {
    ...kept,
    run: null,
    chores: [...kept.chores, ...ended(run, end, kept.offset ?? 0, newId)],
    notices: [...kept.notices, notice],
  };
}

const WORTH_S = 60;

/**
 * Reports were judged, each for itself: one notice for all that was merged since the person last read one, for a page
 * shows few at once; and one for each that was refused.
 */
export function reported(
  kept: Kept,
  chores: Extract<Chore, { what: "report" }>[],
  { results }: ReportsDone,
  now: number,
  newId: NewId,
): Kept {
  const sum = { what: "merged" as const, seconds: 0, shadow: 0, over: 0, outside: 0, late: 0 };
  const refused: Notice[] = [];
  for (const chore of chores) {
    const result = results.find(({ id }) => id === chore.draft.id);
    if (result?.outcome === "refused") refused.push(refusal(chore, result.message ?? "", now, newId));
    else if (result) {
      const all = second(chore.draft.end) - second(chore.draft.start);
      if (result.outcome === "late") sum.late += all;
      else sum.seconds += result.seconds ?? 0;
      sum.shadow += result.shadow ?? 0;
      sum.over += result.over_limit ?? 0;
      sum.outside += result.outside ?? 0;
    }
  }
  const last = kept.notices.find(({ what }) => what === "merged");
  // Seconds between a question and its answer are nothing to tell.
  const told = sum.seconds >= WORTH_S || sum.shadow + sum.over + sum.outside + sum.late > 0;
  const merged: Notice[] = told ? [together(last, { id: last?.id ?? newId(), at: now, ...sum })] : [];
  const others = merged.length ? kept.notices.filter((one) => one !== last) : kept.notices;
  return { ...kept, chores: without(kept, chores), notices: [...others, ...merged, ...refused] };
}

function together(last: Notice | undefined, next: Extract<Notice, { what: "merged" }>): Notice {
  if (last?.what !== "merged") return next;
  return {
    ...next,
    seconds: last.seconds + next.seconds,
    shadow: last.shadow + next.shadow,
    over: last.over + next.over,
    outside: last.outside + next.outside,
    late: last.late + next.late,
  };
}

function refusal(
  chore: Extract<Chore, { what: "report" }>,
  message: string,
  now: number,
  newId: NewId,
): Notice {
  const span = { start: second(chore.draft.start), end: second(chore.draft.end) };
  return { id: newId(), at: now, what: "refused", work: workOf(chore), ...span, message };
}

/** These were refused as a whole; what they said is kept in words. */
export function refused(kept: Kept, done: Chore[], message: string, now: number, newId: NewId): Kept {
  const notices = done.map((chore): Notice => {
    if (chore.what === "report") return refusal(chore, message, now, newId);
    const span = chore.what === "stop" ? { start: chore.from, end: chore.at } : { start: now, end: now };
    return { id: newId(), at: now, what: "refused", work: workOf(chore), ...span, message };
  });
  return { ...kept, chores: without(kept, done), notices: [...kept.notices, ...notices] };
}

/** Done; these are to be done instead, first. */
export function done(kept: Kept, chore: Chore, next: Chore[] = []): Kept {
  return { ...kept, chores: [...next, ...without(kept, [chore])] };
}

/** The run of this device as far as the server can be trusted about it. */
export function isDue(run: Run, now: number, beat: number): boolean {
  return run.live !== null && now - run.heard >= beat;
}
