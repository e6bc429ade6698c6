import { useQuery } from "@tanstack/react-query";
import { answer, api } from "../api/client";
import type { ApiError } from "../api/errors";
import { useLive, useSession } from "../live/LiveProvider";
import { ROOMS_MOST } from "../live/session";
import type { RoomItem } from "../wire";

/** My rooms, newest first, kept live; `items` is null until they were read. */
export function useRooms() {
  const session = useSession();
  const items = useLive((state) => state.items);
  const { error, refetch } = useQuery<null, ApiError>({
    queryKey: ["rooms"],
    queryFn: async () => {
      session.list(await everyRoom());
      return null;
    },
  });
  return { items, error, refetch };
}

async function everyRoom(): Promise<RoomItem[]> {
  const rooms: RoomItem[] = [];
  let cursor: string | undefined;
  do {
    const page = await answer(api.GET("/api/v1/rooms", { params: { query: { cursor, limit: 200 } } }));
    rooms.push(...page.items);
    cursor = page.next ?? undefined;
  } while (cursor && rooms.length < ROOMS_MOST);
  return rooms;
}
