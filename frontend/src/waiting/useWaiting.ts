import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useEffect } from "react";
import { answer } from "../api/client";
import type { ApiError } from "../api/errors";
import { type Event, isMoney, isStep } from "../live/events";
import { useSession } from "../live/LiveProvider";
import { loose as api } from "../money/loose";
import type { Waits } from "../money/shapes";

const KEY = ["waiting"];

/** What waits for me in all my rooms, the soonest deadline first. */
export function useWaiting() {
  return useQuery<Waits[], ApiError>({
    queryKey: KEY,
    queryFn: async () => {
      const { items }: { items: Waits[] } = await answer(api.GET("/api/v1/waiting"));
      return items;
    },
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
