import type { Milestone, MilestoneList, Room, RoomMoney } from "../wire";

export const AT = "2026-01-05T10:00:00Z";

export const money: RoomMoney = {
  currency: "EUR",
  deposited: 0,
  released: 0,
  refunded: 0,
  held: 0,
  free: 0,
  bonuses: 0,
  billed: 0,
  returned: 0,
  fees_client: 0,
  fees_freelancer: 0,
};

/** A proposal of the client's, but for `changes`. */
export function milestone(id: string, changes: Partial<Milestone> = {}): Milestone {
  return {
    id,
    position: 1,
    title: id,
    description: "",
    minor: 50_000,
    currency: "EUR",
    due: null,
    checklist: [],
    revision_cap: null,
    state: "draft",
    side: "client",
    by: "alice",
    at: AT,
    paying: null,
    funded_at: null,
    submissions: [],
    change: null,
    less: null,
    cancel: null,
    released: 0,
    ended_at: null,
    whose: "client",
    may: [],
    ...changes,
  };
}

export function list(...items: Milestone[]): MilestoneList {
  return { items: items.map((one, i) => ({ ...one, position: i + 1 })), money, dues: [], seq: 10 };
}

/** A room in which this side may do these. */
export function room(side: "client" | "freelancer", ...may: string[]): Room {
  return { id: "r", side, role: side, may, head: 10 } as unknown as Room;
}
