import { useSearchParams } from "react-router";
import { useMe } from "../accounts/me";
import { otherParty } from "../terms/useRoom";
import type { Person, Room } from "../wire";

export type Whose = "mine" | "theirs" | "utc";
const WHOSE: readonly Whose[] = ["mine", "theirs", "utc"];

/** In whose time the diary is shown; the address keeps it. The choices leave out clocks that are the same. */
export function useZone(room: Room) {
  const [search, setSearch] = useSearchParams();
  const mine = useMe().data?.time_zone ?? "UTC";
  const other: Person | null = otherParty(room);
  const zones: Record<Whose, string> = { mine, theirs: other?.time_zone ?? "UTC", utc: "UTC" };
  const choices = WHOSE.filter(
    (whose, i) =>
      WHOSE.findIndex((one) => zones[one] === zones[whose]) === i && (whose !== "theirs" || other),
  );
  const asked = WHOSE.find((whose) => whose === search.get("clocks")) ?? "mine";
  const whose = choices.find((one) => one === asked) ?? choices.find((one) => zones[one] === zones[asked]);
  const choose = (next: Whose) =>
    setSearch(
      (before) => {
        before.set("clocks", next);
        return before;
      },
      { replace: true },
    );
  return { whose: whose ?? "mine", zone: zones[whose ?? "mine"], zones, choices, other, choose };
}
