import { expect, it } from "vitest";
import { forgotten, type Hours, USUAL } from "./reminder";

const minuteOf = (second: number) => Math.floor(second / 60) % 1_440;
const at = (hour: number, minute = 0) => (hour * 60 + minute) * 60;
const NIGHT: Hours = { from: 20 * 60, to: 4 * 60 };

it.each([
  [at(9), at(16, 59), USUAL, null],
  [at(9), at(17), USUAL, "long"],
  [at(20), at(22), USUAL, "hours"],
  [at(23), at(24 + 1), USUAL, null],
  [at(21), at(24 + 3), NIGHT, null],
  [at(23), at(24 + 4), NIGHT, "hours"],
  [at(3), at(9), { from: 0, to: 0 }, null],
] as const)("a timer from %i to %i", (begun, now, hours, why) => {
  expect(forgotten(begun, now, hours, minuteOf)).toBe(why);
});
