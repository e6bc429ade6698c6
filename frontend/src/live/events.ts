import type { AnyEvent } from "../wire";

export type Event = AnyEvent;
export type Kind = Event["kind"];

/** An event of the contract, its people or its files: a line of the timeline. */
export type Line = Exclude<
  Event,
  {
    kind:
      | `message.${string}`
      | `read.${string}`
      | `upload.${string}`
      | "file.changed"
      | "file.deleted"
      | "file.downloaded";
  }
>;

export function isLine(event: Event): event is Line {
  return isStep(event) || event.kind === "file.added";
}

/** A step of the contract or its people: what may be done next can be something else afterwards. */
export function isStep({ kind }: Event): boolean {
  return /^(contract|terms|member|invite)\./.test(kind);
}
