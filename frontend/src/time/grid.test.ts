import { describe, expect, it } from "vitest";
import { byStart, columnsOf, filled, markOf, moved, totalsOf } from "./grid";
import { at, cell, MONDAY, segment } from "./testing";

const ms = (day: number, clock: string) => Date.parse(at(day, clock));
const count = (columns: ReturnType<typeof columnsOf>) => columns.flatMap(({ hours }) => hours.flat()).length;

describe("a week as days of a zone", () => {
  it("has seven days of 144 cells in UTC", () => {
    const columns = columnsOf(MONDAY, "UTC");
    expect(columns.map(({ day }) => day)).toEqual([16, 17, 18, 19, 20, 21, 22].map((d) => `2026-11-${d}`));
    expect(columns.every(({ hours }) => hours.every((slots) => slots.length === 6))).toBe(true);
  });

  it("touches eight days elsewhere, and still holds each cell once", () => {
    const columns = columnsOf(MONDAY, "America/New_York");
    expect(columns).toHaveLength(8);
    expect(columns[0]).toMatchObject({ day: "2026-11-15", from: ms(0, "00:00") });
    expect(columns[0]?.hours.findIndex((slots) => slots.length > 0)).toBe(19);
    expect(count(columns)).toBe(1008);
  });

  it("begins within the hour where clocks are three quarters of an hour off", () => {
    const columns = columnsOf(MONDAY, "Asia/Kathmandu");
    expect(columns[0]?.hours[5]?.[0]).toMatchObject({ hour: 5, minute: 45 });
    expect(columns[0]?.hours[6]?.map(({ minute }) => minute)).toEqual([5, 15, 25, 35, 45, 55]);
    expect(count(columns)).toBe(1008);
  });

  it("shows the hour that comes twice twice, and that which is skipped not at all", () => {
    const autumn = columnsOf("2026-10-19", "Europe/Berlin").find(({ day }) => day === "2026-10-25");
    expect(autumn?.hours[2]).toHaveLength(12);
    const spring = columnsOf("2026-03-23", "Europe/Berlin").find(({ day }) => day === "2026-03-29");
    expect(spring?.hours[2]).toEqual([]);
  });

  it.each(Intl.supportedValuesOf("timeZone").filter((_, i) => i % 11 === 0))("is whole in %s", (zone) => {
    for (const monday of ["2026-03-23", "2026-03-30", "2026-10-19", "2026-12-28", "2024-02-26"])
      expect(count(columnsOf(monday, zone))).toBe(1008);
  });
});

describe("keys in the grid", () => {
  const columns = columnsOf(MONDAY, "UTC");
  it.each([
    ["ArrowRight", ms(1, "09:10"), ms(1, "09:20")],
    ["ArrowRight", ms(1, "09:50"), ms(2, "09:00")],
    ["ArrowLeft", ms(0, "09:00"), ms(0, "09:00")],
    ["ArrowDown", ms(1, "09:10"), ms(1, "10:10")],
    ["ArrowUp", ms(1, "00:10"), ms(1, "00:10")],
    ["Home", ms(3, "09:10"), ms(0, "09:00")],
    ["End", ms(3, "09:10"), ms(6, "09:50")],
  ])("%s leads on", (key, from, to) => {
    expect(moved(columns, from, key, false)).toBe(to);
  });

  it("leads to the first and the last cell of the week", () => {
    expect(moved(columns, ms(3, "09:10"), "Home", true)).toBe(ms(0, "00:00"));
    expect(moved(columns, ms(3, "09:10"), "End", true)).toBe(ms(6, "23:50"));
  });

  it("steps over the hour that spring skips", () => {
    const spring = columnsOf("2026-03-23", "Europe/Berlin");
    const one = Date.parse("2026-03-29T00:10:00Z");
    expect(moved(spring, one, "ArrowDown", false)).toBe(Date.parse("2026-03-29T01:10:00Z"));
  });

  it("leaves other keys alone", () => {
    expect(moved(columns, ms(3, "09:10"), "a", false)).toBeNull();
  });
});

describe("a cell", () => {
  it("is protected when nothing is missing", () => {
    expect(markOf(cell(at(0, "09:00"), { tracked: 600 }))).toBe("protected");
    expect(markOf(cell(at(0, "09:00"), { tracked: 600 }, { missing: ["activity"] }))).toBe("tracked");
  });

  it("is what most of it is", () => {
    expect(markOf(cell(at(0, "09:00"), { tracked: 200, over_limit: 400 }))).toBe("over_limit");
    expect(filled(cell(at(0, "09:00"), { tracked: 200, shadow: 500 }))).toBe(600);
  });

  it("is found by when it starts", () => {
    const one = cell(at(0, "09:00"), { tracked: 600 });
    expect(byStart([one]).get(ms(0, "09:00"))).toBe(one);
  });
});

it("sums what counts by the days of a zone", () => {
  const segments = [
    segment(at(0, "23:00"), at(1, "01:00")),
    segment(at(1, "01:00"), at(1, "02:00"), "manual"),
    segment(at(1, "03:00"), at(1, "04:00"), "shadow"),
  ];
  expect(totalsOf(columnsOf(MONDAY, "UTC"), segments).slice(0, 3)).toEqual([3600, 7200, 0]);
  expect(totalsOf(columnsOf(MONDAY, "Europe/Berlin"), segments).slice(0, 3)).toEqual([0, 10_800, 0]);
});

it("parts the days at midnight where that falls into a cell", () => {
  const columns = columnsOf(MONDAY, "Asia/Kathmandu");
  const late = [segment(at(0, "18:10"), at(0, "18:20"))];
  expect(totalsOf(columns, late).slice(0, 3)).toEqual([300, 300, 0]);
  expect(columns.flatMap((column) => totalsOf([column], late)).slice(0, 3)).toEqual([300, 300, 0]);
});
