// @vitest-environment node
import { describe, expect, it } from "vitest";
import { BEGIN } from "./serving";
import { desks, kept, LOGO, MINUTE, notice, SITE } from "./testing";

const desk = desks();

describe("time in which nothing was put in", () => {
  const away = async () => {
    const tracker = await desk().opened();
    await tracker.begin(LOGO);
    await desk().work(tracker, 600);
    await desk().work(tracker, 15 * MINUTE, false);
    return tracker;
  };
  const answer = { back: BEGIN + 1_500, rest: null, goOn: true };

  it("is asked about after ten minutes, from the last input on", async () => {
    const tracker = await desk().opened();
    await tracker.begin(LOGO);
    await desk().work(tracker, 600);
    await desk().work(tracker, 570, false);
    expect(kept(tracker).run?.away).toBeNull();
    await desk().work(tracker, 30, false);
    expect(kept(tracker).run?.away).toEqual({ since: BEGIN + 600, back: null, closed: null });
    desk().server.now += 5;
    tracker.touch();
    await expect.poll(() => kept(tracker).run?.away?.back).toBe(BEGIN + 1_205);
  });

  it("is kept as one report", async () => {
    const tracker = await away();
    await tracker.answer({ ...answer, until: BEGIN + 1_500 });
    await desk().work(tracker, 60);
    await tracker.end();
    expect(desk().spans()).toEqual([[0, 1_560, "Draw"]]);
  });

  it("is thrown away, and the timer goes on", async () => {
    const tracker = await away();
    desk().server.now += 10;
    await tracker.answer({ ...answer, until: BEGIN + 600 });
    await desk().work(tracker, 60);
    await tracker.end();
    expect(desk().spans()).toEqual([
      [0, 600, "Draw"],
      [1_500, 1_510, "Draw"],
      [1_510, 1_570, "Draw"],
    ]);
  });

  it("is thrown away, and the timer ends there", async () => {
    const tracker = await away();
    await tracker.answer({ ...answer, until: BEGIN + 600, goOn: false });
    expect(kept(tracker).run).toBeNull();
    expect(desk().spans()).toEqual([[0, 600, "Draw"]]);
  });

  it("is split: a part of it counts, the rest was another work", async () => {
    const tracker = await away();
    await tracker.answer({ ...answer, until: BEGIN + 900, rest: SITE, goOn: false });
    expect(desk().spans()).toEqual([
      [0, 900, "Draw"],
      [900, 1_500, "Build"],
    ]);
  });

  it("is cut out of all that the network left of the run", async () => {
    const tracker = await desk().opened();
    await tracker.begin(LOGO);
    await desk().work(tracker, 600);
    desk().server.cut.add("laptop");
    await desk().work(tracker, 240, false);
    desk().server.cut.clear();
    await desk().work(tracker, 11 * MINUTE, false);
    expect(desk().server.live.size).toBe(2);
    await tracker.answer({ back: desk().server.now, rest: null, goOn: false, until: BEGIN + 600 });
    expect(desk().counted()).toBe(600);
  });

  it.each(["replaced", "closed", "stopped"] as const)(
    "is asked about also when the timer was %s meanwhile",
    async (how) => {
      const tracker = await away();
      desk().server.end(how);
      await desk().work(tracker, 60, false);
      expect(notice(tracker, "ended")).toMatchObject({ how, end: BEGIN + 1_500 });
      expect(kept(tracker).run).toMatchObject({ over: BEGIN + 1_500, away: { since: BEGIN + 600 } });
      await desk().close(tracker);
      desk().server.now += 12 * 3_600;
      const after = await desk().opened();
      expect(kept(after).run?.away?.closed).toBeNull();
      await after.answer({ back: BEGIN + 1_500, rest: null, goOn: false, until: BEGIN + 600 });
      expect(kept(after)).toMatchObject({ run: null, chores: [] });
      expect(desk().spans()).toEqual([[0, 600, "Draw"]]);
    },
  );

  it("was work up to where the timer was ended, and no further", async () => {
    const tracker = await away();
    desk().server.end("closed");
    await desk().work(tracker, 60, false);
    await tracker.answer({ back: desk().server.now, rest: null, goOn: false, until: desk().server.now });
    expect(kept(tracker)).toMatchObject({ run: null, chores: [] });
    expect(desk().spans()).toEqual([[0, 1_500, "Draw"]]);
  });

  it("is what a sleeping machine slept, too: the timer waits for the answer", async () => {
    const tracker = await desk().opened();
    await tracker.begin(LOGO);
    await desk().work(tracker, 600);
    desk().server.now += 3 * 3_600;
    tracker.touch();
    await tracker.tick();
    expect(kept(tracker).run?.away).toMatchObject({ since: BEGIN + 600, closed: BEGIN + 600 });
    expect(desk().server.running()).toBeUndefined();
    await tracker.answer({ back: desk().server.now, rest: null, goOn: true, until: desk().server.now });
    await desk().work(tracker, 60);
    await tracker.end();
    expect(desk().counted()).toBe(600 + 3 * 3_600 + 60);
  });

  it("is asked about when the browser was closed over night", async () => {
    const before = await desk().opened();
    await before.begin(LOGO);
    await desk().work(before, 600);
    await desk().work(before, 300, false);
    await desk().close(before);
    desk().server.now += 12 * 3_600;
    const after = await desk().opened();
    expect(kept(after).run?.away).toEqual({ since: BEGIN + 600, back: null, closed: BEGIN + 900 });
    await after.answer({ back: desk().server.now, rest: null, goOn: false, until: BEGIN + 900 });
    expect(desk().spans()).toEqual([[0, 900, "Draw"]]);
    expect(kept(after)).toMatchObject({ run: null, chores: [] });
  });
});
