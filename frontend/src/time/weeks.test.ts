import { expect, test } from "vitest";
import { isMonday, mondayOf, shifted, sundayOf } from "./weeks";

test.each([
  ["2026-11-16T00:00:00Z", "2026-11-16"],
  ["2026-11-22T23:59:59Z", "2026-11-16"],
  ["2027-01-01T12:00:00Z", "2026-12-28"],
  ["2024-02-29T12:00:00Z", "2024-02-26"],
])("%s is in the week of %s", (at, monday) => {
  expect(mondayOf(new Date(at))).toBe(monday);
});

test("weeks go on and back over the year", () => {
  expect(shifted("2026-12-28", 1)).toBe("2027-01-04");
  expect(shifted("2027-01-04", -1)).toBe("2026-12-28");
  expect(sundayOf("2026-12-28")).toBe("2027-01-03");
});

test.each([
  ["2026-11-16", true],
  ["2026-11-17", false],
  ["2026-13-40", false],
  ["yesterday", false],
  ["", false],
  [null, false],
])("whether %s names a week: %s", (text, names) => {
  expect(isMonday(text)).toBe(names);
});
