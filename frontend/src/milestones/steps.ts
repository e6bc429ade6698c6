import type { Milestone, Room } from "../wire";

/** In which states a milestone takes which step; who may at all, and when, the room tells (`room.may`). */
const STATES: Record<string, Milestone["state"][]> = {
  "milestone.edit": ["draft"],
  "milestone.drop": ["draft"],
  "milestone.fund": ["draft"],
  "milestone.submit": ["funded", "changes_requested"],
  "milestone.review": ["submitted"],
  "milestone.request_changes": ["submitted"],
  "milestone.approve": ["submitted"],
  "less.offer": ["submitted"],
  "less.accept": ["submitted"],
  "less.decline": ["submitted"],
  "less.withdraw": ["submitted"],
  "change.propose": ["funded", "changes_requested"],
  "change.accept": ["funded", "changes_requested"],
  "change.decline": ["funded", "changes_requested"],
  "change.withdraw": ["funded", "changes_requested"],
  "milestone.give_back": ["funded"],
  "cancel.ask": ["funded"],
  "cancel.grant": ["funded"],
  "cancel.decline": ["funded"],
  "cancel.withdraw": ["funded"],
};

/**
 * The steps that are open to me now, while a milestone came with an event: those tell it to everybody alike. The
 * server tells them with the list (`may`), and has the last word.
 */
export function openTo(room: Room, milestone: Milestone): string[] {
  if (milestone.paying) return [];
  return Object.keys(STATES).filter(
    (verb) =>
      room.may.includes(verb) &&
      STATES[verb]?.includes(milestone.state) &&
      isMine(verb, room, milestone) &&
      isAsked(verb, room, milestone),
  );
}

function isMine(verb: string, room: Room, milestone: Milestone): boolean {
  if (verb === "milestone.drop") return milestone.side === room.side;
  if (verb === "milestone.request_changes") return roundsLeft(milestone) !== 0;
  return true;
}

/** A question is asked once, and only an open one is answered: by the other side, or taken back by one's own. */
function isAsked(verb: string, room: Room, { less, change, cancel }: Milestone): boolean {
  const [about = "", step = ""] = verb.split(".");
  if (!["less", "change", "cancel"].includes(about)) return true;
  const open = { less: less != null, change: change != null, cancel: cancel != null }[about] ?? false;
  if (["offer", "propose", "ask"].includes(step)) return !open;
  if (!open || about !== "change") return open;
  return step === "withdraw" ? change?.side === room.side : change?.side !== room.side;
}

/** How often changes may still be asked for; null: as often as needed. */
export function roundsLeft({ revision_cap, submissions }: Milestone): number | null {
  if (revision_cap == null) return null;
  const asked = submissions.filter(({ state }) => state === "changes_requested").length;
  return Math.max(0, revision_cap - asked);
}

/** What has to happen next with it; null once it is over. */
export type Situation =
  | "paying"
  | "cancel"
  | "change"
  | "less"
  | "fund"
  | "later"
  | "never"
  | "submit"
  | "review"
  | "changes";

export function situation({ status }: Room, milestone: Milestone): Situation | null {
  const { state, paying, cancel, change, less } = milestone;
  if (paying) return "paying";
  if (state === "approved" || state === "cancelled" || state === "disputed") return null;
  if (cancel) return "cancel";
  if (change) return "change";
  if (less) return "less";
  // New money comes in only while the contract runs.
  if (state === "draft" && status !== "active") return status === "ended" ? "never" : "later";
  return ({ draft: "fund", funded: "submit", submitted: "review", changes_requested: "changes" } as const)[
    state
  ];
}

export const isOver = ({ state }: Pick<Milestone, "state">) => state === "approved" || state === "cancelled";
