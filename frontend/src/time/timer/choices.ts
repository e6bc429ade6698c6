import type { Answer } from "./ending";
import { type Away, REPORT_S, type Work } from "./run";
import { minutesOf, secondAt } from "./written";

/** What the time can have been in which nothing was put in. */
export type Choice = "keep" | "closed" | "discard" | "split";

const MINUTE_S = 60;

/** What there is to choose, for a silence that ends at `back`. */
export function choicesOf({ since, closed }: Away, back: number): Choice[] {
  const keep: Choice[] = back - since < REPORT_S ? ["keep"] : [];
  const until: Choice[] = closed !== null && closed - since >= MINUTE_S ? ["closed"] : [];
  return [...keep, ...until, "discard", "split"];
}

/** The middle of a silence, or of its first day: whoever was away for days worked on at its beginning, if at all. */
export function middleOf(since: number, back: number): number {
  return Math.min((since + back) / 2, since + REPORT_S / 2 - MINUTE_S);
}

/** The instant that a time of day says, within the silence; null where it lies outside or is none. */
export function untilOf(clock: string, since: number, back: number): number | null {
  const minute = minutesOf(clock);
  if (minute === null) return null;
  const at = secondAt(minute, middleOf(since, back));
  if (at <= since - MINUTE_S || at > back) return null;
  return Math.max(at, since);
}

/** The answer that a choice is; null while something is missing in it. */
export function answerOf(
  choice: Choice | null,
  { since, closed }: Away,
  back: number,
  split: { until: number | null; rest: Work | null; isOther: boolean },
): Omit<Answer, "goOn"> | null {
  if (choice === "keep") return { until: back, back, rest: null };
  if (choice === "closed" && closed !== null) return { until: closed, back, rest: null };
  if (choice === "discard") return { until: since, back, rest: null };
  if (choice !== "split" || split.until === null || (split.isOther && !split.rest)) return null;
  return { until: split.until, back, rest: split.isOther ? split.rest : null };
}
