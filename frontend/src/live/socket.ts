import { ApiError } from "../api/errors";
import { newKey } from "../api/key";
import type { Answer, Calls, News, Notices } from "./rpc";

export type Connection = "connecting" | "open" | "lost";

type Listener = {
  /** The connection is up: ask for what is missing. */
  opened: () => void;
  news: (news: News) => void;
  connection: (state: Connection) => void;
  /** A connection was refused or ended without our doing; `code` as in RFC 6455. */
  closed: (code: number) => void;
};

type Waiting = { resolve: (result: unknown) => void; reject: (error: ApiError) => void };

const FIRST_WAIT_MS = 500;
const LONGEST_WAIT_MS = 20_000;
/** The server speaks at least every 15 s (`heads`): after this much silence the line is dead. */
const SILENCE_MS = 40_000;

/** One WebSocket that comes back by itself. Calls in flight when it breaks are refused with code `offline`. */
export class Socket {
  private socket: WebSocket | null = null;
  private readonly waiting = new Map<string, Waiting>();
  private failures = 0;
  private askedToWait = 0;
  private retry: ReturnType<typeof setTimeout> | undefined;
  private silence: ReturnType<typeof setTimeout> | undefined;
  private stopped = false;

  constructor(
    private readonly url: string,
    private readonly listener: Listener,
    private readonly random: () => number = Math.random,
  ) {}

  start(): void {
    window.addEventListener("online", this.connect);
    window.addEventListener("offline", this.drop);
    this.connect();
  }

  stop(): void {
    this.stopped = true;
    window.removeEventListener("online", this.connect);
    window.removeEventListener("offline", this.drop);
    this.drop();
    clearTimeout(this.retry);
  }

  /** Ask; `id` is the idempotency key, so the same id can be asked again after a break. */
  call<M extends keyof Calls>(
    method: M,
    params: Calls[M]["params"],
    id = newKey(),
  ): Promise<Calls[M]["answer"]> {
    return new Promise((resolve, reject) => {
      if (!this.isOpen()) return reject(offline());
      this.waiting.set(id, { resolve: resolve as Waiting["resolve"], reject });
      this.socket?.send(JSON.stringify({ jsonrpc: "2.0", id, method, params }));
    });
  }

  notify<M extends keyof Notices>(method: M, params: Notices[M]): void {
    if (this.isOpen()) this.socket?.send(JSON.stringify({ jsonrpc: "2.0", method, params }));
  }

  isOpen(): boolean {
    return this.socket?.readyState === WebSocket.OPEN;
  }

  private readonly connect = (): void => {
    clearTimeout(this.retry);
    // What is certainly offline need not try: `online` will call.
    if (this.stopped || this.socket || !navigator.onLine) return;
    this.listener.connection("connecting");
    const socket = new WebSocket(this.url);
    this.socket = socket;
    socket.onopen = () => this.opened();
    socket.onmessage = ({ data }) => this.received(JSON.parse(data));
    socket.onclose = ({ code }) => this.closed(socket, code);
  };

  /** Let go of the connection now rather than when the network notices. */
  private readonly drop = (): void => {
    const socket = this.socket;
    if (!socket) return;
    socket.close();
    this.closed(socket, 1006);
  };

  private opened(): void {
    this.failures = 0;
    this.askedToWait = 0;
    this.heard();
    this.listener.connection("open");
    this.listener.opened();
  }

  private received(message: Answer | News): void {
    this.heard();
    if ("method" in message) {
      if (message.method === "bye") this.askedToWait = message.params.retry_after * 1000;
      this.listener.news(message);
      return;
    }
    const waiting = this.waiting.get(message.id);
    this.waiting.delete(message.id);
    if (message.error) waiting?.reject(refusal(message.error));
    else waiting?.resolve(message.result);
  }

  private closed(socket: WebSocket, code: number): void {
    if (this.socket !== socket) return;
    this.socket = null;
    clearTimeout(this.silence);
    for (const waiting of this.waiting.values()) waiting.reject(offline());
    this.waiting.clear();
    if (this.stopped) return;
    this.listener.connection("lost");
    this.retry = setTimeout(this.connect, this.pause());
    this.listener.closed(code);
  }

  /** Doubling, with jitter so that a restarted server is not met by everybody at once. */
  private pause(): number {
    const backoff = Math.min(LONGEST_WAIT_MS, FIRST_WAIT_MS * 2 ** this.failures++);
    return this.askedToWait + backoff * (0.5 + this.random() / 2);
  }

  private heard(): void {
    clearTimeout(this.silence);
    this.silence = setTimeout(this.drop, SILENCE_MS);
  }
}

function offline(): ApiError {
  return new ApiError("", "offline", 0);
}

/** JSON-RPC's own codes for a request that was understood and answered with no. */
const FINAL = [-32000, -32602, -32601, -32600];
const AGAIN_AFTER_S = 2;

function refusal({ code, message, data }: NonNullable<Answer["error"]>): ApiError {
  const retry_after = data?.retry_after ?? (FINAL.includes(code) ? null : AGAIN_AFTER_S);
  return new ApiError(message, data?.code ?? "server", 422, { retry_after });
}
