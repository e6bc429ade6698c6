import type { RoomState } from "../live/apply";
import { isWritable } from "../live/writable";
import type { FileVersion } from "../wire";

/** What is offered; the server decides by the same rule: one's own files, and for the parties those of their side. */
export function mayDelete({ room, me }: Pick<RoomState, "room" | "me">, version: FileVersion): boolean {
  if (version.deleted_at || version.frozen || !isWritable(room)) return false;
  if (version.by === me) return true;
  const side = room.members.find(({ person }) => person.id === version.by)?.side;
  return (room.role === "client" || room.role === "freelancer") && side === room.side;
}
