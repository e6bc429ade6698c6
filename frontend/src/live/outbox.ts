import { type DBSchema, type IDBPDatabase, openDB } from "idb";
import { ApiError } from "../api/errors";
import { newKey } from "../api/key";
import type { Calls } from "./rpc";

/** What a person wrote and the server has not yet confirmed. `id` is the idempotency key: sent again, it counts once. */
export type Written = {
  /** Order of writing, over all tabs. */
  n: number;
  id: string;
  person: string;
  /** Milliseconds, by this device. */
  at: number;
  /** The server's sentence, once it refused: it waits for the person now, and holds up nothing else. */
  refused?: { code: string; message: string };
  /** The files of a message, in order. It is not sent before all of them are there, and holds up no other. */
  attached?: Attached[];
} & Command;

/** A file of a message: `upload` is this browser's name for its way here, `version` is known once it is there. */
export type Attached = { upload: string; name: string; size: number; version?: string };

export type Command = {
  [M in "message.post" | "message.edit" | "message.delete"]: { method: M; params: Calls[M]["params"] };
}["message.post" | "message.edit" | "message.delete"];

interface Schema extends DBSchema {
  written: { key: number; value: Omit<Written, "n"> & { n?: number }; indexes: { person: string } };
}

type Send = (written: Written) => Promise<{ seq: number }>;

/** The outbox of one person in this browser: kept in IndexedDB, shared by tabs, emptied by one of them at a time. */
export class Outbox {
  private readonly others: BroadcastChannel;
  private draining: Promise<void> | null = null;
  private again = false;
  private closed = false;

  private constructor(
    private readonly db: IDBPDatabase<Schema>,
    private readonly person: string,
    private readonly send: Send,
    private readonly changed: (written: Written[]) => void,
    private readonly saved: (written: Written, seq: number) => void,
  ) {
    this.others = new BroadcastChannel(`collab-outbox:${person}`);
    this.others.onmessage = () => void this.show();
  }

  static async open(
    person: string,
    send: Send,
    changed: (written: Written[]) => void,
    saved: (written: Written, seq: number) => void,
  ): Promise<Outbox> {
    const db = await openDB<Schema>("collab", 1, {
      upgrade(fresh) {
        fresh
          .createObjectStore("written", { keyPath: "n", autoIncrement: true })
          .createIndex("person", "person");
      },
    });
    const outbox = new Outbox(db, person, send, changed, saved);
    await outbox.show();
    return outbox;
  }

  close(): void {
    this.closed = true;
    this.others.close();
    this.db.close();
  }

  async add(command: Command, attached: Attached[] = []): Promise<void> {
    const written = { ...command, id: newKey(), person: this.person, at: Date.now() };
    await this.db.add("written", attached.length ? withFiles({ ...written, attached }) : written);
    await this.tell();
    void this.drain();
  }

  /** A file is there: whatever waits for it may be complete now. */
  async arrived(upload: string, version: string): Promise<void> {
    await this.attach(upload, (one) => [{ ...one, version }]);
    void this.drain();
  }

  /** A file will not come: messages go without it, and one that has nothing else to say goes no further. */
  async without(upload: string): Promise<void> {
    await this.attach(upload, () => []);
    void this.drain();
  }

  private async attach(upload: string, change: (one: Attached) => Attached[]): Promise<void> {
    const all = this.db.transaction("written", "readwrite");
    for (const written of (await all.store.index("person").getAll(this.person)) as Written[]) {
      if (!written.attached?.some((one) => one.upload === upload)) continue;
      const attached = written.attached.flatMap((one) => (one.upload === upload ? change(one) : [one]));
      if (isEmpty({ ...written, attached })) await all.store.delete(written.n);
      else await all.store.put(withFiles({ ...written, attached }));
    }
    await all.done;
    await this.tell();
  }

  /** Send what was refused once more, under a new key: the old one would only get the old answer. */
  async retry({ n }: Written): Promise<void> {
    const found = await this.db.get("written", n);
    if (!found) return;
    const { refused: _refused, ...rest } = found;
    await this.db.put("written", { ...rest, id: newKey() });
    await this.tell();
    void this.drain();
  }

  async discard({ n }: Written): Promise<void> {
    await this.db.delete("written", n);
    await this.tell();
  }

  /** Send what waits, oldest first. Of several tabs one sends at a time; where that breaks off, any goes on. */
  drain(): Promise<void> {
    this.again = true;
    this.draining ??= this.sendWhileAsked().finally(() => {
      this.draining = null;
    });
    return this.draining;
  }

  private async sendWhileAsked(): Promise<void> {
    while (this.again) {
      this.again = false;
      await alone(`collab-outbox:${this.person}`, () => this.sendAll());
    }
  }

  private async sendAll(): Promise<void> {
    for (let next = await this.next(); next && !this.closed; next = await this.next()) {
      try {
        const { seq } = await this.send(next);
        if (this.closed) return;
        this.saved(next, seq);
        await this.db.delete("written", next.n);
      } catch (error) {
        if (!(error instanceof ApiError)) throw error;
        if (error.code === "offline" || this.closed) return;
        if (error.retryAfter === null) await this.refuse(next, error);
        else await pause(error.retryAfter);
      }
      await this.tell();
    }
  }

  private async refuse(written: Written, { code, message }: ApiError): Promise<void> {
    const stillWanted = await this.db.get("written", written.n);
    if (stillWanted) await this.db.put("written", { ...written, refused: { code, message } });
  }

  private async next(): Promise<Written | undefined> {
    return (await this.all()).find((written) => !written.refused && isComplete(written));
  }

  private async all(): Promise<Written[]> {
    if (this.closed) return [];
    return (await this.db.getAllFromIndex("written", "person", this.person)) as Written[];
  }

  private async show(): Promise<void> {
    const written = await this.all();
    if (!this.closed) this.changed(written);
  }

  private async tell(): Promise<void> {
    if (!this.closed) this.others.postMessage("changed");
    await this.show();
  }
}

function isComplete({ attached = [] }: Written): boolean {
  return attached.every(({ version }) => version !== undefined);
}

function isEmpty({ method, params, attached }: Written): boolean {
  return method === "message.post" && !params.text && !attached?.length;
}

/** What is asked of the server names the files that are there. */
function withFiles<W extends Omit<Written, "n">>(written: W): W {
  const files = (written.attached ?? []).flatMap(({ version }) => version ?? []);
  return written.method === "message.post" ? { ...written, params: { ...written.params, files } } : written;
}

function pause(seconds: number): Promise<void> {
  return new Promise((done) => setTimeout(done, seconds * 1000));
}

/** Under a lock over all tabs. Where the browser has none (plain HTTP), the idempotency keys still keep it to once. */
async function alone(name: string, work: () => Promise<void>): Promise<void> {
  if (navigator.locks) await navigator.locks.request(name, work);
  else await work();
}
