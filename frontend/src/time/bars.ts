import type { Week } from "../wire";

export type Bar = { week: string; tracked: number; manual: number; over: number; limit: number };

/** The last weeks, oldest first, as what is drawn; `most` seconds fill the height. */
export function barsOf(weeks: Week[], count: number): { bars: Bar[]; most: number } {
  const bars = weeks
    .slice(0, count)
    .map(({ week, sums, limit }) => ({
      week,
      tracked: sums.tracked,
      manual: sums.manual,
      over: sums.over_limit,
      limit,
    }))
    .reverse();
  const highest = Math.max(0, ...bars.map(({ tracked, manual, over }) => tracked + manual + over));
  return { bars, most: roundHours(highest) };
}

/** Whole hours at or above so many seconds, that halve well: 2, 4, 10, 20, 40, 60 … */
function roundHours(seconds: number): number {
  const hours = Math.max(1, Math.ceil(seconds / 3600));
  const step = hours <= 4 ? 2 : hours <= 20 ? 10 : 20;
  return Math.ceil(hours / step) * step * 3600;
}
