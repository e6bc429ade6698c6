import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useEffect } from "react";
import { answer, api } from "../api/client";
import type { ApiError } from "../api/errors";
import { type Event, isMoney, isStep } from "../live/events";
import { useSession } from "../live/LiveProvider";
import type { Waits } from "../wire";

const KEY = ["waiting"];

/** What waits for me in all my rooms, the soonest deadline first. */
export function useWaiting() {
  return useQuery<Waits[], ApiError>({
    queryKey: KEY,
    queryFn: async () => (await answer(api.GET("/api/v1/waiting"))).items,
  });
}

/** Asks again whenever something happened in any of my rooms that may wait for me, or no longer does. */
export function useWaitingNews(): void {
  const session = useSession();
  const queries = useQueryClient();
  useEffect(
    () =>
      session.listen((_room, events) => {
        if (events.some(matters)) void queries.invalidateQueries({ queryKey: KEY });
      }),
    [session, queries],
  );
}

function matters(event: Event): boolean {
  return isStep(event) || (isMoney(event) && event.kind !== "review.marked");
}
