import { describe, expect, test } from "vitest";
import { diff, nextMonday } from "./diff";

const hourly = {
  title: "Site",
  description: "",
  kind: "hourly" as const,
  currency: "EUR",
  rate: 4000,
  weekly_limit: 40,
  manual_time: false,
  start: "2026-11-02",
  fee_profile: "none",
};
const fixed = {
  ...hourly,
  kind: "fixed" as const,
  rate: null,
  weekly_limit: null,
  manual_time: null,
  start: null,
};
const row = (name: string, next: Partial<Parameters<typeof diff>[1]>) =>
  diff(hourly, { ...hourly, ...next }).find(({ field }) => field === name);

describe("what would change", () => {
  test("is nothing between equal terms", () => {
    expect(diff(hourly, { ...hourly }).some(({ changed }) => changed)).toBe(false);
  });
  test("is the one field that differs", () => {
    const changed = diff(hourly, { ...hourly, rate: 4500 }).filter(({ changed }) => changed);
    expect(changed).toEqual([{ field: "rate", changed: true, from: "monday" }]);
  });
  test("has no hours where both are of a fixed price, and has them where one is not", () => {
    expect(diff(fixed, fixed).map(({ field }) => field)).not.toContain("rate");
    expect(diff(fixed, hourly).map(({ field }) => field)).toContain("rate");
  });
});

describe("it counts", () => {
  test("from Monday for a rate, up or down", () => {
    expect(row("rate", { rate: 4500 })?.from).toBe("monday");
    expect(row("rate", { rate: 3500 })?.from).toBe("monday");
  });
  test("from Monday for a retainer", () => {
    expect(row("retainer", { retainer: 10_000 })).toMatchObject({ changed: true, from: "monday" });
  });
  test("not at all for a reading mode that nobody spoke of", () => {
    expect(row("reading_mode", { reading_mode: false })?.changed).toBe(false);
    expect(row("reading_mode", { reading_mode: true })).toMatchObject({ changed: true, from: "acceptance" });
  });
  test("at once for a raised limit, from Monday for a lowered one", () => {
    expect(row("weekly_limit", { weekly_limit: 45 })?.from).toBe("acceptance");
    expect(row("weekly_limit", { weekly_limit: 35 })?.from).toBe("monday");
  });
  test("at once for everything else", () => {
    expect(row("manual_time", { manual_time: true })?.from).toBe("acceptance");
  });
});

describe("the next Monday", () => {
  test.each([
    ["2026-11-22T23:59:59Z", "2026-11-23T00:00:00.000Z"],
    ["2026-11-23T00:00:00Z", "2026-11-30T00:00:00.000Z"],
    ["2026-11-25T12:00:00Z", "2026-11-30T00:00:00.000Z"],
    ["2026-12-28T12:00:00Z", "2027-01-04T00:00:00.000Z"],
  ])("after %s is %s", (at, monday) => {
    expect(nextMonday(new Date(at)).toISOString()).toBe(monday);
  });
});
