/** When this person usually works, in minutes of their day; a night may be in it: from 20:00 to 04:00. */
export type Hours = { from: number; to: number };

export const USUAL: Hours = { from: 6 * 60, to: 22 * 60 };
/** A timer that runs for so long was perhaps forgotten. */
export const LONG_S = 8 * 3_600;
/** Said to be no mistake, it is asked about again after so long. */
export const AGAIN_S = 2 * 3_600;

export type Forgotten = "long" | "hours";

/** Whether a timer seems to be forgotten, and why. Seconds since 1970; `minuteOf`: which minute of their day that is. */
export function forgotten(
  begun: number,
  now: number,
  hours: Hours,
  minuteOf: (second: number) => number,
): Forgotten | null {
  if (now - begun >= LONG_S) return "long";
  // Whoever starts at night means to.
  return isWithin(hours, minuteOf(begun)) && !isWithin(hours, minuteOf(now)) ? "hours" : null;
}

function isWithin({ from, to }: Hours, minute: number): boolean {
  if (from === to) return true;
  return from < to ? minute >= from && minute < to : minute >= from || minute < to;
}
