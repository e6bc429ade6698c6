import { type DBSchema, type IDBPDatabase, openDB } from "idb";
import type { Kept } from "./transfer";

/** A larger file is not copied into the browser: after a reload, the person is asked for it again. */
const KEPT_BYTES = 2 * 1024 ** 3;

interface Schema extends DBSchema {
  transfers: { key: string; value: Kept; indexes: { person: string } };
  bytes: { key: string; value: Blob };
}

/** What is on its way, kept in IndexedDB so that it goes on after a reload; shared by the tabs of this browser. */
export class Keep {
  private readonly db: Promise<IDBPDatabase<Schema>> = openDB<Schema>("collab-uploads", 1, {
    upgrade(fresh) {
      fresh.createObjectStore("transfers", { keyPath: "id" }).createIndex("person", "person");
      fresh.createObjectStore("bytes");
    },
  });

  async of(person: string): Promise<Kept[]> {
    const all = await (await this.db).getAllFromIndex("transfers", "person", person);
    return all.sort((one, other) => one.at - other.at);
  }

  async one(id: string): Promise<Kept | undefined> {
    return (await this.db).get("transfers", id);
  }

  async file(id: string): Promise<Blob | undefined> {
    return (await this.db).get("bytes", id);
  }

  async add(kept: Kept): Promise<void> {
    await (await this.db).put("transfers", kept);
  }

  /** Fails where the browser gives too little room; the file is then asked for again after a reload. */
  async addFile(id: string, file: Blob): Promise<void> {
    if (file.size <= KEPT_BYTES) await (await this.db).put("bytes", file, id);
  }

  /** Only while it is there: what was forgotten in between stays forgotten. */
  async change(kept: Kept): Promise<void> {
    const change = (await this.db).transaction("transfers", "readwrite");
    if (await change.store.get(kept.id)) await change.store.put(kept);
    await change.done;
  }

  async forget(id: string): Promise<void> {
    const db = await this.db;
    await Promise.all([db.delete("transfers", id), db.delete("bytes", id)]);
  }

  async close(): Promise<void> {
    (await this.db).close();
  }
}
