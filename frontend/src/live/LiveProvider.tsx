import { createContext, type ReactNode, useContext, useEffect, useState } from "react";
import { useStore } from "zustand";
import { queries } from "../api/query";
import { LiveSession } from "./session";
import type { LiveState } from "./state";

const Session = createContext<LiveSession | null>(null);

/** Keeps one live connection for the person at this screen, as long as they are signed in. */
export function LiveProvider({ me, children }: { me: string; children: ReactNode }) {
  const [session, setSession] = useState<LiveSession | null>(null);
  useEffect(() => {
    const fresh = new LiveSession(me, {
      listChanged: () => {
        for (const key of ["rooms", "waiting", "my-money"])
          void queries.invalidateQueries({ queryKey: [key] });
      },
      invitesChanged: () => void queries.invalidateQueries({ queryKey: ["invites"] }),
      doubtful: () => void queries.refetchQueries({ queryKey: ["me"] }),
    });
    fresh.start();
    setSession(fresh);
    return () => fresh.stop();
  }, [me]);
  return session && <Session value={session}>{children}</Session>;
}

export function useSession(): LiveSession {
  const session = useContext(Session);
  if (!session) throw new Error("useSession needs a LiveProvider above it");
  return session;
}

/** A part of what is live; the component renders again when that part changes. */
export function useLive<T>(part: (state: LiveState) => T): T {
  return useStore(useSession().store, part);
}
