import type { AddressInfo } from "node:net";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { type WebSocket, WebSocketServer } from "ws";
import type { RoomItem } from "../wire";
import { LiveSession } from "./session";

const ROOM = "0192f000-0000-7000-8000-000000000001";
const item = {
  id: ROOM,
  title: "Website",
  head: 3,
  read: 3,
  unread: 0,
  last_at: "",
  last: null,
} as unknown as RoomItem;

type Asked = { id: string; method: string; params: { rooms: Record<string, number> } };

/** A server of one room, whose every word the test decides. */
class Server {
  asked: Asked[] = [];
  epoch = "first";
  reset = false;
  private readonly server = new WebSocketServer({ port: 0 });
  private line!: WebSocket;

  constructor() {
    this.server.on("connection", (line) => {
      this.line = line;
      line.on("message", (data) => this.answer(JSON.parse(String(data))));
    });
  }

  get url(): string {
    return `ws://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  /** From which number on the room was asked for, each time. */
  get from(): (number | undefined)[] {
    return this.asked.filter(({ method }) => method === "rooms.open").map(({ params }) => params.rooms[ROOM]);
  }

  say(method: string, params: object): void {
    this.line.send(JSON.stringify({ jsonrpc: "2.0", method, params }));
  }

  message(seq: number): void {
    const data = { text: `${seq}`, reply_to: null, attached: 0, files: [] };
    const event = { seq, at: "2026-01-05T10:00:00Z", by: "bob", kind: "message.posted", data };
    this.say("room.events", { room: ROOM, events: [event] });
  }

  hangUp(): void {
    this.line.terminate();
  }

  close(): void {
    this.line?.terminate();
    this.server.close();
  }

  private answer(asked: Asked): void {
    this.asked.push(asked);
    const rooms = { [ROOM]: { head: 3, role: "client", reset: this.reset, error: null } };
    if (asked.method === "rooms.open")
      this.line.send(JSON.stringify({ jsonrpc: "2.0", id: asked.id, result: { epoch: this.epoch, rooms } }));
  }
}

describe("a live session", () => {
  let server: Server;
  let session: LiveSession;
  const listChanged = vi.fn();
  const invitesChanged = vi.fn();

  const head = () => session.store.getState().items?.[0]?.head;
  const asked = (times: number) => vi.waitFor(() => expect(server.from).toHaveLength(times));

  beforeEach(async () => {
    listChanged.mockClear();
    server = new Server();
    session = new LiveSession(
      "alice",
      { listChanged, invitesChanged, doubtful: () => undefined },
      server.url,
    );
    session.start();
    session.list([item]);
    await asked(1);
  });

  afterEach(() => {
    session.stop();
    server.close();
  });

  it("asks for what came after the newest it has, and counts on from there", async () => {
    expect(server.from).toEqual([3]);
    server.message(4);
    await vi.waitFor(() => expect(head()).toBe(4));
    expect(session.store.getState().items?.[0]?.unread).toBe(1);
  });

  it("passes on that another list of rooms, or of invitations, is to be read", async () => {
    server.say("rooms.changed", {});
    await vi.waitFor(() => expect(invitesChanged).toHaveBeenCalledOnce());
    expect(listChanged).toHaveBeenCalledOnce();
  });

  it("passes on that time over the limit is another, and no other time that is added", async () => {
    const added = (seq: number, over_limit: number) => ({
      ...{ seq, at: "", by: "bob", kind: "time.reported" },
      data: { days: [], weeks: [{ sums: { over_limit } }], reports: 1, seconds: 60, late: 0, manual: 0 },
    });
    server.say("room.events", { room: ROOM, events: [added(4, 0)] });
    await vi.waitFor(() => expect(head()).toBe(4));
    expect(listChanged).not.toHaveBeenCalled();
    server.say("room.events", { room: ROOM, events: [added(5, 60)] });
    await vi.waitFor(() => expect(listChanged).toHaveBeenCalledOnce());
  });

  it("asks again at a gap, and takes nothing from behind it", async () => {
    server.message(6);
    await asked(2);
    expect(server.from).toEqual([3, 3]);
    expect(head()).toBe(3);
  });

  it("asks again when it hears that it is behind", async () => {
    server.say("heads", { [ROOM]: 9 });
    await asked(2);
    server.say("heads", { [ROOM]: 3 });
    server.message(4);
    await vi.waitFor(() => expect(head()).toBe(4));
    expect(server.from).toEqual([3, 3]);
  });

  it("comes back after a break and goes on by number", async () => {
    server.message(4);
    await vi.waitFor(() => expect(head()).toBe(4));
    server.hangUp();
    await asked(2);
    expect(server.from).toEqual([3, 4]);
  });

  it("reads the list anew when it is too far behind", async () => {
    server.reset = true;
    server.hangUp();
    await asked(2);
    await vi.waitFor(() => expect(listChanged).toHaveBeenCalled());
  });

  it("forgets everything when the numbers belong to another history", async () => {
    server.epoch = "restored";
    server.hangUp();
    await vi.waitFor(() => expect(session.store.getState().items).toBeNull());
    expect(listChanged).toHaveBeenCalled();
  });

  it("skips an event of a kind it does not know", async () => {
    const event = { seq: 4, at: "", by: "bob", kind: "milestone.funded", data: { amount: 5 } };
    server.say("room.events", { room: ROOM, events: [event] });
    await vi.waitFor(() => expect(head()).toBe(4));
  });
});
