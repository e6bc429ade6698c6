import type { AnyEvent } from "../wire";

export type Event = AnyEvent;
export type Kind = Event["kind"];

/** An event of milestones and money. Pages about them read it themselves; in the timeline it is a line. */
export type MoneyEvent = Extract<
  Event,
  {
    kind:
      | `milestone.${string}`
      | "milestones.ordered"
      | "review.marked"
      | `less.${string}`
      | `change.${string}`
      | `cancel.${string}`
      | `payment.${string}`
      | "bonus.paid"
      | "money.available"
      | "release.refunded"
      | "escrow.refunded";
  }
>;

/** An event of worked time and weekly bills. Pages about them read it themselves; few are lines of the timeline. */
export type TimeEvent = Extract<
  Event,
  {
    kind:
      | `timer.${string}`
      | `time.${string}`
      | "limit.reached"
      | "overtime.accepted"
      | `week.${string}`
      | `bill.${string}`;
  }
>;

/** Timers come and go all day and the diary tells what they became: the timeline stays with what people decide. */
const QUIET_TIME = ["time.corrected", "week.changed", "week.ended", "week.settled"] as const;
type QuietTime = (typeof QUIET_TIME)[number];

/** An event of the contract, its people, files, milestones, time or money: a line of the timeline, if it is shown. */
export type Line = Exclude<
  Event,
  {
    kind:
      | `message.${string}`
      | `read.${string}`
      | `upload.${string}`
      | "file.changed"
      | "file.deleted"
      | "file.downloaded"
      | "payment.started"
      | `timer.${string}`
      | QuietTime;
  }
>;

export function isLine(event: Event): event is Line {
  if (isMoney(event)) return event.kind !== "payment.started";
  if (isTime(event)) return tellsOfTime(event);
  return isStep(event) || event.kind === "file.added";
}

function tellsOfTime(event: TimeEvent): boolean {
  if (event.kind === "time.reported") return event.data.late > 0 || event.data.manual > 0;
  return !event.kind.startsWith("timer.") && !QUIET_TIME.some((kind) => kind === event.kind);
}

/** A step of the contract or its people: what may be done next can be something else afterwards. */
export function isStep({ kind }: Event): boolean {
  return /^(contract|terms|member|invite)\./.test(kind);
}

export function isMoney(event: Event): event is MoneyEvent {
  return /^(milestones?|review|less|change|cancel|payment|bonus|money|release|escrow)\./.test(event.kind);
}

export function isTime(event: Event): event is TimeEvent {
  return /^(timer|time|limit|overtime|week|bill)\./.test(event.kind);
}
