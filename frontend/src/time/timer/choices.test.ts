import { afterEach, describe, expect, it } from "vitest";
import { showTimesIn } from "../../app/time";
import { answerOf, choicesOf, untilOf } from "./choices";
import { clockOf, minuteAt, minutesOf, secondAt, writeElapsed } from "./written";

const SINCE = new Date(2026, 0, 5, 10, 0, 20).getTime() / 1_000;
const away = { since: SINCE, back: null, closed: null };
const WORK = { room: "s", title: "A site", memo: "Build" };

describe("what a silence can have been", () => {
  it("was work until the page was closed only where it was", () => {
    expect(choicesOf(away, SINCE + 900)).toEqual(["keep", "discard", "split"]);
    expect(choicesOf({ ...away, closed: SINCE + 300 }, SINCE + 900)).toContain("closed");
    expect(choicesOf({ ...away, closed: SINCE + 5 }, SINCE + 900)).not.toContain("closed");
  });

  it("is no longer kept as a whole after a day", () => {
    expect(choicesOf(away, SINCE + 90_000)).toEqual(["discard", "split"]);
  });

  it.each([
    ["10:05", 280],
    ["10:00", 0],
    ["09:58", null],
    ["10:16", null],
    ["", null],
  ])("is split at %s", (clock, after) => {
    expect(untilOf(clock, SINCE, SINCE + 900)).toBe(after === null ? null : SINCE + after);
  });

  it.each([
    ["10:30", 1_780],
    ["09:59", 86_340 - 20],
    ["23:00", 46_780],
  ])("of days is split on the first of them, at %s", (clock, after) => {
    expect(untilOf(clock, SINCE, SINCE + 2.6 * 86_400)).toBe(SINCE + after);
  });

  it("is answered only when nothing is missing", () => {
    const back = SINCE + 900;
    const split = { until: SINCE + 280, rest: null, isOther: false };
    expect(answerOf(null, away, back, split)).toBeNull();
    expect(answerOf("keep", away, back, split)).toEqual({ until: back, back, rest: null });
    expect(answerOf("discard", away, back, split)).toEqual({ until: SINCE, back, rest: null });
    expect(answerOf("split", away, back, split)).toEqual({ until: SINCE + 280, back, rest: null });
    expect(answerOf("split", away, back, { ...split, isOther: true })).toBeNull();
    expect(answerOf("split", away, back, { ...split, isOther: true, rest: WORK })).toMatchObject({
      rest: WORK,
    });
    expect(answerOf("split", away, back, { ...split, until: null })).toBeNull();
  });
});

describe("times", () => {
  it.each([
    [2530, "0:42:10"],
    [0, "0:00:00"],
    [-3, "0:00:00"],
    [36_000, "10:00:00"],
  ])("%i seconds read %s", (seconds, text) => expect(writeElapsed(seconds)).toBe(text));

  it("of a day are written and read", () => {
    expect(clockOf(570)).toBe("09:30");
    expect(minutesOf("09:30")).toBe(570);
    expect(minutesOf("noon")).toBeNull();
  });

  it("of a night are found on the right day", () => {
    const midnight = new Date(2026, 0, 6, 0, 5).getTime() / 1_000;
    expect(secondAt(23 * 60 + 50, midnight)).toBe(midnight - 15 * 60);
    expect(secondAt(20, midnight)).toBe(midnight + 15 * 60);
  });

  describe("in the zone of the profile, wherever the device is", () => {
    afterEach(() => showTimesIn(""));

    it.each(["Asia/Kathmandu", "America/New_York", "UTC"])("%s", (zone) => {
      showTimesIn(zone);
      const shown = (second: number) =>
        new Date(second * 1_000).toLocaleTimeString("en-GB", { timeZone: zone, timeStyle: "short" });
      expect(clockOf(minuteAt(SINCE))).toBe(shown(SINCE));
      expect(untilOf(shown(SINCE + 280), SINCE, SINCE + 900)).toBe(SINCE + 280);
    });

    it("also in the hour that comes twice", () => {
      showTimesIn("Europe/Copenhagen");
      const second = Date.parse("2026-10-25T01:30:00Z") / 1_000;
      expect(clockOf(minuteAt(second))).toBe("02:30");
      expect(secondAt(2 * 60 + 30, second + 600)).toBe(second);
      expect(secondAt(2 * 60 + 30, second - 3_000)).toBe(second - 3_600);
    });
  });
});
