import { useQuery } from "@tanstack/react-query";
import { answer, api, csrfToken } from "../api/client";
import type { ApiError } from "../api/errors";
import { queries } from "../api/query";
import type { Me } from "../wire";

export type { Me };

/** The person at this screen; an error with status 401 when nobody is signed in. */
export function useMe() {
  return useQuery<Me, ApiError>({
    queryKey: ["me"],
    queryFn: () => answer(api.GET("/api/v1/me")),
    staleTime: Number.POSITIVE_INFINITY,
  });
}

/** Ends the session and starts the page afresh, so that nothing of the person stays in memory. */
export async function signOut(): Promise<void> {
  await fetch("/_allauth/browser/v1/auth/session", {
    method: "DELETE",
    headers: { "X-CSRFToken": csrfToken() },
  });
  queries.clear();
  window.location.assign("/signin");
}
