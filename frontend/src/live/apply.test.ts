import { describe, expect, it } from "vitest";
import recorded from "../../../tests/fixtures/history.json";
import type { Message, Room } from "../wire";
import { apply, applyAll, delivered, type RoomState } from "./apply";
import type { Event } from "./events";

const ALICE = "0192f000-0000-7000-8000-00000000000a";
const BOB = "0192f000-0000-7000-8000-00000000000b";
const AT = "2026-01-05T10:00:00Z";

function seat(id: string, name: string, role: "client" | "freelancer") {
  const person = { id, name, time_zone: "UTC", avatar: null };
  return { person, role, side: role, read: 0, delivered: 0 };
}

const room = {
  id: "r",
  title: "Website",
  kind: "fixed",
  status: "active",
  status_reason: "",
  role: "client",
  side: "client",
  head: 3,
  unread: 0,
  created_at: AT,
  expires_at: null,
  members: [seat(ALICE, "Alice", "client"), seat(BOB, "Bob", "freelancer")],
  invites: [],
  terms: {},
  versions: [],
  may: [],
  epoch: "e",
} as unknown as Room;

const empty: RoomState = { me: ALICE, room, messages: [], lines: [], more: false };

function event(seq: number, kind: string, data: object, by = BOB): Event {
  return { seq, at: AT, by, kind, data } as Event;
}

const said = event(4, "message.posted", { text: "hello", reply_to: null });

describe("apply", () => {
  it("adds what somebody else said and counts it as unread", () => {
    const state = apply(empty, said);
    expect(state.messages.map(({ text }) => text)).toEqual(["hello"]);
    expect(state.room.unread).toBe(1);
    expect(state.room.head).toBe(4);
  });

  it("does not count my own message as unread", () => {
    expect(apply(empty, { ...said, by: ALICE }).room.unread).toBe(0);
  });

  it("changes nothing when an event comes again", () => {
    const once = apply(empty, said);
    expect(apply(once, said)).toBe(once);
  });

  it("stops at a gap and says so", () => {
    const later = event(6, "message.posted", { text: "third", reply_to: null });
    const { state, gap } = applyAll(empty, [said, later]);
    expect(gap).toBe(true);
    expect(state.room.head).toBe(4);
  });

  it("moves past an event kind of a newer server", () => {
    const state = apply(empty, event(4, "milestone.funded", { amount: 5 }));
    expect(state.room.head).toBe(4);
    expect(state.messages).toEqual([]);
  });

  it("no longer counts as unread what was deleted unread", () => {
    const { state } = applyAll(empty, [said, event(5, "message.deleted", { seq: 4 })]);
    expect(state.room.unread).toBe(0);
  });

  it("leaves a tombstone where a message was deleted", () => {
    const { state } = applyAll(empty, [said, event(5, "message.deleted", { seq: 4 })]);
    expect(state.messages[0]).toMatchObject({ seq: 4, text: null, deleted_at: AT });
  });

  it("marks an edited message", () => {
    const { state } = applyAll(empty, [said, event(5, "message.edited", { seq: 4, text: "hi" })]);
    expect(state.messages[0]).toMatchObject({ text: "hi", edited_at: AT });
  });

  it("counts as unread only what came after my mark", () => {
    const more = event(5, "message.posted", { text: "again", reply_to: null });
    const { state } = applyAll(empty, [said, more, event(6, "read.marked", { seq: 4 }, ALICE)]);
    expect(state.room.unread).toBe(1);
    expect(state.room.members[0]).toMatchObject({ read: 4, delivered: 4 });
  });

  it("never moves a mark back", () => {
    const ahead = apply(apply(empty, said), event(5, "read.marked", { seq: 4 }, ALICE));
    const state = apply(ahead, event(6, "read.marked", { seq: 2 }, ALICE));
    expect(state.room.members[0]?.read).toBe(4);
    expect(delivered(state, ALICE, 1).room.members[0]?.delivered).toBe(4);
  });

  describe("of files", () => {
    const version = { id: "v", file: "f", said: 4, name: "plan.pdf", preview: "waiting", downloads: 0 };
    const added = event(4, "file.added", { id: "v", version });
    const withMessage = { text: "look", reply_to: null, attached: 1, files: [{ ...version, said: 5 }] };

    it("shows what somebody is sending until it ends", () => {
      const started = apply(empty, event(4, "upload.started", { upload: { id: "u", name: "plan.pdf" } }));
      expect(started.room.uploads).toMatchObject([{ id: "u" }]);
      const ended = apply(started, event(5, "upload.ended", { upload: "u", how: "finished" }));
      expect(ended.room.uploads).toEqual([]);
      expect(ended.lines).toEqual([]);
    });

    it("knows of a line of its own that a message has taken the file along", () => {
      const { state } = applyAll(empty, [added, event(5, "message.posted", withMessage)]);
      expect(state.lines).toMatchObject([{ seq: 4, data: { version: { said: 5 } } }]);
      expect(state.messages).toMatchObject([{ files: [{ id: "v", said: 5 }] }]);
    });

    it("changes a file wherever it stands", () => {
      const made = { ...version, said: 5, preview: "made" };
      const events = [
        added,
        event(5, "message.posted", withMessage),
        event(6, "file.changed", { id: "v", version: made }),
      ];
      const { state } = applyAll(empty, events);
      expect(state.messages[0]?.files).toMatchObject([{ preview: "made" }]);
      expect(state.lines).toMatchObject([{ data: { version: { preview: "made" } } }]);
    });

    it("leaves a tombstone where a file was deleted, and counts downloads", () => {
      const gone = { ...version, deleted_at: AT };
      const { state } = applyAll(empty, [
        added,
        event(5, "file.downloaded", { id: "v", file: "f", number: 1 }),
        event(6, "file.deleted", { id: "v", version: { ...gone, downloads: 1 } }),
      ]);
      expect(state.lines).toMatchObject([{ data: { version: { deleted_at: AT, downloads: 1 } } }]);
    });

    it("takes its files away with a deleted message", () => {
      const { state } = applyAll(empty, [
        event(4, "message.posted", withMessage),
        event(5, "message.deleted", { seq: 4 }),
      ]);
      expect(state.messages[0]?.files).toEqual([]);
    });
  });

  it("keeps steps of the contract as lines of the timeline", () => {
    const { state } = applyAll(empty, [said, event(5, "contract.paused", { reason: "holidays" }, ALICE)]);
    expect(state.lines.map(({ kind }) => kind)).toEqual(["contract.paused"]);
    expect(state.room).toMatchObject({ status: "paused", status_reason: "holidays" });
  });
});

type Recorded = { room: Room; messages: Message[] };
type Life = { me: string; before: Recorded; events: Event[]; after: Recorded };

const LIVES = recorded as unknown as Life[];

/** What events tell: `may` is the server's policy, `delivered` a signal. The order of people means nothing. */
function told({ may: _may, members, people, ...rest }: Room) {
  const seats = members.map(({ delivered: _delivered, ...seat }) => [seat.person.id, seat]);
  return {
    ...rest,
    members: Object.fromEntries(seats),
    people: Object.fromEntries(people.map((one) => [one.id, one])),
  };
}

describe("the lives of contracts that the server recorded", () => {
  it.each(LIVES)("lead from the old state to the fresh one: $after.room.status", (life) => {
    const before: RoomState = { me: life.me, ...life.before, lines: [], more: false };
    const { state, gap } = applyAll(before, life.events);
    expect(gap).toBe(false);
    expect(told(state.room)).toEqual(told(life.after.room));
    expect(state.messages).toEqual(life.after.messages);
    expect(applyAll(state, life.events).state).toBe(state);
  });
});
