// @vitest-environment node
import { describe, expect, it } from "vitest";
import { ApiError } from "../../api/errors";
import { BEGIN } from "./serving";
import { desks, kept, LOGO, MINUTE, notice, SITE, told } from "./testing";

const desk = desks();

describe("without a connection, a timer", () => {
  it("goes on, and what it measured is added when the line is back", async () => {
    const tracker = await desk().opened();
    await tracker.begin(LOGO);
    await desk().work(tracker, 60);
    desk().server.cut.add("laptop");
    await desk().work(tracker, 60 * MINUTE);
    expect(desk().server.running()).toBeUndefined();
    desk().server.cut.clear();
    desk().server.shadow = 240;
    await desk().work(tracker, 60);
    await tracker.end();
    expect(desk().counted()).toBe(62 * MINUTE);
    expect(notice(tracker, "merged")).toMatchObject({ seconds: 56 * MINUTE + 30, shadow: 240 });
  });

  it("starts and stops, twice, and survives the tab", async () => {
    const before = await desk().opened();
    desk().server.cut.add("laptop");
    await before.begin(LOGO);
    await desk().work(before, 600);
    await before.begin(SITE);
    await desk().work(before, 300);
    await before.end();
    await desk().close(before);
    desk().server.now += 3_600;
    desk().server.cut.clear();
    const after = await desk().opened();
    expect(desk().spans()).toEqual([
      [0, 600, "Draw"],
      [600, 900, "Build"],
    ]);
    expect(notice(after, "merged").seconds).toBe(900);
  });

  it("claims no second twice, however long each report is on its way", async () => {
    const tracker = await desk().opened();
    desk().server.cut.add("laptop");
    await tracker.begin(LOGO);
    await desk().work(tracker, 600);
    await tracker.begin(SITE);
    await desk().work(tracker, 300);
    await tracker.end();
    desk().server.cut.clear();
    desk().server.ways = [2, 1];
    await tracker.refresh();
    expect(desk().spans()).toEqual([
      [0, 600, "Draw"],
      [600, 900, "Build"],
    ]);
  });

  it("tells in one notice what was added since the last was read", async () => {
    const tracker = await desk().opened();
    await tracker.begin(LOGO);
    for (let tunnel = 0; tunnel < 3; tunnel++) {
      desk().server.cut.add("laptop");
      await desk().work(tracker, 10 * MINUTE);
      desk().server.cut.clear();
      await desk().work(tracker, 5 * MINUTE);
    }
    expect(told(tracker)).toEqual(["merged"]);
    expect(notice(tracker, "merged").seconds).toBeGreaterThanOrEqual(3 * 8 * MINUTE);
  });

  it("stopped later than the server heard of it, is told to the end", async () => {
    const tracker = await desk().opened();
    await tracker.begin(LOGO);
    await desk().work(tracker, 60);
    desk().server.cut.add("laptop");
    await desk().work(tracker, 600);
    await tracker.end();
    desk().server.now += 100;
    desk().server.cut.clear();
    await tracker.refresh();
    expect(desk().counted()).toBe(660);
  });

  it("is placed by the server's clock, though its own is an hour ahead", async () => {
    desk().off.laptop = 3_600;
    const tracker = await desk().opened();
    desk().server.cut.add("laptop");
    await tracker.begin(LOGO);
    await desk().work(tracker, 600);
    await tracker.end();
    desk().server.cut.clear();
    await tracker.refresh();
    expect(desk().spans()).toEqual([[0, 600, "Draw"]]);
  });

  it.each([true, false])(
    "leaves it to the server to see that its clock was set (stopped: %s)",
    async (stop) => {
      const tracker = await desk().opened();
      desk().server.cut.add("laptop");
      desk().off.laptop = 300;
      await tracker.begin(LOGO);
      await desk().work(tracker, 600);
      if (stop) await tracker.end();
      desk().server.cut.clear();
      await tracker.refresh();
      expect(
        desk()
          .spans()
          .filter(([start, end]) => start !== end),
      ).toEqual([[0, 600, "Draw"]]);
      expect(Date.parse(desk().server.sent[0] ?? "") / 1_000 - desk().server.now).toBe(300);
    },
  );

  it("ends where another was started on another device", async () => {
    const laptop = await desk().opened();
    await laptop.begin(LOGO);
    await desk().work(laptop, 60);
    desk().server.cut.add("laptop");
    await desk().work(laptop, 600);
    const phone = await desk().opened("phone");
    await phone.begin(SITE);
    await desk().work(phone, 300);
    desk().server.now += 60;
    desk().server.cut.clear();
    await laptop.refresh();
    expect(kept(laptop)).toMatchObject({ run: null, elsewhere: { memo: "Build" } });
    expect(notice(laptop, "ended")).toMatchObject({ how: "replaced", end: BEGIN + 660, lost: 360 });
    expect(
      desk()
        .spans()
        .filter(([, , memo]) => memo === "Draw"),
    ).toEqual([
      [0, 60, "Draw"],
      [60, 660, "Draw"],
    ]);
    await laptop.end();
    expect(desk().server.running()).toBeUndefined();
  });

  it("loses nothing when an answer was lost and there is more to tell meanwhile", async () => {
    const tracker = await desk().opened();
    desk().server.cut.add("laptop");
    await tracker.begin(LOGO);
    await desk().work(tracker, 600);
    await tracker.end();
    desk().server.cut.clear();
    // The clock was learnt, the report taken in; then the train goes into a tunnel.
    await tracker.refresh();
    desk().server.cut.add("laptop");
    await tracker.begin(LOGO);
    await desk().work(tracker, 300);
    await tracker.end();
    desk().server.cut.clear();
    desk().server.losingAll = "report";
    await tracker.refresh();
    desk().server.cut.add("laptop");
    desk().server.losingAll = null;
    desk().server.now += 10;
    await tracker.begin(LOGO);
    await desk().work(tracker, 300);
    await tracker.end();
    desk().server.cut.clear();
    await tracker.refresh();
    expect(desk().counted()).toBe(1_200);
    expect(told(tracker)).toEqual(["merged"]);
  });

  it("stops once, though the answer was lost", async () => {
    const tracker = await desk().opened();
    await tracker.begin(LOGO);
    await desk().work(tracker, 60);
    desk().server.losingAll = "stop";
    await tracker.end();
    desk().server.losingAll = null;
    desk().server.now += 30;
    await tracker.refresh();
    expect(desk().spans()).toEqual([[0, 60, "Draw"]]);
    expect(told(tracker)).toEqual([]);
  });

  it("says what was refused instead of dropping it", async () => {
    const tracker = await desk().opened();
    desk().server.cut.add("laptop");
    await tracker.begin(LOGO);
    await desk().work(tracker, 600);
    await tracker.end();
    desk().server.cut.clear();
    desk().server.refusals.report = new ApiError("This contract has ended.", "report.not_running", 409);
    await tracker.refresh();
    expect(notice(tracker, "refused")).toMatchObject({
      work: LOGO,
      start: BEGIN,
      end: BEGIN + 600,
      message: "This contract has ended.",
    });
    await tracker.dismiss(notice(tracker, "refused").id);
    expect(told(tracker)).toEqual([]);
  });

  it("waits with all it has while nobody is signed in", async () => {
    const tracker = await desk().opened();
    await tracker.begin(LOGO);
    desk().server.refusals.beat = new ApiError("Sign in.", "auth.required", 401);
    await desk().work(tracker, 60);
    expect(kept(tracker).run).not.toBeNull();
    delete desk().server.refusals.beat;
    await desk().work(tracker, 60);
    await tracker.end();
    expect(desk().counted()).toBe(120);
  });
});
