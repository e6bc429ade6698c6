import { expect, test } from "vitest";
import { writeClock, writeDuration } from "./durations";

test.each([
  [0, "0 s"],
  [45, "45 s"],
  [60, "1 min"],
  [3600, "1 h"],
  [5415, "1 h 30 min 15 s"],
  [3605, "1 h 5 s"],
  [-5400, "−1 h 30 min"],
  [604_800, "168 h"],
])("%i seconds read %s", (seconds, words) => {
  expect(writeDuration(seconds)).toBe(words);
});

test.each([
  [0, "0:00"],
  [59, "0:00"],
  [5415, "1:30"],
  [-3660, "−1:01"],
])("%i seconds stand as %s in a table", (seconds, words) => {
  expect(writeClock(seconds)).toBe(words);
});
