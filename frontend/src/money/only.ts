/** What the movements of a contract can be about, as an address of its money tab names it. */
export type Only = { milestone: string } | { week: string };

export function onlyAbout(search: URLSearchParams): Only | null {
  const [milestone, week] = [search.get("milestone"), search.get("week")];
  if (milestone) return { milestone };
  return week ? { week } : null;
}
