import type { RoomItem } from "../wire";
import type { Event } from "./events";

const UNREAD_MOST = 100;
/** Kinds that do not move a room up in the list, there as here (workrooms/log.py). */
const QUIET: Event["kind"][] = [
  "read.marked",
  "upload.started",
  "upload.ended",
  "file.changed",
  "file.downloaded",
];

/** A row of the list of rooms after an event. What an event of the contract changes here, the list is asked for anew. */
export function applyToItem(item: RoomItem, event: Event, me: string): RoomItem {
  if (event.seq <= item.head) return item;
  const last_at = QUIET.includes(event.kind) ? item.last_at : event.at;
  const next = { ...item, head: event.seq, last_at };
  switch (event.kind) {
    case "message.posted": {
      const { text, reply_to, files } = event.data;
      const by = event.by ?? "";
      const said = { seq: event.seq, at: event.at, by, text, reply_to, files };
      const last = { ...said, edited_at: null, deleted_at: null };
      const theirs = by !== me && text !== null;
      return { ...next, last, unread: Math.min(UNREAD_MOST, item.unread + (theirs ? 1 : 0)) };
    }
    case "message.edited":
      return last(next, event.data.seq, { text: event.data.text, edited_at: event.at });
    case "message.deleted":
      return last(next, event.data.seq, { text: null, files: [], deleted_at: event.at });
    case "read.marked":
      return event.by === me ? read(next, event.data.seq) : next;
    default:
      return next;
  }
}

function last(item: RoomItem, seq: number, changes: Partial<NonNullable<RoomItem["last"]>>): RoomItem {
  return item.last?.seq === seq ? { ...item, last: { ...item.last, ...changes } } : item;
}

function read(item: RoomItem, seq: number): RoomItem {
  const all = seq >= (item.last?.seq ?? 0);
  return { ...item, read: Math.max(item.read, seq), unread: all ? 0 : item.unread };
}
