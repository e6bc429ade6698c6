import { useSearchParams } from "react-router";
import type { FileQuery, FileSort } from "./doors";
import { KINDS, type Kind } from "./kinds";

export const SORTS: FileSort[] = ["newest", "oldest", "name", "largest"];

/** What is looked for, as the address of the page says it; days as 2026-01-31, empty where anything goes. */
export type Filters = {
  kind: Kind | "";
  by: string;
  since: string;
  until: string;
  q: string;
  sort: FileSort;
};

const NAMES = ["kind", "by", "since", "until", "q", "sort"] as const;

export function useFilters() {
  const [search, setSearch] = useSearchParams();
  const change = (changes: Partial<Filters>) => {
    // From the address itself: what was drawn last may be older, and would bring back a filter that was just cleared.
    const next = new URLSearchParams(window.location.search);
    for (const [name, value] of Object.entries(changes))
      if (value) next.set(name, value);
      else next.delete(name);
    setSearch(next, { replace: true });
  };
  const filters = read(search);
  const clear = () => change({ kind: "", by: "", since: "", until: "", q: "" });
  return { filters, change, clear, narrowed: NAMES.some((name) => name !== "sort" && filters[name] !== "") };
}

/** What an address says that makes no sense counts as not said. */
export function read(search: URLSearchParams): Filters {
  const day = (name: string) => (isDay(search.get(name)) ? (search.get(name) as string) : "");
  return {
    kind: KINDS.find((kind) => kind === search.get("kind")) ?? "",
    by: search.get("by") ?? "",
    since: day("since"),
    until: day("until"),
    q: search.get("q") ?? "",
    sort: SORTS.find((sort) => sort === search.get("sort")) ?? "newest",
  };
}

function isDay(text: string | null): boolean {
  return /^\d{4}-\d\d-\d\d$/.test(text ?? "") && !Number.isNaN(Date.parse(text as string));
}

/** The same as the server is asked: both days belong to it, from midnight to midnight where the reader is. */
export function asked({ kind, by, since, until, q, sort }: Filters): FileQuery {
  return {
    kind: kind || undefined,
    by: by || undefined,
    since: since ? midnight(since, 0) : undefined,
    until: until ? midnight(until, 1) : undefined,
    q: q.trim() || undefined,
    sort,
  };
}

function midnight(day: string, later: number): string {
  const [year = 0, month = 1, date = 1] = day.split("-").map(Number);
  return new Date(year, month - 1, date + later).toISOString();
}
