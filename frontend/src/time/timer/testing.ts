import { afterEach, beforeEach } from "vitest";
import { newKey } from "../../api/key";
import type { Notice, Work } from "./run";
import { BEGIN, FakeServer } from "./serving";
import { Tracker } from "./Tracker";

export const LOGO: Work = { room: "r", title: "A logo", memo: "Draw" };
export const SITE: Work = { room: "s", title: "A site", memo: "Build" };
export const MINUTE = 60;

let people = 0;

/** One person at work on several devices, each with a browser that keeps what it has; anew for each test. */
export class Desk {
  server = new FakeServer();
  /** How far a device's own clock is off, in seconds. */
  off: Record<string, number> = {};
  private person = ++people;
  private open: Tracker[] = [];

  async opened(device = "laptop"): Promise<Tracker> {
    const clock = () => (this.server.now + (this.off[device] ?? 0)) * 1_000;
    const doors = this.server.doors(device);
    const tracker = new Tracker(`bob-${this.person}-${device}`, { device, doors, clock, newId: newKey });
    this.open.push(tracker);
    await tracker.start();
    return tracker;
  }

  /** From now on the browsers have forgotten everything. */
  forget(): void {
    this.person = ++people;
  }

  /** Somebody works at it: a key each half minute, and the looks that a page takes. */
  async work(tracker: Tracker, seconds: number, keys = true): Promise<void> {
    for (let left = seconds; left > 0; left -= 30) {
      this.server.now += Math.min(left, 30);
      if (keys) tracker.touch();
      await tracker.tick();
    }
  }

  async close(tracker: Tracker): Promise<void> {
    this.open = this.open.filter((one) => one !== tracker);
    await tracker.close();
  }

  async closeAll(): Promise<void> {
    for (const tracker of this.open) await this.close(tracker);
  }

  counted(): number {
    return this.server.spans().reduce((sum, { start, end }) => sum + end - start, 0);
  }

  spans(): [number, number, string][] {
    return this.server.spans().map(({ start, end, memo }) => [start - BEGIN, end - BEGIN, memo]);
  }
}

/** Of each test its own. */
export function desks(): () => Desk {
  let desk: Desk;
  beforeEach(() => {
    desk = new Desk();
  });
  afterEach(() => desk.closeAll());
  return () => desk;
}

export const kept = (tracker: Tracker) => tracker.store.getState();
export const told = (tracker: Tracker) => kept(tracker).notices.map(({ what }) => what);
export const notice = <W extends Notice["what"]>(tracker: Tracker, what: W) =>
  kept(tracker).notices.find((one) => one.what === what) as Extract<Notice, { what: W }>;
