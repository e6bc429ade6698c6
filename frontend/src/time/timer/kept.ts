import { type DBSchema, type IDBPDatabase, openDB } from "idb";
import { type Kept, nothing } from "./run";

interface Schema extends DBSchema {
  time: { key: string; value: Kept };
}

/** What one person's browser keeps of their time: in IndexedDB, changed by any tab, told to all. */
export class Keep {
  private readonly others: BroadcastChannel;
  private readonly db: Promise<IDBPDatabase<Schema>> = openDB<Schema>("collab-time", 1, {
    upgrade(db) {
      db.createObjectStore("time", { keyPath: "person" });
    },
  });
  private closed = false;

  constructor(
    private readonly person: string,
    private readonly changed: (kept: Kept) => void,
  ) {
    this.others = new BroadcastChannel(`collab-time:${person}`);
    this.others.onmessage = () => void this.read();
  }

  /** → as it is now; `changed` hears it, too */
  async read(): Promise<Kept> {
    const kept = (await (await this.db).get("time", this.person)) ?? nothing(this.person);
    if (!this.closed) this.changed(kept);
    return kept;
  }

  /** One step, in one transaction over all tabs. → as it is then */
  async change(step: (kept: Kept) => Kept): Promise<Kept> {
    const all = (await this.db).transaction("time", "readwrite");
    const before = (await all.store.get(this.person)) ?? nothing(this.person);
    const after = step(before);
    if (after !== before) await all.store.put(after);
    await all.done;
    if (this.closed) return after;
    this.changed(after);
    if (after !== before) this.others.postMessage("changed");
    return after;
  }

  async close(): Promise<void> {
    this.closed = true;
    this.others.close();
    (await this.db).close();
  }
}
