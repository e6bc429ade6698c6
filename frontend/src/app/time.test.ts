import { afterEach, expect, test, vi } from "vitest";
import { clockTime } from "./time";

afterEach(() => vi.unstubAllGlobals());

test("a browser whose own language is no language still tells the time", () => {
  vi.stubGlobal("navigator", { languages: ["en-US@posix"] });
  expect(clockTime(new Date("2026-01-31T09:05:00Z"), "UTC")).toBe("09:05 AM");
});

test("a browser's kind of English decides how hours look", () => {
  vi.stubGlobal("navigator", { languages: ["de-DE", "en-GB"] });
  expect(clockTime(new Date("2026-01-31T15:05:00Z"), "UTC")).toBe("15:05");
});
