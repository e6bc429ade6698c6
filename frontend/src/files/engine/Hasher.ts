import type { Asked, Told } from "./hash.worker";
import { sha256, Unreadable } from "./sha256";

type Job = {
  progress: (bytes: number) => void;
  resolve: (sha256: string) => void;
  reject: (e: Error) => void;
};

/** Hashes beside the page, so that it stays smooth; in the page itself where there are no workers. */
export class Hasher {
  private worker: Worker | null = null;
  private readonly jobs = new Map<number, Job>();
  private count = 0;

  of(blob: Blob, signal: AbortSignal, progress: (bytes: number) => void = () => undefined): Promise<string> {
    signal.throwIfAborted();
    if (typeof Worker === "undefined") return here(blob, signal, progress);
    const id = ++this.count;
    return new Promise((resolve, reject) => {
      this.jobs.set(id, { progress, resolve, reject });
      signal.addEventListener("abort", () => this.stop(id, signal.reason), { once: true });
      this.ask({ id, blob });
    });
  }

  close(): void {
    this.worker?.terminate();
    this.worker = null;
  }

  private ask(asked: Asked): void {
    this.worker ??= this.started();
    this.worker.postMessage(asked);
  }

  private started(): Worker {
    const worker = new Worker(new URL("./hash.worker.ts", import.meta.url), { type: "module" });
    worker.onmessage = ({ data }: MessageEvent<Told>) => this.told(data);
    worker.onerror = () => this.lost();
    return worker;
  }

  private told(told: Told): void {
    const job = this.jobs.get(told.id);
    if (!job) return;
    if ("read" in told) {
      job.progress(told.read);
      return;
    }
    this.jobs.delete(told.id);
    if ("sha256" in told) job.resolve(told.sha256);
    else job.reject(new Unreadable());
  }

  private stop(id: number, reason: Error): void {
    const job = this.jobs.get(id);
    if (!job) return;
    this.jobs.delete(id);
    this.ask({ id, stop: true });
    job.reject(reason);
  }

  /** The worker itself failed (its code could not be loaded): who waits may ask again. */
  private lost(): void {
    this.close();
    for (const job of this.jobs.values()) job.reject(new Error("The worker that reads files could not run."));
    this.jobs.clear();
  }
}

async function here(blob: Blob, signal: AbortSignal, progress: (bytes: number) => void): Promise<string> {
  const found = await sha256(blob, progress, signal);
  signal.throwIfAborted();
  return found;
}
