import { useQuery } from "@tanstack/react-query";
import { answer, api } from "../api/client";
import type { ApiError } from "../api/errors";
import type { Waits } from "../wire";

/** What waits for me in all my rooms, the soonest deadline first; asked again whenever the list of rooms is. */
export function useWaiting() {
  return useQuery<Waits[], ApiError>({
    queryKey: ["waiting"],
    queryFn: async () => (await answer(api.GET("/api/v1/waiting"))).items,
  });
}
