import { ApiError } from "../../api/errors";
import { newKey } from "../../api/key";
import type { FileVersion, SignedRequest, Uploaded, UploadPlan } from "../../wire";
import { doors } from "../doors";
import type { Transfer } from "../transfer";
import type { Hasher } from "./Hasher";
import { Pace } from "./Pace";
import { missing, type Part, sendParts } from "./parts";
import { Patience, type Pause } from "./patience";
import { put } from "./put";
import { Another } from "./sha256";

const SHOWN_EVERY_MS = 150;
/** So often storage may turn out to lack something that was sent before that is an error. */
const ROUNDS = 3;

type Change = (changes: Partial<Transfer>) => void;

/** One file on its way, from reading it to the version it becomes; it ends early by its signal, with its reason. */
export class Sending {
  readonly patience: Patience;
  private readonly pace = new Pace();
  private readonly loaded = new Map<number, number>();
  private there = 0;
  private shown = 0;
  private stage: Transfer["stage"] = "hashing";

  constructor(
    private readonly transfer: Transfer,
    private readonly file: Blob,
    private readonly hasher: Hasher,
    private readonly change: Change,
    private readonly signal: AbortSignal,
  ) {
    this.patience = new Patience(signal, (pause) => this.waits(pause));
  }

  async run(): Promise<FileVersion> {
    const sha256 = await this.read();
    const begun = await this.begun();
    if (begun && "version" in begun) return begun.version;
    let plan = begun ?? (await this.start(sha256));
    for (let round = 1; ; round++) {
      this.enter("sending");
      await (plan.put ? this.whole(plan.put, plan) : this.inParts(plan));
      this.enter("finishing");
      try {
        const key = newKey();
        const { version } = await this.insist(() => doors.finish(this.transfer.room, plan.upload.id, key));
        return version;
      } catch (error) {
        if (round === ROUNDS || !isIncomplete(error)) throw error;
        plan = await this.insist(() => doors.plan(this.transfer.room, plan.upload.id));
      }
    }
  }

  private async read(): Promise<string> {
    const { sha256, unproved, size } = this.transfer;
    if (sha256 && !unproved) return sha256;
    this.enter("hashing");
    const found = await this.hasher.of(this.file, this.signal, (bytes) => this.show({ hashed: bytes }));
    if (sha256 && found !== sha256) throw new Another();
    this.change({ sha256: found, hashed: size, unproved: false });
    return found;
  }

  /** The upload begun before as it stands, or the version that it became; null when there is none to go on with. */
  private async begun(): Promise<UploadPlan | Uploaded | null> {
    const { room, size, upload } = this.transfer;
    this.change({ hashed: size });
    this.enter("sending");
    if (!upload) return null;
    try {
      return await this.insist(() => doors.plan(room, upload));
    } catch (error) {
      if (!isOver(error)) throw error;
    }
    const key = newKey();
    return this.insist(() => doors.finish(room, upload, key)).catch((error) => {
      if (isOver(error)) return null;
      throw error;
    });
  }

  private async start(sha256: string): Promise<UploadPlan> {
    const { room, name, size, type, note, versionOf, upload, key } = this.transfer;
    const fresh = upload ? newKey() : key;
    const draft = { name, size, type, sha256, note, version_of: versionOf };
    const plan = await this.insist(() => doors.start(room, draft, fresh));
    this.change({ upload: plan.upload.id, key: fresh });
    return plan;
  }

  private async whole(request: SignedRequest, plan: UploadPlan): Promise<void> {
    const again = async () => (await doors.plan(this.transfer.room, plan.upload.id)).put as SignedRequest;
    await this.deliver(0, this.file, request, again);
  }

  private async inParts(plan: UploadPlan): Promise<void> {
    this.loaded.clear();
    this.there = plan.there.reduce((sum, { size }) => sum + size, 0);
    this.pace.restart();
    this.progress();
    const sign = (parts: Part[]) => this.sign(plan.upload.id, parts);
    await sendParts(
      missing(this.file.size, plan.part_size ?? this.file.size, plan.there),
      sign,
      (part, request) =>
        this.deliver(part.number, this.file.slice(part.from, part.to), request, async () => {
          return (await sign([part])).get(part.number) as SignedRequest;
        }),
    );
  }

  private async sign(upload: string, parts: Part[]): Promise<Map<number, SignedRequest>> {
    const asked: { number: number; sha256: string }[] = [];
    for (const { number, from, to } of parts)
      asked.push({ number, sha256: await this.hasher.of(this.file.slice(from, to), this.signal) });
    const signed = await this.insist(() => doors.sign(this.transfer.room, upload, asked));
    return new Map(signed.parts.map(({ number, request }) => [number, request]));
  }

  /** Send one body until storage has it. A signature that has run out is renewed once between two refusals. */
  private async deliver(
    number: number,
    body: Blob,
    request: SignedRequest,
    renewed: () => Promise<SignedRequest>,
  ): Promise<void> {
    let current = request;
    let fresh = false;
    for (;;) {
      try {
        await this.insist(() => this.send(number, body, current));
        this.loaded.set(number, body.size);
        return this.progress();
      } catch (error) {
        if (fresh || !isForbidden(error)) throw error;
        current = await this.insist(renewed);
        fresh = true;
      }
    }
  }

  private async send(number: number, body: Blob, request: SignedRequest): Promise<void> {
    try {
      await put(request, body, this.signal, (bytes) => {
        this.loaded.set(number, Math.min(bytes, body.size));
        this.progress();
      });
    } catch (error) {
      this.loaded.delete(number);
      this.progress();
      throw error;
    }
  }

  private insist<T>(work: () => Promise<T>): Promise<T> {
    return this.patience.insist(work);
  }

  private enter(stage: Transfer["stage"]): void {
    this.stage = stage;
    this.change({ stage, trouble: null, again: null });
  }

  private waits(pause: Pause | null): void {
    this.pace.restart();
    if (pause) {
      const { code, message } = pause.trouble;
      this.change({ stage: "retrying", trouble: { code, message }, again: pause.again, rate: 0 });
    } else this.enter(this.stage);
  }

  private progress(): void {
    const sent = this.there + [...this.loaded.values()].reduce((sum, bytes) => sum + bytes, 0);
    this.show({ sent, rate: this.pace.at(Date.now(), sent) });
  }

  /** Often enough to look smooth, seldom enough to cost nothing. */
  private show(changes: Partial<Transfer>): void {
    const all = changes.sent === this.transfer.size;
    if (!all && Date.now() - this.shown < SHOWN_EVERY_MS) return;
    this.shown = Date.now();
    this.change(changes);
  }
}

function isIncomplete(error: unknown): boolean {
  return error instanceof ApiError && error.code === "upload.incomplete";
}

/** It is not open any more, or never was. */
function isOver(error: unknown): boolean {
  return error instanceof ApiError && [404, 409, 410].includes(error.status);
}

function isForbidden(error: unknown): boolean {
  return error instanceof ApiError && error.status === 403 && error.code.startsWith("storage.said.");
}
