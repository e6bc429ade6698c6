// @vitest-environment node
import { describe, expect, it } from "vitest";
import { ApiError } from "../../api/errors";
import { BEGIN } from "./serving";
import { desks, kept, LOGO, MINUTE, notice, SITE } from "./testing";

const desk = desks();
const turn = () => new Promise((next) => setImmediate(next));

describe("a timer", () => {
  it("runs from its start to its stop, to the second", async () => {
    const tracker = await desk().opened();
    await tracker.begin(LOGO);
    await desk().work(tracker, 125);
    await tracker.end();
    expect(desk().spans()).toEqual([[0, 125, "Draw"]]);
    expect(kept(tracker)).toMatchObject({ run: null, chores: [], notices: [] });
  });

  it("is heard of every 30 seconds and no oftener", async () => {
    const tracker = await desk().opened();
    await tracker.begin(LOGO);
    desk().server.asked.length = 0;
    for (let second = 0; second < 120; second += 10) {
      desk().server.now += 10;
      await tracker.tick();
    }
    expect(desk().server.asked).toEqual(Array(4).fill("laptop beat"));
  });

  it("gives way to another of the same person", async () => {
    const tracker = await desk().opened();
    await tracker.begin(LOGO);
    await desk().work(tracker, 60);
    await tracker.begin(SITE);
    await desk().work(tracker, 30);
    await tracker.end();
    expect(desk().spans()).toEqual([
      [0, 60, "Draw"],
      [60, 90, "Build"],
    ]);
  });

  it("is refused in the server's words, and then does not run", async () => {
    const tracker = await desk().opened();
    desk().server.refusals.start = new ApiError("This contract is paused.", "room.not_running", 409);
    await expect(tracker.begin(LOGO)).rejects.toThrow("This contract is paused.");
    expect(kept(tracker)).toMatchObject({ run: null, chores: [], notices: [] });
  });

  it("runs once although the answer to its start was lost", async () => {
    const tracker = await desk().opened();
    desk().server.losing = 1;
    await tracker.begin(LOGO);
    await desk().work(tracker, 60);
    await tracker.end();
    expect(desk().spans()).toEqual([[0, 60, "Draw"]]);
    expect(desk().server.live.size).toBe(1);
  });

  it.each(Array.from({ length: 10 }, (_, turns) => turns))(
    "stops although it was only being started, %i turns ago",
    async (turns) => {
      const tracker = await desk().opened();
      const begun = tracker.begin(LOGO);
      while (!kept(tracker).run) await turn();
      for (let left = turns; left > 0; left--) await turn();
      await tracker.end();
      await begun;
      await tracker.refresh();
      expect(desk().server.running()).toBeUndefined();
      expect(kept(tracker)).toMatchObject({ run: null, chores: [] });
    },
  );

  it("stops although nobody knows whether it was started", async () => {
    const tracker = await desk().opened();
    desk().server.losing = 1;
    await tracker.begin(LOGO);
    desk().server.cut.add("laptop");
    await desk().work(tracker, 60);
    await tracker.end();
    desk().server.cut.clear();
    await tracker.refresh();
    expect(desk().counted()).toBe(60);
    expect(desk().server.running()).toBeUndefined();
  });

  it("goes on after a reload as the same", async () => {
    const before = await desk().opened();
    await before.begin(LOGO);
    await desk().work(before, 60);
    await desk().close(before);
    const after = await desk().opened();
    expect(kept(after).run).toMatchObject({ memo: "Draw", begun: BEGIN });
    await desk().work(after, 60);
    await after.end();
    expect(desk().spans()).toEqual([[0, 120, "Draw"]]);
  });

  it("goes on after a crash of five minutes, and not one of them is lost", async () => {
    const before = await desk().opened();
    await before.begin(LOGO);
    await desk().work(before, 45);
    await desk().close(before);
    desk().server.now += 5 * MINUTE;
    const after = await desk().opened();
    await desk().work(after, 60);
    await after.end();
    expect(desk().counted()).toBe(45 + 300 + 60);
    expect(notice(after, "merged").seconds).toBe(315);
  });

  it("is beaten by one of several tabs", async () => {
    const one = await desk().opened();
    await one.begin(LOGO);
    const other = await desk().opened();
    desk().server.asked.length = 0;
    desk().server.now += 30;
    await Promise.all([one.tick(), other.tick()]);
    expect(desk().server.asked).toEqual(["laptop beat"]);
  });

  it("is taken over when only the server still knew of it", async () => {
    const before = await desk().opened();
    await before.begin(LOGO);
    await desk().work(before, 30);
    desk().forget();
    const after = await desk().opened();
    expect(kept(after).run).toMatchObject({ memo: "Draw", begun: BEGIN });
  });
});

describe("a timer that was stopped elsewhere", () => {
  it("stops here when the contract is paused, and says so", async () => {
    const tracker = await desk().opened();
    await tracker.begin(LOGO);
    await desk().work(tracker, 60);
    desk().server.end("closed");
    await tracker.refresh();
    expect(kept(tracker).run).toBeNull();
    expect(notice(tracker, "ended")).toMatchObject({ how: "closed", end: BEGIN + 60, lost: 0 });
  });

  it("is said to have been stopped by the one that starts", async () => {
    const laptop = await desk().opened();
    await laptop.begin(LOGO);
    await desk().work(laptop, 60);
    const phone = await desk().opened("phone");
    expect(kept(phone).elsewhere?.memo).toBe("Draw");
    await phone.begin(SITE);
    expect(notice(phone, "stopped")).toMatchObject({ work: { memo: "Draw" }, seconds: 60 });
    expect(kept(phone).elsewhere).toBeNull();
    await laptop.refresh();
    expect(kept(laptop)).toMatchObject({ run: null, elsewhere: { memo: "Build" } });
  });
});

describe("whatever happens", () => {
  /** Mulberry32. */
  function chance(seed: number): () => number {
    let state = seed;
    return () => {
      state = (state + 0x6d2b79f5) | 0;
      let t = Math.imul(state ^ (state >>> 15), 1 | state);
      t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
      return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
    };
  }

  it.each([1, 2, 3, 4, 5, 6, 7, 8])("every second counts, and once (%i)", async (seed) => {
    const random = chance(seed);
    let tracker = await desk().opened();
    await tracker.begin(LOGO);
    let breaks = 0;
    for (let step = 0; step < 40; step++) {
      const what = Math.floor(random() * 6);
      if (what === 0) desk().server.cut.add("laptop");
      else if (what === 1) desk().server.cut.clear();
      else if (what === 2) desk().server.losing = 1;
      else if (what === 3) {
        await desk().close(tracker);
        desk().server.now += Math.floor(random() * 200);
        tracker = await desk().opened();
        breaks++;
      } else await desk().work(tracker, Math.ceil(random() * 400));
      breaks++;
    }
    desk().server.cut.clear();
    desk().server.losing = 0;
    await tracker.refresh();
    await tracker.end();
    const found = desk().server.spans();
    for (const [i, span] of found.entries())
      expect(span.start).toBeGreaterThanOrEqual(found[i - 1]?.end ?? BEGIN);
    const whole = desk().server.now - BEGIN;
    expect(desk().counted()).toBeLessThanOrEqual(whole);
    expect(desk().counted()).toBeGreaterThanOrEqual(whole - 2 * breaks);
    expect(kept(tracker)).toMatchObject({ run: null, chores: [] });
  });
});
