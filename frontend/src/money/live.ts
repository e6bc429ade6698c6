import { type Event, isMoney } from "../live/events";
import type { MoneyPage, Payment, Release, RoomMoney } from "../wire";

/** A room's money after an event; the same object where it is known already. Pure. */
export function applyToMoney(page: MoneyPage, event: Event): MoneyPage {
  if (event.seq <= page.seq) return page;
  return { ...changed(page, event), seq: event.seq };
}

function changed(page: MoneyPage, event: Event): MoneyPage {
  if (!isMoney(event)) return page;
  const data: object = event.data;
  const told = data as { money?: RoomMoney | null; payment?: unknown; release?: unknown };
  const next = told.money ? { ...page, money: told.money } : page;
  if (isObject<Payment>(told.payment)) return { ...next, payments: withOne(next.payments, told.payment) };
  if (isObject<Release>(told.release)) return { ...next, releases: withOne(next.releases, told.release) };
  return next;
}

/** Funded events name a payment, and approved ones a release, by id alone. */
function isObject<T>(told: unknown): told is T {
  return typeof told === "object" && told !== null;
}

/** In its place, or newest first; what is older than all that is here stays on its own page. */
function withOne<T extends { id: string; at: string }>(items: T[], one: T): T[] {
  const known = items.some(({ id }) => id === one.id);
  if (known) return items.map((item) => (item.id === one.id ? one : item));
  const last = items.at(-1);
  return last && Date.parse(one.at) < Date.parse(last.at) ? items : [one, ...items];
}

/** The newest, which are kept live, and of what was read page by page all that is older: both newest first. Pure. */
export function joined<T extends { id: string }>(newest: T[], read: T[]): T[] {
  const last = newest.at(-1)?.id;
  // Not there: so much has come since that all of it is older.
  return [...newest, ...read.slice(read.findIndex(({ id }) => id === last) + 1)];
}

/** After these, more has changed than the event tells: papers, the plot, balances. */
export function movesMoney(event: Event): boolean {
  const { kind } = event;
  return (
    /^(payment|bonus|money|release|escrow)\./.test(kind) ||
    ["milestone.funded", "milestone.approved", "milestone.cancelled", "change.ended"].includes(kind)
  );
}
