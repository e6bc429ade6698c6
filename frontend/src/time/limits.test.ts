import { describe, expect, it } from "vitest";
import type { Room } from "../wire";
import { higher, limitProposal, useOf } from "./limits";
import { NONE, week } from "./testing";

describe("the weekly limit", () => {
  it.each([
    [28_799, "calm"],
    [28_800, "near"],
    [35_999, "near"],
    [36_000, "full"],
  ])("of ten hours with %i seconds used is %s", (tracked, level) => {
    expect(useOf(week({ limit: 36_000, sums: { ...NONE, tracked } })).level).toBe(level);
  });

  it("of nothing is full from the start", () => {
    expect(useOf(week({ limit: 0 }))).toMatchObject({ percent: 100, level: "full" });
  });

  it("counts tracked and manual time, and says what is past it and not accepted", () => {
    const sums = { ...NONE, tracked: 30_000, manual: 6000, over_limit: 900 };
    expect(useOf(week({ limit: 36_000, sums, over_accepted: 300 }))).toMatchObject({
      used: 36_000,
      over: 900,
      unpaid: 600,
    });
  });

  it("is raised by steps, at most to all hours of a week", () => {
    expect(higher(40, 168)).toEqual([45, 50, 60, 168]);
    expect(higher(160, 168)).toEqual([165, 168]);
    expect(higher(168, 168)).toEqual([]);
  });
});

describe("a proposal of another limit", () => {
  const terms = { kind: "hourly", title: "Site", rate: 4500, weekly_limit: 40 };
  const room = (changes: object) =>
    ({
      terms,
      versions: [{ version: 2, state: "proposed", terms: { ...terms, ...changes } }],
    }) as unknown as Room;

  it("is one that changes nothing else", () => {
    expect(limitProposal(room({ weekly_limit: 50 }))?.version).toBe(2);
    expect(limitProposal(room({ weekly_limit: 50, rate: 5000 }))).toBeNull();
    expect(limitProposal(room({}))).toBeNull();
  });
});
