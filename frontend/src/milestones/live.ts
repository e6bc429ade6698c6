import { type Event, isMoney } from "../live/events";
import { versionsIn } from "../live/files";
import type { FileVersion, Milestone, MilestoneList } from "../wire";

/** The milestones after an event; the same object where it is known already. Pure. */
export function applyToMilestones(list: MilestoneList, event: Event): MilestoneList {
  if (event.seq <= list.seq) return list;
  const next = changed(list, event);
  return { ...next, seq: event.seq };
}

function changed(list: MilestoneList, event: Event): MilestoneList {
  if (event.kind === "milestones.ordered") return { ...list, items: ordered(list.items, event.data.ids) };
  if (!isMoney(event)) return { ...list, items: versionsIn(event).reduce(withFile, list.items) };
  const money = ("money" in event.data && event.data.money) || list.money;
  const milestone = "milestone" in event.data ? event.data.milestone : null;
  const items = milestone ? withMilestone(list.items, milestone) : list.items;
  return { ...list, money, items: withPayment(items, event) };
}

/** As it is now, in its place. One that was dropped before it was ever funded is no longer there. */
function withMilestone(items: Milestone[], milestone: Milestone): Milestone[] {
  const rest = items.filter(({ id }) => id !== milestone.id);
  return [...rest, milestone].sort(inOrder);
}

/** A payment that failed lets go of what it was to pay; one that began holds it. */
function withPayment(items: Milestone[], event: Event): Milestone[] {
  if (!isMoney(event) || !("payment" in event.data) || typeof event.data.payment !== "object") return items;
  const payment = event.data.payment;
  if (payment?.kind !== "funding") return items;
  const under = payment.state === "processing" || payment.state === "needs_confirmation";
  return items.map((one) => {
    if (!payment.milestones.includes(one.id) || one.state !== "draft") return one;
    const paying = under ? payment.id : null;
    return one.paying === paying ? one : { ...one, paying };
  });
}

function withFile(items: Milestone[], version: FileVersion): Milestone[] {
  const has = (files: FileVersion[]) => files.some(({ id }) => id === version.id);
  return items.map((one) =>
    one.submissions.some(({ files }) => has(files))
      ? {
          ...one,
          submissions: one.submissions.map((submission) => ({
            ...submission,
            files: submission.files.map((file) => (file.id === version.id ? version : file)),
          })),
        }
      : one,
  );
}

/** First to last; what an order does not name stays behind what it does. */
export function ordered(items: Milestone[], ids: string[]): Milestone[] {
  const place = new Map(ids.map((id, i) => [id, i]));
  return items
    .toSorted((one, other) => (place.get(one.id) ?? ids.length) - (place.get(other.id) ?? ids.length))
    .map((one, i) => ({ ...one, position: i + 1 }));
}

function inOrder(one: Milestone, other: Milestone): number {
  return one.position - other.position || one.at.localeCompare(other.at);
}
