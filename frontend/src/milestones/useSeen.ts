import { useState } from "react";
import type { Milestone } from "../wire";

/** The number of the submission that was there when a dialog about it opened: what one decides is about that one. */
export function useSeen(milestone: Milestone): number | null {
  const [seen] = useState(milestone.submissions.at(-1)?.number ?? null);
  return seen;
}
