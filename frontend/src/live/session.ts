import { answer, api } from "../api/client";
import { ApiError } from "../api/errors";
import type { RoomEvents, RoomItem, RoomSignal } from "../wire";
import { applyAll, delivered, prepend } from "./apply";
import { recognised, unsettled } from "./echo";
import { type Event, isLine, isMoney, isStep, isTime } from "./events";
import { history, snapshot } from "./history";
import { applyToItem } from "./list";
import { Marks } from "./marks";
import { type Attached, type Command, Outbox, type Written } from "./outbox";
import type { News } from "./rpc";
import { applySignal, NO_SIGNALS, stoppedTyping } from "./signals";
import { Socket } from "./socket";
import { createLive, cursor, followed, type LiveState } from "./state";

/** The server opens no more rooms than this for one socket. */
export const ROOMS_MOST = 500;
const TYPING_EVERY_MS = 3_000;

type Listener = (room: string, events: Event[]) => void;

type Outside = {
  /** The list of rooms is no longer as it was read. */
  listChanged: () => void;
  /** Somebody asked me in, or took that back. */
  invitesChanged: () => void;
  /** The connection was refused or ended: perhaps nobody is signed in any more. */
  doubtful: () => void;
};

/** One person's live connection: keeps `store` equal to what the server has, and gets what they write to it. */
export class LiveSession {
  readonly store = createLive();
  private readonly socket: Socket;
  private readonly outbox: Promise<Outbox>;
  private readonly asking = new Set<string>();
  private readonly marks = new Marks((room, seq) => this.socket.call("read.mark", { room, seq }));
  private readonly typed = new Map<string, number>();
  private readonly listeners = new Set<Listener>();
  private epoch = "";

  constructor(
    readonly me: string,
    private readonly outside: Outside,
    url = `${window.location.origin.replace(/^http/, "ws")}/ws`,
  ) {
    this.socket = new Socket(url, {
      opened: () => void this.opened(),
      news: (news) => this.news(news),
      connection: (connection) => this.set({ connection }),
      closed: () => outside.doubtful(),
    });
    this.outbox = Outbox.open(
      me,
      (written) => this.socket.call(written.method, written.params, written.id),
      (written) => this.shown(written),
      ({ id }, seq) => this.set(({ saved }) => ({ saved: { ...saved, [id]: seq } })),
    );
  }

  start(): void {
    this.socket.start();
    document.addEventListener("visibilitychange", this.present);
  }

  stop(): void {
    this.socket.stop();
    document.removeEventListener("visibilitychange", this.present);
    void this.outbox.then((outbox) => outbox.close());
  }

  /** The list of rooms was read; a row that is newer here stays. */
  list(fresh: RoomItem[]): void {
    this.set(({ items }) => {
      const here = new Map(items?.map((item) => [item.id, item]));
      return { items: fresh.map((item) => newer(here.get(item.id), item)) };
    });
    void this.follow(fresh.map(({ id }) => id));
  }

  /** Read a room as it is now and follow it from there. */
  async load(id: string): Promise<void> {
    try {
      const fresh = await snapshot(id);
      this.set(({ rooms, failed: { [id]: _past, ...failed } }) => ({
        failed,
        rooms: { ...rooms, [id]: { me: this.me, ...fresh } },
      }));
      await this.follow([id]);
    } catch (error) {
      if (!(error instanceof ApiError)) throw error;
      this.set(({ failed }) => ({ failed: { ...failed, [id]: error } }));
    }
  }

  /** Read further back; until event `to` where that is given. */
  async older(id: string, to?: number): Promise<void> {
    const state = this.store.getState().rooms[id];
    if (!state?.more) return;
    const first = state.messages[0]?.seq ?? state.room.head + 1;
    const page = await history(id, first, to === undefined ? 50 : 200);
    this.set(({ rooms }) => (rooms[id] ? { rooms: { ...rooms, [id]: prepend(rooms[id], page) } } : {}));
    if (to !== undefined && (page.messages[0]?.seq ?? 0) > to) await this.older(id, to);
  }

  /** Where it has files, it is sent once all of them are there; see `uploaded`. */
  async write(command: Command, attached: Attached[] = []): Promise<void> {
    await (await this.outbox).add(command, attached);
  }

  /** What this browser uploads under the name `upload` has become `version`; without one, it will not come. */
  async uploaded(upload: string, version: string | null): Promise<void> {
    const outbox = await this.outbox;
    await (version ? outbox.arrived(upload, version) : outbox.without(upload));
  }

  /** Hear of every event of every room, beyond what `store` keeps. → stops hearing */
  listen(listener: Listener): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  async retry(written: Written): Promise<void> {
    await (await this.outbox).retry(written);
  }

  async discard(written: Written): Promise<void> {
    await (await this.outbox).discard(written);
  }

  /** Everything up to `seq` was seen. */
  read(room: string, seq: number): void {
    this.marks.mark(room, seq);
  }

  typing(room: string): void {
    const now = Date.now();
    if (now - (this.typed.get(room) ?? 0) < TYPING_EVERY_MS) return;
    this.typed.set(room, now);
    this.socket.notify("typing", { room });
  }

  private set(change: Partial<LiveState> | ((state: LiveState) => Partial<LiveState>)): void {
    this.store.setState(change);
  }

  private async opened(): Promise<void> {
    this.present();
    await this.follow(followed(this.store.getState()));
    await (await this.outbox).drain();
  }

  private readonly present = (): void => {
    this.socket.notify("presence", { state: document.visibilityState === "visible" ? "online" : "away" });
  };

  /** Ask for everything after what is here. Asked again at every gap and every new connection. */
  private async follow(ids: string[]): Promise<void> {
    const state = this.store.getState();
    const wanted = ids.filter((id) => !this.asking.has(id)).slice(0, ROOMS_MOST);
    const rooms = Object.fromEntries(wanted.map((id) => [id, cursor(state, id) ?? 0]));
    if (!this.socket.isOpen() || wanted.length === 0) return;
    for (const id of wanted) this.asking.add(id);
    try {
      const opened = await this.socket.call("rooms.open", { rooms });
      if (this.epoch && this.epoch !== opened.epoch) return this.startOver();
      this.epoch = opened.epoch;
      for (const [id, room] of Object.entries(opened.rooms)) {
        if (room.reset) void this.reset(id);
        else this.arrived(id);
      }
    } catch (error) {
      if (!(error instanceof ApiError)) throw error;
      if (error.retryAfter !== null) setTimeout(() => void this.follow(wanted), error.retryAfter * 1000);
    } finally {
      for (const id of wanted) this.asking.delete(id);
    }
  }

  /** Too far behind to be told event by event. */
  private async reset(id: string): Promise<void> {
    this.outside.listChanged();
    if (this.store.getState().rooms[id]) await this.load(id);
  }

  /** The numbers belong to another history now (a restored backup): nothing that is here counts any more. */
  private startOver(): void {
    const open = Object.keys(this.store.getState().rooms);
    this.epoch = "";
    this.set({ items: null, rooms: {} });
    this.outside.listChanged();
    for (const id of open) void this.load(id);
  }

  private news(news: News): void {
    if (news.method === "room.events") this.events(news.params);
    else if (news.method === "room.signal") this.signal(news.params);
    else if (news.method === "heads") this.heads(news.params);
    else if (news.method === "rooms.changed") {
      this.outside.listChanged();
      this.outside.invitesChanged();
    }
  }

  private events({ room: id, events: raw }: RoomEvents): void {
    const events = raw as Event[];
    const before = this.store.getState();
    const first = events[0]?.seq ?? 0;
    if (first > (cursor(before, id) ?? first) + 1) return void this.follow([id]);
    const followed = before.rooms[id] && applyAll(before.rooms[id], events).state;
    this.set(({ items, rooms, saved }) => ({
      items: items && sorted(items.map((item) => (item.id === id ? row(item, events, this.me) : item))),
      rooms: followed ? { ...rooms, [id]: followed } : rooms,
      saved: { ...saved, ...recognised(before, id, events, this.me) },
    }));
    this.noticed(id, events);
    for (const listener of this.listeners) listener(id, events);
  }

  /** What follows from events beyond the state itself. */
  private noticed(id: string, events: Event[]): void {
    const authors = events.filter(({ kind }) => kind === "message.posted").map(({ by }) => by ?? "");
    this.set((state) => ({
      signals: { ...state.signals, [id]: authors.reduce(stoppedTyping, state.signals[id] ?? NO_SIGNALS) },
      written: unsettled(state, state.written),
    }));
    if (authors.some((author) => author !== this.me)) this.arrived(id);
    if (events.some(changesList)) this.outside.listChanged();
    if (!events.some(isStep)) return;
    const gone = events.some((event) => event.kind === "member.removed" && event.data.person === this.me);
    void (gone ? this.load(id) : this.steps(id));
  }

  /** Which steps are open to me is the server's policy to tell, so after a step of anybody it is asked again. */
  private async steps(id: string): Promise<void> {
    const path = { room: id };
    const fresh = await answer(api.GET("/api/v1/rooms/{room}", { params: { path } })).catch(() => null);
    this.set(({ rooms }) => {
      const state = rooms[id];
      if (!state || !fresh) return {};
      return { rooms: { ...rooms, [id]: { ...state, room: { ...state.room, may: fresh.may } } } };
    });
  }

  private signal(signal: RoomSignal): void {
    const { room: id, by, kind, seq } = signal;
    this.set(({ rooms, signals }) => ({
      signals: { ...signals, [id]: applySignal(signals[id] ?? NO_SIGNALS, signal, Date.now()) },
      rooms:
        kind === "delivered" && rooms[id] ? { ...rooms, [id]: delivered(rooms[id], by, seq ?? 0) } : rooms,
    }));
  }

  private heads(heads: Record<string, number>): void {
    const state = this.store.getState();
    const behind = Object.entries(heads).filter(([id, head]) => head > (cursor(state, id) ?? head));
    if (behind.length) void this.follow(behind.map(([id]) => id));
  }

  private arrived(id: string): void {
    const seq = cursor(this.store.getState(), id);
    if (seq) this.socket.notify("delivered", { room: id, seq });
  }

  /** The outbox changed. What it has let go of stays on screen until its event is here. */
  private shown(fresh: Written[]): void {
    this.set((state) => {
      const kept = state.written.filter(({ id }) => id in state.saved && !fresh.some((one) => one.id === id));
      return { written: unsettled(state, [...kept, ...fresh]) };
    });
  }
}

/** Whether a row of the list may say something else now that no event tells: how it stands, and what waits for me. */
function changesList(event: Event): boolean {
  if (isMoney(event)) return event.kind !== "review.marked";
  if (isTime(event)) return isLine(event) || changesOvertime(event);
  return isStep(event) || event.kind === "message.deleted";
}

/** Time over the limit waits for the client: more of it comes, and corrections take it away, without a line. */
function changesOvertime({ kind, data }: Event): boolean {
  if (kind === "time.corrected") return true;
  return "weeks" in data && data.weeks.some(({ sums }) => sums.over_limit > 0);
}

function newer(here: RoomItem | undefined, fresh: RoomItem): RoomItem {
  return here && here.head > fresh.head ? here : fresh;
}

function row(item: RoomItem, events: Event[], me: string): RoomItem {
  return events.reduce((now, event) => applyToItem(now, event, me), item);
}

function sorted(items: RoomItem[]): RoomItem[] {
  return items.toSorted((one, other) => other.last_at.localeCompare(one.last_at));
}
