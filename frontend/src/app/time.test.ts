import { afterEach, expect, test, vi } from "vitest";
import { clockTime, dayKey, dayName, isElsewhere, shortTime, showTimesIn } from "./time";

afterEach(() => {
  vi.unstubAllGlobals();
  showTimesIn("UTC");
});

test("a browser whose own language is no language still tells the time", () => {
  vi.stubGlobal("navigator", { languages: ["en-US@posix"] });
  expect(clockTime(new Date("2026-01-31T09:05:00Z"), "UTC")).toBe("09:05 AM");
});

test("a browser's kind of English decides how hours look", () => {
  vi.stubGlobal("navigator", { languages: ["de-DE", "en-GB"] });
  expect(clockTime(new Date("2026-01-31T15:05:00Z"), "UTC")).toBe("15:05");
});

test("days and hours are those of the zone that the reader has chosen", () => {
  const late = new Date("2026-12-31T23:30:00Z");
  const later = new Date("2027-01-01T08:00:00Z");
  showTimesIn("UTC");
  expect(dayKey(late)).not.toBe(dayKey(later));
  showTimesIn("Europe/Copenhagen");
  expect(clockTime(late)).toBe("12:30 AM");
  expect(dayKey(late)).toBe(dayKey(later));
  expect(shortTime(late, later)).toBe("12:30 AM");
  expect(dayName(late, later)).toBe("Today");
  expect(isElsewhere("Europe/Copenhagen", late)).toBe(false);
  expect(isElsewhere("UTC", late)).toBe(true);
});

test("a zone that this browser does not know leaves the device's", () => {
  showTimesIn("Nowhere/Atall");
  expect(isElsewhere(Intl.DateTimeFormat().resolvedOptions().timeZone, new Date())).toBe(false);
});
