import { useEffect, useState } from "react";
import { type RoomState, readBy } from "../live/apply";
import { useLive, useSession } from "../live/LiveProvider";

/** Whether this page is before somebody's eyes. */
function useWatching(): boolean {
  const [watching, setWatching] = useState(() => isWatched());
  useEffect(() => {
    const look = () => setWatching(isWatched());
    const signs = ["focus", "blur"] as const;
    for (const sign of signs) window.addEventListener(sign, look);
    document.addEventListener("visibilitychange", look);
    return () => {
      for (const sign of signs) window.removeEventListener(sign, look);
      document.removeEventListener("visibilitychange", look);
    };
  }, []);
  return watching;
}

function isWatched(): boolean {
  return document.visibilityState === "visible" && document.hasFocus();
}

/**
 * Marks as read what was seen: the newest message of others, when its end of the timeline is in view and somebody looks.
 * Gives the number after which messages are new to the eyes, for the divider; what comes while they look is not.
 */
export function useReading(state: RoomState, atBottom: boolean): number {
  const session = useSession();
  const connected = useLive((live) => live.connection === "open");
  const watching = useWatching();
  const newest = state.messages.findLast(({ by }) => by !== state.me)?.seq ?? 0;
  const read = readBy(state.room, state.me);
  const seen = atBottom && watching;
  const [known, setKnown] = useState({ newest, divider: read });
  const allKnown = known.divider >= known.newest;

  if (newest > known.newest) setKnown({ newest, divider: seen && allKnown ? newest : known.divider });

  useEffect(() => {
    if (seen && connected && newest > read) session.read(state.room.id, newest);
  }, [seen, connected, newest, read, session, state.room.id]);

  useEffect(() => {
    if (!watching && read >= newest) setKnown({ newest, divider: newest });
  }, [watching, read, newest]);

  return known.divider;
}
