/** Weeks are named by their Monday, like 2026-11-16, and begin on it at 00:00 UTC. */

export const DAY_MS = 86_400_000;
export const WEEK_MS = 7 * DAY_MS;

const dayOf = (at: number) => new Date(at).toISOString().slice(0, 10);

export function mondayOf(at: Date): string {
  const since = (at.getUTCDay() + 6) % 7;
  return dayOf(at.getTime() - since * DAY_MS);
}

/** The instant at which a week begins, in milliseconds. */
export function beginOf(monday: string): number {
  return Date.parse(`${monday}T00:00:00Z`);
}

export function shifted(monday: string, weeks: number): string {
  return dayOf(beginOf(monday) + weeks * WEEK_MS);
}

/** Whether a text, for instance of an address, names a week. */
export function isMonday(text: string | null): text is string {
  if (!text || !/^\d{4}-\d\d-\d\d$/.test(text)) return false;
  const at = beginOf(text);
  return !Number.isNaN(at) && dayOf(at) === text && new Date(at).getUTCDay() === 1;
}

/** The last day of a week: its Sunday. */
export function sundayOf(monday: string): string {
  return dayOf(beginOf(monday) + 6 * DAY_MS);
}
