import { createContext, type ReactNode, useContext, useEffect, useMemo, useState } from "react";
import { useStore } from "zustand";
import { useSession } from "../live/LiveProvider";
import { Desk } from "./Desk";
import type { Place, Transfer } from "./transfer";

const Uploads = createContext<Desk | null>(null);

/** Keeps files on their way while somebody moves between pages, and brings them into the messages that wait for them. */
export function UploadsProvider({ children }: { children: ReactNode }) {
  const session = useSession();
  const [desk, setDesk] = useState<Desk | null>(null);
  useEffect(() => {
    const fresh = new Desk(session.me, (id, version) => session.uploaded(id, version?.id ?? null));
    let gone = false;
    fresh.start().catch((error) => {
      // What was read last was closed under its hands.
      if (!gone) throw error;
    });
    setDesk(fresh);
    return () => {
      gone = true;
      fresh.stop();
    };
  }, [session]);
  return desk && <Uploads value={desk}>{children}</Uploads>;
}

export function useDesk(): Desk {
  const desk = useContext(Uploads);
  if (!desk) throw new Error("useDesk needs an UploadsProvider above it");
  return desk;
}

/** What this browser brings into a room, oldest first; for one place or for all. */
export function useTransfers(room: string, place?: Place): Transfer[] {
  const all = useStore(useDesk().store);
  return useMemo(
    () =>
      Object.values(all)
        .filter((one) => one.room === room && (!place || one.place === place))
        .sort((one, other) => one.at - other.at),
    [all, room, place],
  );
}
