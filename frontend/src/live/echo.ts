import type { MessagePosted } from "../wire";
import type { Event } from "./events";
import type { Written } from "./outbox";
import type { LiveState } from "./state";

/**
 * My own messages may come back as events before their acknowledgement, or be sent by another tab: know them again,
 * so that none is shown twice. → id of what was written, to the number of its event
 */
export function recognised(
  { written, saved }: Pick<LiveState, "written" | "saved">,
  room: string,
  events: Event[],
  me: string,
): Record<string, number> {
  const found: Record<string, number> = {};
  const taken = new Set(Object.values(saved));
  for (const event of events) {
    if (event.kind !== "message.posted" || event.by !== me || taken.has(event.seq)) continue;
    const mine = written.find(
      (one) => isPostOf(one, room, event.data) && !(one.id in saved) && !(one.id in found),
    );
    if (mine) found[mine.id] = event.seq;
  }
  return found;
}

function isPostOf(written: Written, room: string, { text, files }: MessagePosted): boolean {
  if (written.method !== "message.post" || written.params.room !== room) return false;
  const sameFiles = String(written.params.files ?? []) === String((files ?? []).map(({ id }) => id));
  return written.params.text === text && sameFiles;
}

/** What still has to be shown besides the log: all that was written whose event is not here yet. */
export function unsettled(
  { saved, rooms }: Pick<LiveState, "saved" | "rooms">,
  written: Written[],
): Written[] {
  return written.filter(({ id, params }) => {
    const seq = saved[id];
    return seq === undefined || seq > (rooms[params.room]?.room.head ?? 0);
  });
}
