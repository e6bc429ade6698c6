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

/** An event of the contract, its people, files, milestones or money: a line of the timeline, if it is shown. */
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
      | "payment.started";
  }
>;

export function isLine(event: Event): event is Line {
  if (isMoney(event)) return event.kind !== "payment.started";
  return isStep(event) || event.kind === "file.added";
}

/** A step of the contract or its people: what may be done next can be something else afterwards. */
export function isStep({ kind }: Event): boolean {
  return /^(contract|terms|member|invite)\./.test(kind);
}

export function isMoney(event: Event): event is MoneyEvent {
  return /^(milestones?|review|less|change|cancel|payment|bonus|money|release|escrow)\./.test(event.kind);
}
