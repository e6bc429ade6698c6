import { diff } from "../terms/diff";
import { openProposals } from "../terms/versions";
import type { Room, TermsVersion, Week } from "../wire";

/** How much of a week's limit is used: seconds that count, and those past it. */
export function useOf({ sums, limit, over_accepted }: Week) {
  const used = sums.tracked + sums.manual;
  const percent = limit > 0 ? Math.floor((used * 100) / limit) : 100;
  const level: "calm" | "near" | "full" = percent >= 100 ? "full" : percent >= 80 ? "near" : "calm";
  return { used, limit, percent, level, over: sums.over_limit, unpaid: sums.over_limit - over_accepted };
}

/** Limits that are offered with one press: somewhat more than now, at most all hours of a week. */
export function higher(hours: number, most: number): number[] {
  const steps = [5, 10, 20].map((more) => hours + more).filter((sum) => sum < most);
  return hours < most ? [...steps, most] : [];
}

/** A proposal that waits and changes nothing but the weekly limit: it can be answered where the hours are seen. */
export function limitProposal(room: Room): TermsVersion | null {
  const found = openProposals(room).find(({ terms }) => {
    const changes = diff(room.terms, terms).filter(({ changed }) => changed);
    return changes.length === 1 && changes[0]?.field === "weekly_limit";
  });
  return found ?? null;
}

/** What so many seconds cost at a rate per hour, in minor units: half up, once. */
export function priceOf(seconds: number, rate: number): number {
  return Math.floor((seconds * rate * 2 + 3600) / 7200);
}
