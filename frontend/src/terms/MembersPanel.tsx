import type { Presence } from "../live/signals";
import type { Room } from "../wire";

/** In the side panel of a room: who is here, who is invited, and asking somebody in. */
export function MembersPanel({ room }: { room: Room; presence: Record<string, Presence> }) {
  return (
    <ul>
      {room.members.map((member) => (
        <li key={member.person.id}>{member.person.name}</li>
      ))}
    </ul>
  );
}
