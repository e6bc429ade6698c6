import { ApiError } from "../../api/errors";
import type { FileVersion } from "../../wire";
import type { Transfer } from "../transfer";
import { Hasher } from "./Hasher";
import { Sending } from "./Sending";
import { Another, Unreadable } from "./sha256";

/** Files sent at a time; the others wait for their turn. */
const AT_ONCE = 3;

export type Outside = {
  /** As it stands now, also by what another tab did; undefined when it is done with. */
  transfer: (id: string) => Promise<Transfer | undefined>;
  change: (id: string, changes: Partial<Transfer>) => void;
  arrived: (id: string, version: FileVersion) => Promise<void>;
};

type Job = { id: string; file: Blob; stop: AbortController; sending?: Sending; ended: Promise<void> };

/** Sends files, a few at a time. Knows nothing of screens; tells `outside` how far it is. */
export class Engine {
  private readonly hasher = new Hasher();
  private readonly jobs = new Map<string, Job>();
  private readonly queue: { job: Job; start: () => void }[] = [];
  private running = 0;

  constructor(private readonly outside: Outside) {}

  run(id: string, file: Blob): void {
    const before = this.jobs.get(id);
    if (before && !before.stop.signal.aborted) return;
    const job: Job = { id, file, stop: new AbortController(), ended: Promise.resolve() };
    this.jobs.set(id, job);
    this.outside.change(id, { stage: "waits", trouble: null, again: null });
    job.ended = this.after(before, job);
  }

  /** End it where it is. What storage has by then stays there. */
  async stop(id: string): Promise<void> {
    const job = this.jobs.get(id);
    if (!job) return;
    job.stop.abort(new DOMException("Stopped", "AbortError"));
    await job.ended;
  }

  /** Wait no longer for what is being retried. */
  now(id: string): void {
    this.jobs.get(id)?.sending?.patience.now();
  }

  close(): void {
    for (const { stop } of this.jobs.values()) stop.abort(new DOMException("Closed", "AbortError"));
    this.hasher.close();
  }

  private async after(before: Job | undefined, job: Job): Promise<void> {
    await before?.ended;
    await alone(job, () => this.inTurn(job));
    if (this.jobs.get(job.id) === job) this.jobs.delete(job.id);
  }

  private async inTurn(job: Job): Promise<void> {
    await this.turn(job);
    this.running++;
    try {
      await this.send(job);
    } finally {
      this.running--;
      if (this.running < AT_ONCE) this.queue.shift()?.start();
    }
  }

  private turn(job: Job): Promise<void> {
    if (this.running < AT_ONCE) return Promise.resolve();
    return new Promise((start) => {
      this.queue.push({ job, start });
      job.stop.signal.addEventListener("abort", () => {
        const at = this.queue.findIndex((one) => one.job === job);
        if (at >= 0) this.queue.splice(at, 1);
        start();
      });
    });
  }

  private async send(job: Job): Promise<void> {
    const { id, file, stop } = job;
    const transfer = stop.signal.aborted ? undefined : await this.outside.transfer(id);
    if (!transfer || stop.signal.aborted) return;
    const change = (changes: Partial<Transfer>) => {
      if (!stop.signal.aborted) this.outside.change(id, changes);
    };
    job.sending = new Sending(transfer, file, this.hasher, change, stop.signal);
    try {
      const version = await job.sending.run();
      await this.outside.arrived(id, version);
    } catch (error) {
      change(verdict(error));
    } finally {
      // Whatever else is still on the line for this file ends with it.
      stop.abort(new DOMException("Ended", "AbortError"));
    }
  }
}

/** What a failure means for the person: where it stands, and why. */
function verdict(error: unknown): Partial<Transfer> {
  const still = { rate: 0, again: null };
  if (error instanceof Unreadable || error instanceof Another)
    return { ...still, stage: "choose", trouble: { code: error.code, message: "" } };
  if (!(error instanceof ApiError))
    return { ...still, stage: "failed", trouble: { code: "unexpected", message: String(error) } };
  const trouble = { code: error.code, message: error.message };
  return { ...still, stage: error.code === "file.name_taken" ? "taken" : "failed", trouble };
}

/** Of several tabs that know of the same file, one sends it. Where there are no locks (plain HTTP), all may: it counts once. */
async function alone({ id, stop }: Job, work: () => Promise<void>): Promise<void> {
  if (!navigator.locks) return work();
  const name = `collab-upload:${id}`;
  await navigator.locks.request(name, { signal: stop.signal }, work).catch((error) => {
    if (!stop.signal.aborted) throw error;
  });
}
