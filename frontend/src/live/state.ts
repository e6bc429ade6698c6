import { createStore } from "zustand/vanilla";
import type { ApiError } from "../api/errors";
import type { RoomItem } from "../wire";
import type { RoomState } from "./apply";
import type { Written } from "./outbox";
import type { Signals } from "./signals";
import type { Connection } from "./socket";

/** Everything live that is on screen. */
export type LiveState = {
  connection: Connection;
  /** The list of rooms, newest first; null until it was read. */
  items: RoomItem[] | null;
  rooms: Record<string, RoomState>;
  /** Why a room could not be shown. */
  failed: Record<string, ApiError>;
  signals: Record<string, Signals>;
  written: Written[];
  /** id of something written → number of its event, once known. */
  saved: Record<string, number>;
};

export const NOTHING: LiveState = {
  connection: "connecting",
  items: null,
  rooms: {},
  failed: {},
  signals: {},
  written: [],
  saved: {},
};

export const createLive = () => createStore<LiveState>(() => NOTHING);

/** The newest event number that everything shown of this room has; undefined when nothing is shown of it. */
export function cursor({ items, rooms }: LiveState, id: string): number | undefined {
  const heads = [items?.find((item) => item.id === id)?.head, rooms[id]?.room.head];
  const known = heads.filter((head) => head !== undefined);
  return known.length ? Math.min(...known) : undefined;
}

/** The rooms that this page follows. */
export function followed({ items, rooms }: LiveState): string[] {
  return [...new Set([...(items ?? []).map(({ id }) => id), ...Object.keys(rooms)])];
}
