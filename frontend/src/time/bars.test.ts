import { expect, test } from "vitest";
import { barsOf } from "./bars";
import { NONE, week } from "./testing";

const of = (tracked: number) => week({ sums: { ...NONE, tracked } });

test("weeks are drawn oldest first, the last ones only", () => {
  const weeks = [week({ week: "2026-11-16" }), week({ week: "2026-11-09" }), week({ week: "2026-11-02" })];
  expect(barsOf(weeks, 2).bars.map(({ week }) => week)).toEqual(["2026-11-09", "2026-11-16"]);
});

test.each([
  [0, 2],
  [7201, 4],
  [5 * 3600, 10],
  [33 * 3600, 40],
  [41 * 3600, 60],
])("a week of %i seconds is drawn below %i hours", (seconds, hours) => {
  expect(barsOf([of(seconds)], 8).most).toBe(hours * 3600);
});
