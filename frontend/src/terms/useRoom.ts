import { useEffect } from "react";
import { useTranslation } from "react-i18next";
import { useParams } from "react-router";
import { useLive, useSession } from "../live/LiveProvider";
import type { Room } from "../wire";

/** The room of this address, read if it is not here yet, then kept live. */
export function useRoom() {
  const { room: id = "" } = useParams();
  const session = useSession();
  const room = useLive((live) => live.rooms[id]?.room);
  const error = useLive((live) => live.failed[id]);
  useEffect(() => {
    if (!session.store.getState().rooms[id]) void session.load(id);
  }, [id, session]);
  return { id, room, error, reload: () => void session.load(id) };
}

/** Somebody's name as this room knows it. */
export function useNameIn(room: Room) {
  const { t } = useTranslation("terms");
  return (id: string | null | undefined) =>
    room.members.find(({ person }) => person.id === id)?.person.name ?? t("history.somebody");
}

/** Whoever holds the other side's main seat; null while they have not signed up. */
export function otherParty(room: Room) {
  return room.members.find(({ role, side }) => role === side && side !== room.side)?.person ?? null;
}
