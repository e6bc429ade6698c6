import type { Bill, Week } from "../wire";

type Charge = "charged" | "chargedNothing" | "noCard" | "charging" | "was" | "failed";
export type Moment = {
  key: "open" | "review" | Charge | "disputed" | "available";
  /** The instant; for a span of time, its end. */
  at: string;
  isSpan: boolean;
  state: "past" | "now" | "ahead";
};

/** How far a week is on its way from work to money; the places of `momentsOf`. */
const PLACE = { open: 0, review: 1, invoiced: 3, past_due: 3, pending: 4, available: 5, empty: 5 } as const;

const MADE = { preview: "charged", charging: "charging", paid: "was", past_due: "failed" } as const;

/** What happens with a week, and when: what is over, what goes on now, what is ahead. */
export function momentsOf(week: Week, bill: Bill | null, hasCard: boolean): Moment[] {
  const here = PLACE[week.state];
  const made = bill !== null && bill.state !== "preview";
  const moment = (place: number, key: Moment["key"], at: string, isSpan: boolean): Moment => ({
    key,
    at,
    isSpan,
    state: place < here ? "past" : place === here ? "now" : "ahead",
  });
  const worked = [moment(0, "open", week.ends_at, true), moment(1, "review", week.locks_at, true)];
  if (!bill?.total) return here > 1 ? worked : [...worked, moment(2, "chargedNothing", week.locks_at, false)];
  const key = made ? MADE[bill.state] : hasCard ? "charged" : "noCard";
  const charge = moment(2, key, bill.state === "paid" ? bill.charged_at : week.locks_at, false);
  const disputed = moment(3, "disputed", week.disputable_until, true);
  if (bill.state === "past_due") return [...worked, charge, disputed];
  const available = moment(5, "available", bill.available_at, false);
  return [...worked, charge, disputed, here === 5 ? { ...available, state: "past" } : available];
}
