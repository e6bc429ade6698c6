import type { Terms } from "../wire";

/** The fields that people agree on, in the order in which they are read. */
export const FIELDS = [
  "title",
  "description",
  "kind",
  "currency",
  "rate",
  "weekly_limit",
  "manual_time",
  "retainer",
  "reading_mode",
  "start",
  "fee_profile",
] as const;
export type Field = (typeof FIELDS)[number];

/** Those that only an hourly contract has. */
const HOURLY: readonly Field[] = ["rate", "weekly_limit", "manual_time", "retainer", "reading_mode", "start"];

export type Row = {
  field: Field;
  changed: boolean;
  /** From when the change counts once both agree. */
  from: "acceptance" | "monday";
};

/** What `next` would change in `now`; rows that neither has are left out. */
export function diff(now: Pick<Terms, Field>, next: Pick<Terms, Field>): Row[] {
  const hourly = now.kind === "hourly" || next.kind === "hourly";
  return FIELDS.filter((field) => hourly || !HOURLY.includes(field)).map((field) => ({
    field,
    changed: said(field, now) !== said(field, next),
    from: from(field, now, next),
  }));
}

/** What a field says; a reading mode that nobody spoke of is none. */
function said(field: Field, terms: Pick<Terms, Field>) {
  return terms[field] ?? (field === "reading_mode" ? false : null);
}

/** A raised limit counts from now; a lowered one, a changed rate or retainer, from the next Monday (domain rule of amendments). */
function from(field: Field, now: Pick<Terms, Field>, next: Pick<Terms, Field>): Row["from"] {
  if (field === "rate" || field === "retainer") return "monday";
  if (field === "weekly_limit" && (next.weekly_limit ?? 0) < (now.weekly_limit ?? 0)) return "monday";
  return "acceptance";
}

/** The Monday 00:00 UTC that follows `at`. On a Monday that is the one a week later, for the week has begun. */
export function nextMonday(at: Date): Date {
  const days = (8 - at.getUTCDay()) % 7 || 7;
  return new Date(Date.UTC(at.getUTCFullYear(), at.getUTCMonth(), at.getUTCDate() + days));
}
