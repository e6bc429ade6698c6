import { ApiError } from "../api/errors";

const EVERY_MS = 1_500;

/**
 * Says how far each room was read: at once, then at most every `EVERY_MS`, so that a lively room costs few events.
 * Marks lost with the connection are not queued: the screen says them again.
 */
export class Marks {
  private readonly wanted = new Map<string, number>();

  constructor(private readonly send: (room: string, seq: number) => Promise<unknown>) {}

  mark(room: string, seq: number): void {
    const before = this.wanted.get(room);
    this.wanted.set(room, Math.max(seq, before ?? 0));
    if (before === undefined) void this.say(room);
  }

  private async say(room: string): Promise<void> {
    for (let said = 0; ; ) {
      const seq = this.wanted.get(room) ?? 0;
      if (seq <= said) break;
      let pause = EVERY_MS;
      try {
        await this.send(room, seq);
        said = seq;
      } catch (error) {
        if (!(error instanceof ApiError) || error.retryAfter === null) break;
        pause = Math.max(pause, error.retryAfter * 1000);
      }
      await new Promise((resolve) => setTimeout(resolve, pause));
    }
    this.wanted.delete(room);
  }
}
