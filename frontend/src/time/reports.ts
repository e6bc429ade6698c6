import type { TimeLine, TimeReport } from "../wire";
import type { ReportQuery } from "./doors";
import { DAY_MS, mondayOf, shifted } from "./weeks";

export const BY: readonly TimeReport["by"][] = ["contract", "person", "week", "memo"];
const DAY = /^\d{4}-\d\d-\d\d$/;

/** The report that an address asks for; without anything said, the last four weeks by contract. */
export function queryOf(search: URLSearchParams, today: Date): ReportQuery {
  const by = BY.find((one) => one === search.get("by")) ?? "contract";
  const day = (name: string) => (DAY.test(search.get(name) ?? "") ? search.get(name) : null);
  const first = day("first") ?? shifted(mondayOf(today), -3);
  const last = day("last") ?? new Date(today.getTime()).toISOString().slice(0, 10);
  const room = search.get("room");
  return { by, first, last, ...(room && { room }) };
}

/** Whole days between two, both counted. */
export function daysOf({ first, last }: ReportQuery): number {
  return (Date.parse(last) - Date.parse(first)) / DAY_MS + 1;
}

/** What lines come to together, for each currency; money of two currencies is never added up. */
export function totalsOf(lines: TimeLine[]): { currency: string; minor: number }[] {
  const sums = new Map<string, number>();
  for (const { currency, minor } of lines) sums.set(currency, (sums.get(currency) ?? 0) + minor);
  return [...sums].map(([currency, minor]) => ({ currency, minor }));
}
