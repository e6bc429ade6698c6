import { useQuery } from "@tanstack/react-query";
import { answer, api } from "../api/client";

/** The invitations to my address that wait for my answer. */
export function useInvites() {
  return useQuery({
    queryKey: ["invites"],
    queryFn: async () => (await answer(api.GET("/api/v1/invites"))).items,
  });
}
