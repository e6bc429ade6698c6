import { createStore } from "zustand/vanilla";
import { newKey } from "../api/key";
import i18n from "../app/i18n";
import type { FileVersion } from "../wire";
import { abandoned } from "./abandoned";
import { doors } from "./doors";
import type { Engine } from "./engine/Engine";
import { Keep } from "./kept";
import { blank, type Kept, type Place, type Transfer } from "./transfer";

export type Transfers = Record<string, Transfer>;

export type Brought = { place: Place; note?: string; versionOf?: string | null };

/**
 * What one person brings into their rooms from this browser. Keeps `store` equal to how far everything is; the code
 * that sends is fetched when there is something to send.
 */
export class Desk {
  readonly store = createStore<Transfers>(() => ({}));
  private readonly keep = new Keep();
  private readonly files = new Map<string, Blob>();
  private engine: Promise<Engine> | null = null;
  private closed = false;
  private last = 0;

  /** `arrived` hears what became a version, and with null what never will. */
  constructor(
    private readonly person: string,
    private readonly arrived: (id: string, version: FileVersion | null) => Promise<void>,
  ) {}

  /** Go on with what was on its way when this browser was last here. */
  async start(): Promise<void> {
    for (const kept of await this.keep.of(this.person)) {
      const file = await this.keep.file(kept.id);
      if (this.closed || this.store.getState()[kept.id]) continue;
      const transfer = blank(kept);
      this.show(file || kept.version ? transfer : { ...transfer, stage: "choose" });
      if (file) this.files.set(kept.id, file);
      if (file && transfer.stage === "waits") await this.run(kept.id);
      else if (kept.version) await this.settle(kept.id, kept.version);
    }
  }

  stop(): void {
    this.closed = true;
    void this.engine?.then((engine) => engine.close());
    void this.keep.close();
  }

  /** → this browser's names for them, in order */
  add(room: string, files: File[], { place, note = "", versionOf = null }: Brought): string[] {
    return files.map((file) => {
      const kept: Kept = {
        id: newKey(),
        person: this.person,
        room,
        at: this.moment(),
        name: file.name,
        size: file.size,
        type: file.type,
        note,
        versionOf,
        place,
        key: newKey(),
        paused: false,
        sha256: null,
        upload: null,
        version: null,
      };
      this.show(blank(kept));
      this.files.set(kept.id, file);
      void this.bring(kept, file);
      return kept.id;
    });
  }

  async pause(id: string): Promise<void> {
    this.change(id, { stage: "paused", paused: true, rate: 0, trouble: null, again: null });
    await (await this.engine)?.stop(id);
  }

  async resume(id: string): Promise<void> {
    this.change(id, { paused: false });
    const engine = await this.engine;
    if (this.store.getState()[id]?.stage === "retrying") engine?.now(id);
    else await this.run(id);
  }

  /** It will not come; what storage has of it is thrown away. */
  async cancel(id: string): Promise<void> {
    const transfer = this.store.getState()[id];
    if (!transfer) return;
    await (await this.engine)?.stop(id);
    const { upload, room } = this.store.getState()[id] ?? transfer;
    await this.forget(id);
    await this.arrived(id, null);
    // What cannot be told now ends by itself: the server gives up what nobody asks about.
    if (upload && transfer.stage !== "done") await doors.cancel(room, upload).catch(() => undefined);
  }

  /** Start once more under another name, or as a new version of the file that has this one. */
  async again(id: string, changes: { name: string } | { versionOf: string }): Promise<void> {
    this.change(id, { ...changes, key: newKey(), upload: null });
    await this.run(id);
  }

  /** The same file, chosen once more by the person. Whether it is the same, the hash tells: see `sha256`. */
  async give(id: string, file: File): Promise<void> {
    this.files.set(id, file);
    const given = this.change(id, { paused: false, unproved: true });
    if (given) await this.keep.add(lasting(given));
    void this.keep.addFile(id, file).catch(() => undefined);
    await this.run(id);
  }

  /** What the server waits for and nothing here knows: for whoever has the file to go on with. */
  async find(room: string): Promise<void> {
    const { items } = await doors.mine(room);
    const here = [...(await this.keep.of(this.person)), ...Object.values(this.store.getState())];
    for (const kept of abandoned(room, items, here, Date.now()))
      if (!this.closed) this.show({ ...blank(kept), stage: "choose" });
  }

  /** A message takes these along. */
  async attach(ids: string[]): Promise<void> {
    const taken = ids.flatMap((id) => this.change(id, { place: "message" }) ?? []);
    for (const { id, version } of taken) if (version) await this.settle(id, version);
  }

  async forget(id: string): Promise<void> {
    this.store.setState(({ [id]: _gone, ...rest }) => rest, true);
    this.files.delete(id);
    await this.keep.forget(id);
  }

  /** Later than any before, so that files stay in the order in which they were chosen. */
  private moment(): number {
    this.last = Math.max(this.last + 1, Date.now());
    return this.last;
  }

  private async bring(kept: Kept, file: File): Promise<void> {
    await this.keep.add(kept);
    void this.keep.addFile(kept.id, file).catch(() => undefined);
    await this.run(kept.id);
  }

  private async run(id: string): Promise<void> {
    const file = this.files.get(id);
    if (!file) {
      this.change(id, { stage: "choose" });
      return;
    }
    this.engine ??= import("./engine/Engine").then(({ Engine }) => this.equipped(Engine));
    const engine = await this.engine.catch(() => null);
    if (!engine) {
      // Its code could not be fetched; another time it may.
      this.engine = null;
      this.change(id, {
        stage: "failed",
        trouble: { code: "offline", message: i18n.t("app:error.offline") },
      });
    } else if (!this.closed && this.store.getState()[id]?.paused === false) engine.run(id, file);
  }

  private equipped(Made: typeof Engine): Engine {
    return new Made({
      transfer: (id) => this.current(id),
      change: (id, changes) => this.change(id, changes),
      arrived: (id, version) => this.settle(id, version),
    });
  }

  /** As it stands after what another tab may have done; gone when that tab has brought it to its end. */
  private async current(id: string): Promise<Transfer | undefined> {
    const kept = await this.keep.one(id);
    if (kept && !kept.version) return this.change(id, kept);
    if (kept?.version) await this.settle(id, kept.version);
    else await this.forget(id);
    return undefined;
  }

  /** It is there. What belongs to a message being written, or to work to hand in, waits for that; all else is done with. */
  private async settle(id: string, version: FileVersion): Promise<void> {
    const { place } = this.change(id, { stage: "done", version, rate: 0, trouble: null }) ?? {};
    if (place === "draft" || place?.startsWith("submission:")) return;
    await this.arrived(id, version);
    await this.forget(id);
  }

  private show(transfer: Transfer): void {
    this.store.setState({ [transfer.id]: transfer });
  }

  private change(id: string, changes: Partial<Transfer>): Transfer | undefined {
    const before = this.store.getState()[id];
    if (!before) return undefined;
    const after = { ...before, ...changes };
    this.show(after);
    if (!this.closed && LASTING.some((field) => before[field] !== after[field]))
      void this.keep.change(lasting(after));
    return after;
  }
}

const LASTING = ["name", "versionOf", "place", "key", "paused", "sha256", "upload", "version"] as const;

function lasting({
  stage: _s,
  hashed: _h,
  sent: _t,
  rate: _r,
  trouble: _w,
  again: _a,
  unproved: _u,
  ...kept
}: Transfer): Kept {
  return kept;
}
