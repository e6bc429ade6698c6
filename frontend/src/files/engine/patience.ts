import { ApiError } from "../../api/errors";

const FIRST_WAIT_MS = 1_000;
const LONGEST_WAIT_MS = 30_000;
/** What waiting does not help against. */
const FINAL = ["storage.full", "storage.keys", "storage.bucket"];

export type Pause = { trouble: ApiError; again: number };

/** Whether the same thing may succeed later: no answer came, or one that says so. */
export function mayPass(error: unknown): error is ApiError {
  if (!(error instanceof ApiError) || FINAL.includes(error.code)) return false;
  return error.status === 0 || error.status >= 500 || error.status === 429 || error.status === 408;
}

/**
 * Tries again what failed for want of a network or of a server: ever more seldom, and at once when the network is back.
 * All that goes on side by side waits together.
 */
export class Patience {
  private failures = 0;
  private pausing: Promise<void> | null = null;
  private wake: () => void = () => undefined;

  constructor(
    private readonly signal: AbortSignal,
    private readonly waiting: (pause: Pause | null) => void,
    private readonly random: () => number = Math.random,
  ) {}

  /** Wait no longer. */
  readonly now = (): void => this.wake();

  async insist<T>(work: () => Promise<T>): Promise<T> {
    for (;;) {
      this.signal.throwIfAborted();
      try {
        const done = await work();
        this.failures = 0;
        return done;
      } catch (error) {
        if (!mayPass(error)) throw error;
        this.pausing ??= this.pause(error).finally(() => {
          this.pausing = null;
        });
        await this.pausing;
      }
    }
  }

  private async pause(trouble: ApiError): Promise<void> {
    this.signal.throwIfAborted();
    const backoff = Math.min(LONGEST_WAIT_MS, FIRST_WAIT_MS * 2 ** this.failures++);
    const ms = Math.max((trouble.retryAfter ?? 0) * 1000, backoff * (0.5 + this.random() / 2));
    this.waiting({ trouble, again: Date.now() + ms });
    await new Promise<void>((done) => {
      this.wake = done;
      setTimeout(done, ms);
      window.addEventListener("online", this.now, { once: true });
      this.signal.addEventListener("abort", this.now, { once: true });
    });
    window.removeEventListener("online", this.now);
    this.signal.throwIfAborted();
    this.waiting(null);
  }
}
