import type {
  Bye,
  Delivered,
  Done,
  MessageDelete,
  MessageEdit,
  MessagePost,
  PresenceSet,
  ReadMark,
  RoomEvents,
  RoomSignal,
  RoomsClose,
  RoomsOpen,
  RoomsOpened,
  Typing,
} from "../wire";

/** What can be asked over the socket: method → params and answer. */
export type Calls = {
  "rooms.open": { params: RoomsOpen; answer: RoomsOpened };
  "rooms.close": { params: RoomsClose; answer: unknown };
  "message.post": { params: MessagePost; answer: Done };
  "message.edit": { params: MessageEdit; answer: Done };
  "message.delete": { params: MessageDelete; answer: Done };
  "read.mark": { params: ReadMark; answer: Done };
};

/** What is only said; nobody answers. */
export type Notices = {
  typing: Typing;
  presence: PresenceSet;
  delivered: Delivered;
};

/** What the server says unasked. */
export type News =
  | { method: "room.events"; params: RoomEvents }
  | { method: "room.signal"; params: RoomSignal }
  | { method: "heads"; params: Record<string, number> }
  | { method: "rooms.changed"; params: Record<string, never> }
  | { method: "bye"; params: Bye };

export type Answer = {
  id: string;
  result?: unknown;
  error?: { code: number; message: string; data?: { code?: string; retry_after?: number } };
};
