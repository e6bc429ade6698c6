import { expect, test } from "vitest";
import { offset, zones } from "./zones";

test("summer time moves the distance from UTC", () => {
  expect(offset("Europe/Berlin", new Date("2026-01-15T12:00:00Z"), "en")).toBe("UTC+01:00");
  expect(offset("Europe/Berlin", new Date("2026-07-15T12:00:00Z"), "en")).toBe("UTC+02:00");
});

test("UTC is offered, once, and reads as such", () => {
  const utc = zones(new Date("2026-01-15T12:00:00Z"), "en").filter((zone) => zone.value === "UTC");
  expect(utc).toEqual([{ value: "UTC", label: "UTC (UTC+00:00)" }]);
});
