import type { Member, Message, Room, TermsVersion } from "../wire";
import { type Event, isLine, isMoney, isTime, type Line } from "./events";
import { versionsIn, withVersion } from "./files";

/** The server counts unread messages no further than this. */
const UNREAD_MOST = 100;

/** A room as of `room.head`, and the newest part of its timeline; `more` when older messages are not here yet. */
export type RoomState = {
  me: string;
  room: Room;
  messages: Message[];
  lines: Line[];
  more: boolean;
};

/** Apply events in order. What is known already is skipped; at a gap it stops and says so. */
export function applyAll(state: RoomState, events: Event[]): { state: RoomState; gap: boolean } {
  for (const event of events) {
    if (event.seq > state.room.head + 1) return { state, gap: true };
    state = apply(state, event);
  }
  return { state, gap: false };
}

/** The next state. Pure; an event that was applied before changes nothing, an unknown kind only moves `head`. */
export function apply(state: RoomState, event: Event): RoomState {
  if (event.seq <= state.room.head) return state;
  const next = change(state, event);
  const lines = isLine(event) ? [...next.lines, event] : next.lines;
  return { ...next, lines, room: { ...next.room, head: event.seq } };
}

function change(state: RoomState, event: Event): RoomState {
  // Milestones, time and money are no part of this state: their pages keep what they show.
  if (isMoney(event) || isTime(event)) return state;
  switch (event.kind) {
    case "contract.offered":
    case "terms.proposed":
      return inRoom(state, { versions: [...state.room.versions, event.data.version] });
    case "contract.accepted":
      return inRoom(accepted(state, event), { status: "active", status_reason: "", expires_at: null });
    case "contract.declined":
      return closed(state, event, "declined", event.data.reason);
    case "contract.withdrawn":
      return closed(state, event, "withdrawn", event.data.reason);
    case "contract.expired":
      return closed(state, event, "expired", "");
    case "contract.paused":
      return inRoom(state, { status: "paused", status_reason: event.data.reason });
    case "contract.resumed":
      return inRoom(state, { status: "active", status_reason: "" });
    case "contract.held":
      return inRoom(state, { status: "on_hold", status_reason: event.data.reason });
    case "contract.released":
      return inRoom(state, { status: "active", status_reason: "" });
    case "contract.ended":
      return inRoom(state, { status: "ended", status_reason: event.data.reason });
    case "terms.accepted":
      return accepted(state, event);
    case "terms.declined":
      return decided(state, event, event.data.version, "declined");
    case "terms.withdrawn":
      return decided(state, event, event.data.version, "withdrawn");
    case "terms.expired":
      return decided(state, event, event.data.version, "expired");
    case "member.invited":
      return inRoom(state, { invites: [...state.room.invites, event.data.invite] });
    case "invite.closed":
      return inRoom(state, { invites: state.room.invites.filter(({ id }) => id !== event.data.invite) });
    case "member.joined":
      return joined(state, { ...event.data, read: 0, delivered: 0 });
    case "member.removed":
      return inRoom(state, {
        members: state.room.members.filter(({ person }) => person.id !== event.data.person),
      });
    case "message.posted":
      return posted(state, event);
    case "message.edited":
      return inMessage(state, event.data.seq, { text: event.data.text, edited_at: event.at });
    case "message.deleted":
      return removed(state, event.data.seq, event.at);
    case "read.marked":
      return read(state, event.by, event.data.seq);
    case "upload.started":
      return inRoom(state, { uploads: [...underWay(state, event.data.upload.id), event.data.upload] });
    case "upload.ended":
      return inRoom(state, { uploads: underWay(state, event.data.upload) });
    case "file.added":
    case "file.changed":
    case "file.deleted":
    case "file.downloaded":
      return versionsIn(event).reduce(withVersion, state);
    default:
      return unknown(state, event);
  }
}

/** Newer servers may say more than this page knows; the compiler proves that it knows all of wire.ts. */
function unknown(state: RoomState, _event: never): RoomState {
  return state;
}

function inRoom(state: RoomState, changes: Partial<Room>): RoomState {
  return { ...state, room: { ...state.room, ...changes } };
}

/** Uploads but for this one. */
function underWay({ room }: RoomState, id: string): Room["uploads"] {
  return (room.uploads ?? []).filter((upload) => upload.id !== id);
}

function inMessage(state: RoomState, seq: number, changes: Partial<Message>): RoomState {
  return {
    ...state,
    messages: state.messages.map((message) => (message.seq === seq ? { ...message, ...changes } : message)),
  };
}

function decided(
  state: RoomState,
  event: Event,
  version: number,
  outcome: TermsVersion["state"],
  more: Partial<TermsVersion> = {},
): RoomState {
  const decision = { state: outcome, decided_by: event.by, decided_at: event.at, ...more };
  return inRoom(state, {
    versions: state.room.versions.map((one) => (one.version === version ? { ...one, ...decision } : one)),
  });
}

function accepted(
  state: RoomState,
  event: Extract<Event, { kind: "contract.accepted" | "terms.accepted" }>,
): RoomState {
  const { version, counts_from } = event.data;
  const next = decided(state, event, version, "accepted", { counts_from });
  const terms = next.room.versions.find((one) => one.version === version)?.terms ?? next.room.terms;
  return inRoom(next, { terms, title: terms.title });
}

/** The version that an offer is. */
const OFFER = 1;

/** An offer came to nothing; what else was proposed in it lapsed by events of its own before. */
function closed(
  state: RoomState,
  event: Event,
  status: "declined" | "withdrawn" | "expired",
  reason: string,
): RoomState {
  const next = decided(state, event, OFFER, status);
  return inRoom(next, { status, status_reason: reason, expires_at: null });
}

function joined(state: RoomState, member: Member): RoomState {
  const { members, people } = state.room;
  const isAnother = ({ id }: { id: string }) => id !== member.person.id;
  return inRoom(state, {
    members: [...members.filter(({ person }) => isAnother(person)), member],
    people: [...people.filter(isAnother), member.person],
  });
}

function posted(state: RoomState, event: Extract<Event, { kind: "message.posted" }>): RoomState {
  const { seq, at, data } = event;
  const by = event.by ?? "";
  const theirs = by !== state.me && data.text !== null;
  const unread = Math.min(UNREAD_MOST, state.room.unread + (theirs ? 1 : 0));
  const message: Message = {
    seq,
    at,
    by,
    text: data.text,
    reply_to: data.reply_to,
    edited_at: null,
    deleted_at: null,
    files: data.files ?? [],
  };
  const known = state.messages.some((one) => one.seq === seq);
  const messages = known ? state.messages : [...state.messages, message];
  // A file that stood on a line of its own has been said with a message now.
  return versionsIn(event).reduce(withVersion, { ...inRoom(state, { unread }), messages });
}

function removed(state: RoomState, seq: number, at: string): RoomState {
  const { messages, me, room } = state;
  const message = messages.find((one) => one.seq === seq);
  const wasUnread = message && message.by !== me && message.text !== null && seq > readBy(room, me);
  const next = inMessage(state, seq, { text: null, deleted_at: at, files: [] });
  return wasUnread ? inRoom(next, { unread: Math.max(0, room.unread - 1) }) : next;
}

/** Up to which event somebody has read. */
export function readBy(room: Room, person: string): number {
  return room.members.find((member) => member.person.id === person)?.read ?? 0;
}

function read(state: RoomState, by: string | null, seq: number): RoomState {
  const members = state.room.members.map((member) =>
    member.person.id === by
      ? { ...member, read: Math.max(member.read, seq), delivered: Math.max(member.delivered, seq) }
      : member,
  );
  const unread = by === state.me ? unreadAfter(state, seq) : state.room.unread;
  return inRoom(state, { members, unread });
}

function unreadAfter({ messages, me, more, room }: RoomState, seq: number): number {
  const left = messages.filter((one) => one.seq > seq && one.by !== me && one.text !== null).length;
  const complete = !more || (messages[0]?.seq ?? 0) <= seq;
  return complete ? Math.min(UNREAD_MOST, left) : room.unread;
}

/** Somebody's device has what was said up to `seq`: a signal, not an event, yet part of the room's state. */
export function delivered(state: RoomState, by: string, seq: number): RoomState {
  const members = state.room.members.map((member) =>
    member.person.id === by ? { ...member, delivered: Math.max(member.delivered, seq) } : member,
  );
  return inRoom(state, { members });
}

/** Put an older page before what is here. */
export function prepend(state: RoomState, page: Pick<RoomState, "messages" | "lines" | "more">): RoomState {
  const first = state.messages[0]?.seq ?? Number.POSITIVE_INFINITY;
  const line = state.lines[0]?.seq ?? Number.POSITIVE_INFINITY;
  return {
    ...state,
    messages: [...page.messages.filter(({ seq }) => seq < first), ...state.messages],
    lines: [...page.lines.filter(({ seq }) => seq < line), ...state.lines],
    more: page.more,
  };
}
