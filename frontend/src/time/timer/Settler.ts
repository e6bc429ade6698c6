import { ApiError } from "../../api/errors";
import { type Equipment, final, isPassing } from "./asking";
import { offsetAfter } from "./clock";
import { rest } from "./ending";
import type { Keep } from "./kept";
import { active, adopted, type Chore, iso, type Kept, type Run, second } from "./run";
import {
  beaten,
  done,
  isDue,
  overtaken,
  refused,
  refusedBeat,
  reported,
  started,
  stoppedElsewhere,
  unstarted,
} from "./telling";

const REPORTS_AT_ONCE = 500;
/** What was stopped so long ago is stopped now; the server knows best when that is. */
const JUST_NOW_S = 2;

/** Makes the server know what this browser keeps: one step after another, by one tab at a time. */
export class Settler {
  /** What runs elsewhere may be another by now. */
  stale = true;

  constructor(
    private readonly keep: Keep,
    private readonly kept: () => Kept,
    private readonly with_: Equipment,
  ) {}

  /** The next thing to do. → whether there may be more; false, too, where the server cannot be reached */
  async step(): Promise<boolean> {
    try {
      return await this.next(await this.keep.read());
    } catch (error) {
      if (!(error instanceof ApiError && isPassing(error))) throw error;
      this.stale = true;
      return false;
    }
  }

  /** The server's present, in seconds, as far as it is known here. */
  now(): number {
    return Math.floor((this.with_.clock() + (this.kept().offset ?? 0)) / 1_000);
  }

  private async next(kept: Kept): Promise<boolean> {
    if (this.stale) return this.look(kept);
    const { run, chores } = kept;
    const [chore] = chores;
    if (chore?.what === "stop") return this.stop(chore);
    if (chore?.what === "correct") return this.correct(chore);
    if (chore?.what === "report") return this.report(sameBatch(chores));
    if (run && isDue(run, this.now(), this.with_.beat())) return this.beat(run);
    return run && !run.live && (!run.away || run.asked) ? this.start(kept, run) : false;
  }

  private change(step: (kept: Kept) => Kept): Promise<Kept> {
    return this.keep.change(step);
  }

  /** Learn the server's clock from an answer that says it. */
  private async heard<T extends { now: string }>(ask: () => Promise<T>): Promise<T> {
    const asked = this.with_.clock();
    const answer = await ask();
    const came = this.with_.clock();
    await this.change((kept) => {
      const offset = offsetAfter(kept.offset, Date.parse(answer.now), asked, came);
      return offset === kept.offset ? kept : { ...kept, offset };
    });
    return answer;
  }

  private async look(before: Kept): Promise<boolean> {
    const { timer } = await this.heard(this.with_.doors.mine);
    this.stale = false;
    await this.change((kept) => {
      const { run } = kept;
      const lapsed = run?.live && timer?.id !== run.id ? { ...run, heard: 0 } : run;
      if (timer?.device !== this.with_.device) return { ...kept, run: lapsed, elsewhere: timer };
      const isNew = timer.id !== run?.id && timer.id !== before.run?.id;
      const isEnding = kept.chores.some((chore) => chore.what === "stop" && chore.report === timer.id);
      const unknown = isNew && !isEnding && !run && kept.chores.length === before.chores.length;
      return {
        ...kept,
        run: unknown ? adopted(timer, this.now(), kept.offset ?? 0) : lapsed,
        elsewhere: null,
      };
    });
    return true;
  }

  private async start(kept: Kept, run: Run): Promise<boolean> {
    const { doors, device, newId } = this.with_;
    const other = kept.elsewhere;
    if (other && !run.asked && second(other.start) > run.from)
      await this.change((now) => (now.run?.id === run.id ? overtaken(now, other, this.now(), newId) : now));
    else {
      const marked = await this.change((now) =>
        now.run?.id === run.id ? { ...now, run: { ...now.run, asked: true } } : now,
      );
      // Stopped meanwhile: started now, it would run for ever.
      if (marked.run?.id !== run.id) return true;
      try {
        const { timer, stopped } = await doors.start(
          run.room,
          { id: run.id, device, memo: run.memo },
          run.id,
        );
        await this.change((now) =>
          stoppedElsewhere(started(now, run.id, timer, this.now(), newId), stopped, device, newId),
        );
      } catch (error) {
        const no = final(error);
        await this.change((now) => unstarted(now, run.id, no, this.now(), newId));
      }
    }
    return true;
  }

  private async beat(run: Run): Promise<boolean> {
    const { doors, newId } = this.with_;
    const start = run.live?.start ?? run.from;
    try {
      const minutes = active(run.inputs, start, Math.max(start, this.now() - JUST_NOW_S));
      const answer = await this.heard(() => doors.beat(run.room, run.id, { active: minutes }));
      await this.change((kept) => beaten(kept, run.id, answer, this.now(), newId));
      // What stopped it may be another timer.
      this.stale ||= !answer.running;
    } catch (error) {
      const { message } = final(error);
      await this.change((kept) => refusedBeat(kept, run.id, message, this.now(), newId));
    }
    return true;
  }

  private async stop(chore: Extract<Chore, { what: "stop" }>): Promise<boolean> {
    const { doors, newId } = this.with_;
    const { room, report, told, from, at, inputs } = chore;
    const before = at < this.now() - JUST_NOW_S;
    const body = {
      active: told ? active(inputs, from, at) : [],
      end: before && told ? iso(Math.max(from, at)) : null,
    };
    try {
      // Asked again, it says something else of the present, so under another key; its report's id keeps it to once.
      const { timer, how } = await doors.stop(room, report, body, newId());
      const clipped = body.end !== null && how === "stopped";
      const has = { start: second(timer.start), end: second(timer.end), silent: how === "silent", clipped };
      await this.change((kept) => done(kept, chore, rest(chore, has, kept.offset ?? 0, newId)));
    } catch (error) {
      const { message } = final(error);
      await this.change((kept) =>
        told
          ? refused(kept, [chore], message, this.now(), newId)
          : done(kept, chore, rest(chore, null, kept.offset ?? 0, newId)),
      );
    }
    return true;
  }

  private async report(chores: Extract<Chore, { what: "report" }>[]): Promise<boolean> {
    const { doors, device, clock, newId } = this.with_;
    const [first] = chores;
    if (!first) return false;
    const { offset } = first;
    // By the server's clock as it is known now, there is nothing to set right: only the way of the message would be seen.
    const isRight = offset === null || offset === this.kept().offset;
    const sent_at = isRight ? null : new Date(clock() + offset).toISOString();
    try {
      const body = { device, sent_at, reports: chores.map(({ draft }) => draft) };
      // Asked again, there may be more of them, and it is later; so the ids of the reports keep each to once.
      const answer = await doors.report(first.room, body, newId());
      await this.change((kept) => reported(kept, chores, answer, this.now(), newId));
    } catch (error) {
      const { message } = final(error);
      await this.change((kept) => refused(kept, chores, message, this.now(), newId));
    }
    return true;
  }

  private async correct(chore: Extract<Chore, { what: "correct" }>): Promise<boolean> {
    const { doors, newId } = this.with_;
    const { room, report, pieces, key } = chore;
    try {
      await doors.correct(room, report, { number: 0, pieces, reason: "" }, key);
      await this.change((kept) => done(kept, chore));
    } catch (error) {
      const { message } = final(error);
      await this.change((kept) => refused(kept, [chore], message, this.now(), newId));
    }
    return true;
  }
}

function sameBatch(chores: Chore[]): Extract<Chore, { what: "report" }>[] {
  const batch: Extract<Chore, { what: "report" }>[] = [];
  for (const chore of chores) {
    const [first = chore] = batch;
    if (chore.what !== "report" || first.room !== chore.room || batch.length === REPORTS_AT_ONCE) break;
    if (batch[0] && batch[0].offset !== chore.offset) break;
    batch.push(chore);
  }
  return batch;
}
