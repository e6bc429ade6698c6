import { useQuery } from "@tanstack/react-query";
import { allauth } from "./allauth";

/** What allauth tells of a second factor. Instants are seconds since 1970. */
export interface Authenticator {
  type: "totp" | "recovery_codes";
  created_at: number;
  last_used_at: number | null;
  total_code_count?: number;
  unused_code_count?: number;
  unused_codes?: string[];
}

export const TOTP = "account/authenticators/totp";
export const RECOVERY = "account/authenticators/recovery-codes";

export function useAuthenticators() {
  return useQuery({
    queryKey: ["authenticators"],
    queryFn: async () => {
      const answer = await allauth<Authenticator[]>("GET", "account/authenticators");
      return answer.status === 200 ? ((answer.data as Authenticator[] | undefined) ?? []) : [];
    },
  });
}
