import { createHash } from "node:crypto";
import type { PartThere, SignedRequest, Upload, UploadDraft } from "../wire";

type Open = { upload: Upload; draft: UploadDraft; parts: Map<number, Uint8Array>; whole?: Uint8Array };
type Sent = { url: string; bytes: Uint8Array };

const problem = (status: number, code: string) =>
  Response.json({ code, detail: `Refused: ${code}.`, status }, { status });

/** Our server and the storage behind it, as a browser meets them; what goes wrong is for the test to say. */
export class Network {
  readonly uploads = new Map<string, Open>();
  readonly asked: string[] = [];
  readonly sent: Sent[] = [];
  /** Bodies that get through before the line is cut; then none does until `mend`. */
  cutAfter = Number.POSITIVE_INFINITY;
  /** What storage answers instead of 200, for the next bodies. */
  refusals: { status: number; code: string }[] = [];
  /** Names that are taken. */
  taken = new Map<string, string>();
  /** Bodies wait here while it is set. */
  held: Promise<void> | null = null;
  most = 0;
  /** When uploads begin. */
  at = new Date().toISOString();
  private going = 0;

  constructor(
    readonly partSize: number,
    readonly single = partSize,
  ) {}

  mend(): void {
    this.cutAfter = Number.POSITIVE_INFINITY;
    window.dispatchEvent(new Event("online"));
  }

  bytesOf(name: string): string {
    const found = [...this.uploads.values()].find(({ upload }) => upload.name === name);
    return found ? new TextDecoder().decode(whole(found)) : "";
  }

  readonly fetch = async (request: Request): Promise<Response> => {
    const path = new URL(request.url).pathname.replace("/api/v1/rooms/r", "");
    this.asked.push(`${request.method} ${path}`);
    const body = request.method === "GET" ? null : await request.text();
    const [, , id = "", step = ""] = path.split("/");
    if (path === "/uploads" && request.method === "GET") return this.mine();
    if (path === "/uploads" && request.method === "POST") return this.start(JSON.parse(body as string));
    const open = this.uploads.get(id);
    if (!open) return problem(404, "upload.not_found");
    if (step === "parts") return this.sign(id, JSON.parse(body as string).parts);
    if (step === "finish") return this.finish(open);
    if (request.method === "DELETE") {
      this.uploads.delete(id);
      return Response.json({ seq: 1, at: "" });
    }
    return this.plan(open, 200);
  };

  private mine(): Response {
    const items = [...this.uploads.values()].map(({ upload, draft }) => ({ ...draft, ...upload }));
    return Response.json({ items });
  }

  private start(draft: UploadDraft): Response {
    if (!draft.version_of && this.taken.has(draft.name)) return problem(409, "file.name_taken");
    const id = `u${this.uploads.size + 1}`;
    const upload = { id, by: "alice", name: draft.name, size: draft.size, at: this.at, expires_at: "" };
    const open = { upload, draft, parts: new Map() };
    this.uploads.set(id, open);
    return this.plan(open, 201);
  }

  private plan({ upload, parts }: Open, status: number): Response {
    const there: PartThere[] = [...parts].map(([number, bytes]) => ({ number, size: bytes.length }));
    const single = upload.size < this.single;
    const put = single ? this.request(upload.id, 0) : null;
    const cut = single ? {} : { part_size: this.partSize, parts: Math.ceil(upload.size / this.partSize) };
    return Response.json({ upload, put, there, usage: {}, ...cut }, { status });
  }

  private sign(id: string, parts: { number: number; sha256: string }[]): Response {
    const signed = parts.map(({ number, sha256 }) => ({ number, request: this.request(id, number, sha256) }));
    return Response.json({ parts: signed });
  }

  private request(id: string, number: number, sha256 = ""): SignedRequest {
    const url = `https://storage.test/${id}/${number}`;
    return { method: "PUT", url, headers: { "x-sha256": sha256 }, expires_at: "" };
  }

  private finish(open: Open): Response {
    const { upload, draft } = open;
    const bytes = whole(open);
    if (bytes.length !== upload.size) return problem(409, "upload.incomplete");
    if (hash(bytes) !== draft.sha256) return problem(422, "upload.other_bytes");
    const { name, size, sha256, note } = draft;
    const version = { id: `v-${upload.id}`, file: "f", number: 1, name, size, sha256, note, previews: [] };
    return Response.json({ seq: 2, at: "", version });
  }

  /** → status and body; null where the line was cut */
  async take(url: string, headers: Record<string, string>, bytes: Uint8Array) {
    this.most = Math.max(this.most, ++this.going);
    await this.held;
    await new Promise((done) => setTimeout(done, 1));
    this.going--;
    if (this.sent.length >= this.cutAfter) return null;
    const refusal = this.refusals.shift();
    if (refusal) return { status: refusal.status, text: `<Error><Code>${refusal.code}</Code></Error>` };
    const [id, number] = new URL(url).pathname.slice(1).split("/") as [string, string];
    const open = this.uploads.get(id);
    const announced = headers["x-sha256"] || hash(bytes);
    if (!open || announced !== hash(bytes)) return { status: 400, text: "<Code>BadDigest</Code>" };
    this.sent.push({ url, bytes });
    if (number === "0") open.whole = bytes;
    else open.parts.set(Number(number), bytes);
    return { status: 200, text: "" };
  }

  /** The browser's own way to send with progress, on this network. */
  request_class(): typeof XMLHttpRequest {
    const network = this;
    class Line {
      status = 0;
      responseText = "";
      upload: { onprogress?: (event: { loaded: number }) => void } = {};
      onload?: () => void;
      onerror?: () => void;
      onabort?: () => void;
      onloadend?: () => void;
      private url = "";
      private aborted = false;
      private headers: Record<string, string> = {};

      open(_method: string, url: string) {
        this.url = url;
      }

      setRequestHeader(name: string, value: string) {
        this.headers[name] = value;
      }

      abort() {
        if (this.aborted) return;
        this.aborted = true;
        this.onabort?.();
        this.onloadend?.();
      }

      async send(body: Blob) {
        const bytes = new Uint8Array(await body.arrayBuffer());
        this.upload.onprogress?.({ loaded: Math.floor(bytes.length / 2) });
        const answer = await network.take(this.url, this.headers, bytes);
        if (this.aborted) return;
        this.status = answer?.status ?? 0;
        this.responseText = answer?.text ?? "";
        if (answer) this.onload?.();
        else this.onerror?.();
        this.onloadend?.();
      }
    }
    return Line as unknown as typeof XMLHttpRequest;
  }
}

function whole({ whole, parts }: Open): Uint8Array {
  if (whole) return whole;
  return Buffer.concat([...parts].sort(([one], [other]) => one - other).map(([, bytes]) => bytes));
}

function hash(bytes: Uint8Array): string {
  return createHash("sha256").update(bytes).digest("hex");
}
