import { createStore, type StoreApi } from "zustand/vanilla";
import { ApiError } from "../../api/errors";
import type { Equipment } from "./asking";
import { type Answer, answered, ended } from "./ending";
import { Keep } from "./kept";
import { fresh, type Kept, looked, nothing, type Run, touched, type Work } from "./run";
import { Settler } from "./Settler";

/** What is shown: all that is kept, and whether it was read yet. */
export type Shown = Kept & { ready: boolean };

export type Pace = { beat: number; idle: number };

const LOOK_MS = 10_000;
/** A page that did not look for so long was closed, or its machine slept. Those in the background look each minute. */
const BLIND_S = 150;
/** An answer that takes longer is waited for without holding anybody up. */
const PATIENCE_MS = 4_000;

/**
 * One person's time in this browser: what runs, what the server does not know of it yet, what has to be asked and
 * told. All of it is kept in IndexedDB and shared by the tabs, so it survives each of them. Works without a connection.
 */
export class Tracker {
  readonly store: StoreApi<Shown>;
  /** In seconds; the contract's policy says how much. */
  pace: Pace = { beat: 30, idle: 600 };
  private readonly keep: Keep;
  private readonly settler: Settler;
  private looking: ReturnType<typeof setInterval> | undefined;
  private settling: Promise<void> | null = null;
  private again = false;
  private closed = false;
  /** When something was last put in here; written down at the next look. */
  private input = 0;

  constructor(
    readonly person: string,
    private readonly equipment: Omit<Equipment, "beat">,
  ) {
    this.store = createStore<Shown>(() => ({ ...nothing(person), ready: false }));
    this.keep = new Keep(person, (kept) => this.store.setState(kept));
    this.settler = new Settler(this.keep, () => this.kept, { ...equipment, beat: () => this.pace.beat });
  }

  private get kept(): Kept {
    return this.store.getState();
  }

  /** Go on with what ran when this browser was last here. */
  async start(): Promise<void> {
    await this.keep.read();
    await this.look();
    if (this.closed) return;
    this.looking = setInterval(() => void this.tick(), LOOK_MS);
    // What runs here is known; whether something runs elsewhere, only the server can say.
    if (this.kept.run) this.store.setState({ ready: true });
    await this.soon();
    this.store.setState({ ready: true });
  }

  async close(): Promise<void> {
    this.closed = true;
    clearInterval(this.looking);
    await this.settling;
    await this.keep.close();
  }

  /** The server's present, in seconds. */
  now(): number {
    return this.settler.now();
  }

  /** Start, instead of whatever runs. Throws what the server says against it, if it can be asked now. */
  async begin(work: Work): Promise<void> {
    const { newId } = this.equipment;
    const id = newId();
    await this.keep.change((kept) => ({
      ...this.without(kept, this.now()),
      run: fresh(id, work, this.now(), this.now(), kept.offset ?? 0),
    }));
    this.input = this.now();
    await this.soon();
    const no = this.kept.notices.find((notice) => notice.what === "unstarted" && notice.report === id);
    if (no?.what !== "unstarted") return;
    await this.dismiss(no.id);
    throw new ApiError(no.message, no.code, 409);
  }

  /** Stop what runs here, or on another device. Throws only for the latter, which needs the server. */
  async end(): Promise<void> {
    const { run, elsewhere } = this.kept;
    if (run) {
      await this.keep.change((kept) => this.without(kept, this.now()));
      await this.soon();
    } else if (elsewhere) {
      const { room, id } = elsewhere;
      await this.equipment.doors.stop(room, id, { active: [] }, this.equipment.newId());
      await this.keep.change((kept) => (kept.elsewhere?.id === id ? { ...kept, elsewhere: null } : kept));
    }
  }

  /** What the time was in which nothing was put in; see `Run.away`. */
  async answer(answer: Answer): Promise<void> {
    this.input = this.now();
    await this.keep.change((kept) => {
      if (!kept.run?.away) return kept;
      const next = answered(kept.run, answer, this.now(), kept.offset ?? 0, this.equipment.newId);
      return { ...kept, run: next.run, chores: [...kept.chores, ...next.chores] };
    });
    await this.soon();
  }

  /** It was read. */
  async dismiss(notice: string): Promise<void> {
    await this.keep.change((kept) => ({
      ...kept,
      notices: kept.notices.filter(({ id }) => id !== notice),
    }));
  }

  /** Somebody is here: a key, a finger, a mouse. */
  touch(): void {
    const { run } = this.kept;
    if (!run) return;
    const now = this.now();
    const last = Math.max(run.input, this.input);
    this.input = now;
    // After a long silence it must be seen as one before this ends it.
    const back = run.away && !run.away.back;
    if (back || now - last >= this.pace.idle) void this.look(last, now);
  }

  /** Something happened to timers of mine, or the line is there again. */
  async refresh(): Promise<void> {
    this.settler.stale = true;
    await this.settle();
  }

  /** What is done every few seconds. */
  async tick(): Promise<void> {
    const { run, chores } = this.kept;
    if (run) await this.look();
    if (run || chores.length || this.settler.stale) await this.settle();
  }

  /** Is anybody there? `last` and `input`: when something was put in before, and now. */
  private async look(last = this.input, input = 0): Promise<void> {
    const change = (run: Run): Run => {
      const known = last > run.input ? touched(run, last) : run;
      const seen = looked(known, this.now(), this.pace.idle, BLIND_S);
      return input ? touched(seen, input) : seen;
    };
    if (this.kept.run && !this.closed)
      await this.keep.change((kept) => (kept.run ? { ...kept, run: change(kept.run) } : kept));
  }

  private without(kept: Kept, at: number): Kept {
    if (!kept.run) return kept;
    const chores = ended(kept.run, at, kept.offset ?? 0, this.equipment.newId);
    return { ...kept, run: null, chores: [...kept.chores, ...chores] };
  }

  /** Tell the server, but wait for its answer only a little while. */
  private async soon(): Promise<void> {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const patience = new Promise((over) => {
      timer = setTimeout(over, PATIENCE_MS);
    });
    await Promise.race([this.settle(), patience]);
    clearTimeout(timer);
  }

  /** Asked again while it settles, it goes round once more. */
  private settle(): Promise<void> {
    this.again = true;
    this.settling ??= this.settleWhileAsked().finally(() => {
      this.settling = null;
    });
    return this.settling;
  }

  private async settleWhileAsked(): Promise<void> {
    while (this.again && !this.closed) {
      this.again = false;
      await alone(`collab-time:${this.person}`, async () => {
        while (!this.closed && (await this.settler.step())) {
          // Each step says whether there is another.
        }
      });
    }
  }
}

/** Under a lock over all tabs. Where the browser has none (plain HTTP), the ids of reports still keep each to once. */
async function alone(name: string, work: () => Promise<void>): Promise<void> {
  if (navigator.locks) await navigator.locks.request(name, work);
  else await work();
}
