import { describe, expect, it } from "vitest";
import { deleted, edited, faultOfEdit, faultOfManual, faultOfSplit, split, wireAt } from "./corrections";
import { byDay, counted, entriesOf, piecesOf, seenOf } from "./entries";
import { columnsOf, totalsOf } from "./grid";
import { at, diary, MONDAY, report, segment } from "./testing";

const one = report("r1", at(0, "09:00"), at(0, "11:00"));
const parts = [
  { start: at(0, "09:00"), end: at(0, "10:00"), memo: "Login" },
  { start: at(0, "10:00"), end: at(0, "10:30"), memo: "Forms" },
];
const correction = (number: number, after: typeof parts) => ({
  number,
  before: piecesOf(one),
  after,
  reason: "",
  by: "bob",
  at: at(0, "12:00"),
});

describe("the list of a week", () => {
  it("has a line for each piece that is left of a report, with what counts of it", () => {
    const corrected = { ...one, corrections: [correction(2, parts), correction(1, [])] };
    const segments = [
      segment(at(0, "09:00"), at(0, "09:30")),
      segment(at(0, "09:30"), at(0, "10:00"), "shadow"),
      segment(at(0, "10:00"), at(0, "10:30"), "over_limit", { memo: "Forms" }),
    ];
    const entries = entriesOf(diary({ reports: [corrected], segments }));
    expect(entries.map(({ memo, seconds }) => [memo, seconds])).toEqual([
      ["Login", { tracked: 1800, shadow: 1800 }],
      ["Forms", { over_limit: 1800 }],
    ]);
    expect(entries.map(counted)).toEqual([1800, 0]);
    expect(seenOf(corrected)).toBe(2);
  });

  it("has none for a report that was deleted, or that is of another week", () => {
    const gone = { ...one, corrections: [correction(1, [])] };
    const before = report("r2", "2026-11-15T09:00:00Z", "2026-11-15T10:00:00Z");
    expect(entriesOf(diary({ reports: [gone, before] }))).toEqual([]);
  });

  it("is by time and by day, and counts in each what the grid does", () => {
    const late = report("r0", at(1, "23:30"), at(2, "01:00"));
    const segments = [
      segment(at(0, "09:00"), at(0, "11:00")),
      segment(at(1, "23:30"), at(2, "01:00"), "tracked", { report: "r0" }),
    ];
    const all = diary({ reports: [late, one], segments });
    expect(entriesOf(all).map(({ report: { id } }) => id)).toEqual(["r1", "r0"]);
    for (const zone of ["UTC", "Asia/Kathmandu", "America/New_York"]) {
      const columns = columnsOf(MONDAY, zone);
      const days = new Map(byDay(all, columns));
      const sums = columns.map(({ day }) => (days.get(day) ?? []).reduce((sum, it) => sum + counted(it), 0));
      expect(sums).toEqual(totalsOf(columns, segments));
    }
    expect(byDay(all, columnsOf(MONDAY, "UTC")).map(([day, [first]]) => [day, first?.seconds])).toEqual([
      ["2026-11-16", { tracked: 7200 }],
      ["2026-11-17", { tracked: 1800 }],
      ["2026-11-18", { tracked: 3600 }],
    ]);
  });
});

describe("a correction", () => {
  it("leaves the other pieces alone", () => {
    expect(deleted(parts, 0)).toEqual([parts[1]]);
    expect(edited(parts, 1, { ...parts[1], memo: "Fields" } as never)[1]?.memo).toBe("Fields");
  });

  it("parts a piece at an instant", () => {
    expect(
      split(parts, 0, at(0, "09:15"), ["Login", "Tests"]).map(({ start, memo }) => [start, memo]),
    ).toEqual([
      [at(0, "09:00"), "Login"],
      [at(0, "09:15"), "Tests"],
      [at(0, "10:00"), "Forms"],
    ]);
  });

  const [piece] = parts as [(typeof parts)[number]];
  const ms = (clock: string) => Date.parse(at(0, clock));

  it.each([
    ["09:00", "10:00", null],
    ["09:30", "09:30", "order"],
    ["08:59", "10:00", "outside"],
    ["09:00", "10:01", "outside"],
  ])("from %s to %s: %s", (start, end, fault) => {
    expect(faultOfEdit(piece, ms(start), ms(end))).toBe(fault);
  });

  it("needs both ends", () => {
    expect(faultOfEdit(piece, null, ms("10:00"))).toBe("none");
  });

  it("parts only inside", () => {
    expect(faultOfSplit(piece, ms("09:00"))).toBe("outside");
    expect(faultOfSplit(piece, ms("09:01"))).toBeNull();
    expect(faultOfSplit(piece, null)).toBe("none");
  });

  it("says instants in whole seconds", () => {
    expect(wireAt(ms("09:00") + 400)).toBe(at(0, "09:00"));
  });
});

it("takes time by hand only of a week that is open", () => {
  const check = (start: string, end: string) =>
    faultOfManual(Date.parse(start), Date.parse(end), Date.parse(at(0, "00:00")));
  expect(check(at(1, "09:00"), at(1, "10:00"))).toBeNull();
  expect(check(at(1, "10:00"), at(1, "09:00"))).toBe("order");
  expect(check("2026-11-15T11:00:00Z", at(0, "01:00"))).toBe("week");
  expect(faultOfManual(null, 1, 0)).toBe("none");
});
