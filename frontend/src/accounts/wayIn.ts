import { useQuery } from "@tanstack/react-query";
import { useNavigate, useSearchParams } from "react-router";
import { queries } from "../api/query";
import { type Answer, allauth, stepAfter } from "./allauth";

/** Only a path of this very site: `//evil.example` and `/\evil.example` are addresses of others. */
export function safeNext(next: string | null): string {
  return next && /^\/(?![/\\])/.test(next) ? next : "/rooms";
}

/** Leads on from an answer of allauth to whatever is left before somebody is in, keeping where they wanted to go. */
export function useWayIn() {
  const navigate = useNavigate();
  const [params] = useSearchParams();
  const next = safeNext(params.get("next"));
  const kept = params.has("next") ? `?next=${encodeURIComponent(next)}` : "";
  function go(answer: Answer, email?: string) {
    const step = stepAfter(answer);
    if (step === "in") {
      // Whatever was read as nobody, or as somebody else, is not this person's.
      queries.clear();
      return navigate(next, { replace: true });
    }
    // What was asked before the answer came is no longer so; the next page must not act on it.
    queries.setQueryData(["session"], answer);
    if (step === "verify") return navigate(`/verify${kept}`, { state: { email } });
    if (step === "code") return navigate(`/signin/code${kept}`);
    return navigate(`/signin${kept}`, { replace: true, state: { notice: "expired" } });
  }
  return { go, kept, next };
}

/** Where the person at this browser stands: in, between two steps, or out; undefined until the server said. */
export function useStanding() {
  const session = useQuery({
    queryKey: ["session"],
    queryFn: () => allauth("GET", "auth/session"),
    staleTime: 0,
    gcTime: 0,
  });
  return session.data && stepAfter(session.data);
}
