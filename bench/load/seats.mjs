// Sockets, each a person's seat in one room, and the count of who has heard what.
import WebSocket from "ws";

const MARK = "~";
const TEXT_BYTES = 200;
const FILLER = "The second draft of the front page is ready for you to look at. ".repeat(4);

/** A text of exactly 200 bytes that names its message. */
export function textOf(number) {
  return (MARK + String(number).padStart(12, "0") + " " + FILLER).slice(0, TEXT_BYTES);
}

/** Calls `visit` with the number of every message whose text is in the frame; a frame may carry many. */
export function eachMessage(frame, visit) {
  for (let at = frame.indexOf(MARK); at >= 0; at = frame.indexOf(MARK, at + TEXT_BYTES)) {
    visit(Number(frame.slice(at + 1, at + 13)));
  }
}

export class Seats {
  #dialect;
  #hears;
  #sockets = [];
  #closing = false;

  /** `hears.acknowledged(number)`, `hears.delivered(number)` and `hears.broken(error)` are told of what arrives. */
  constructor(dialect, hears) {
    this.#dialect = dialect;
    this.#hears = hears;
  }

  get size() {
    return this.#sockets.length;
  }

  /** Opens a socket for each seat, `atOnce` at a time; resolves when every one hears its room. */
  async open(seats, atOnce) {
    const first = this.#sockets.length;
    let next = 0;
    const worker = async () => {
      while (next < seats.length) {
        const index = next++;
        this.#sockets[first + index] = await this.#connect({ ...seats[index], number: first + index });
      }
    };
    await Promise.all(Array.from({ length: atOnce }, worker));
  }

  /** Sends message `number` from the seat at `index`; how many members of its room must hear it is the answer. */
  send(index, number) {
    const { socket, seat } = this.#sockets[index];
    socket.send(this.#dialect.message(seat, number, textOf(number)));
    return seat.members;
  }

  async close() {
    this.#closing = true;
    const closed = this.#sockets.map(({ socket }) => new Promise((resolve) => socket.once("close", resolve)));
    for (const { socket } of this.#sockets) socket.close();
    await Promise.race([Promise.all(closed), new Promise((resolve) => setTimeout(resolve, 3_000))]);
    for (const { socket } of this.#sockets) socket.terminate();
  }

  #connect(seat) {
    const dialect = this.#dialect;
    return new Promise((resolve, reject) => {
      const socket = new WebSocket(dialect.url(seat), {
        headers: dialect.headers(seat),
        perMessageDeflate: false,
        skipUTF8Validation: true,
        handshakeTimeout: 20_000,
      });
      let isReady = false;
      const ready = () => {
        isReady = true;
        resolve({ socket, seat });
      };
      const broken = (error) => (isReady ? this.#closing || this.#hears.broken(error) : reject(error));
      socket.on("open", () => dialect.opened(seat, (frame) => socket.send(frame), ready));
      socket.on("message", (data) => {
        const frame = data.latin1Slice();
        const answer = dialect.answer?.(frame, seat);
        if (answer) return socket.send(answer);
        if (!isReady && dialect.isReady(frame)) return ready();
        if (!isReady) return undefined;
        return this.#hear(frame);
      });
      socket.on("error", broken);
      socket.on("close", (code, reason) => broken(new Error(`socket closed: ${code} ${reason}`)));
    });
  }

  #hear(frame) {
    try {
      const number = this.#dialect.acknowledged(frame);
      if (number === undefined) eachMessage(frame, this.#hears.delivered);
      else this.#hears.acknowledged(number);
    } catch (error) {
      this.#hears.broken(error);
    }
  }
}
