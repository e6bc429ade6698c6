const WINDOW_MS = 8_000;

/** How fast something goes, over the last seconds. */
export class Pace {
  private samples: { at: number; sent: number }[] = [];

  /** `sent` bytes in all, at `now` milliseconds. → bytes per second */
  at(now: number, sent: number): number {
    this.samples = [...this.samples.filter(({ at }) => now - at < WINDOW_MS), { at: now, sent }];
    const first = this.samples[0] as { at: number; sent: number };
    const seconds = (now - first.at) / 1000;
    return seconds > 0.2 ? Math.max(0, sent - first.sent) / seconds : 0;
  }

  /** What came before a break says nothing about what comes after it. */
  restart(): void {
    this.samples = [];
  }
}
