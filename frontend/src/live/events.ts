import type { AnyEvent } from "../wire";

export type Event = AnyEvent;
export type Kind = Event["kind"];

/** An event of the contract or its people: a quiet line of the timeline. */
export type Line = Exclude<Event, { kind: `message.${string}` | `read.${string}` }>;

export function isLine(event: Event): event is Line {
  return /^(contract|terms|member|invite)\./.test(event.kind);
}
