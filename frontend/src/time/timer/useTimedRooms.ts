import { useMemo } from "react";
import { useLive } from "../../live/LiveProvider";
import type { RoomItem } from "../../wire";

/** The contracts on which I can measure time now: by the hour, running, and mine to work on. */
export function useTimedRooms(): RoomItem[] {
  const items = useLive((state) => state.items);
  return useMemo(
    () =>
      (items ?? []).filter(
        ({ kind, status, role }) => kind === "hourly" && status === "active" && role === "freelancer",
      ),
    [items],
  );
}
