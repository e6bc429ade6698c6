// The two kinds of load. A message is done when its sender has the acknowledgement and every member of its room,
// the sender too, has the event: the same count for every system.
import { Seats } from "./seats.mjs";

/** Seconds that a phase may take longer than it should. */
const PATIENCE = 20;

/** What `promise` gives, or a failure with `sentence()` after so many seconds. */
function within(seconds, promise, sentence) {
  let timer;
  const late = new Promise((_, reject) => {
    timer = setTimeout(() => reject(new Error(sentence())), seconds * 1000);
  });
  return Promise.race([promise, late]).finally(() => clearTimeout(timer));
}

export class Load {
  #seats;
  #pending = new Map();
  #number = 1_000_000;
  #strays = 0;
  #done = () => {};
  #delivered = () => {};
  #fail = () => {};

  constructor(dialect) {
    this.#seats = new Seats(dialect, {
      acknowledged: (number) => this.#heard(number),
      delivered: (number) => this.#heard(number, performance.now()),
      broken: (error) => this.#fail(error),
    });
  }

  /** Opens a socket for each seat. → seconds it took */
  async connect({ seats, atOnce }) {
    const began = performance.now();
    await within(6 * PATIENCE, this.#seats.open(seats, atOnce), () => "some sockets never became ready");
    return { seconds: (performance.now() - began) / 1000 };
  }

  /** Keeps `inFlight` messages under way for `seconds`, then waits for the last. → messages done, seconds, strays */
  async closed({ inFlight, seconds, patience = PATIENCE }) {
    const began = performance.now();
    const until = began + seconds * 1000;
    let messages = 0;
    await this.#run(seconds + patience, (finish) => {
      let running = inFlight;
      this.#done = (message) => {
        messages += 1;
        if (performance.now() < until) this.#send(message.seat);
        else if (--running === 0) finish();
      };
      for (let slot = 0; slot < inFlight; slot++) this.#send(slot % this.#seats.size);
    });
    return { messages, seconds: (performance.now() - began) / 1000, strays: this.#strays };
  }

  /**
   * Sends `rate` messages a second for `seconds`, whether or not those before are done.
   * → delays in ms from sending to each member
   */
  async open({ rate, seconds, patience = PATIENCE }) {
    const delays = [];
    const total = Math.round(rate * seconds);
    await this.#run(seconds + patience, (finish) => {
      const began = performance.now();
      let sent = 0;
      let done = 0;
      this.#delivered = (message, at) => delays.push(at - message.sentAt);
      this.#done = () => ++done === total && finish();
      const timer = setInterval(() => {
        const due = Math.min(total, ((performance.now() - began) * rate) / 1000);
        while (sent < due) this.#send(sent++ % this.#seats.size);
        if (sent === total) clearInterval(timer);
      }, 1);
    });
    return { delays: delays.map((delay) => Math.round(delay * 1000) / 1000), messages: total, strays: this.#strays };
  }

  async close() {
    await this.#seats.close();
    return { strays: this.#strays };
  }

  #send(seat) {
    const number = this.#number++;
    const message = { seat, sentAt: performance.now(), left: 0 };
    this.#pending.set(number, message);
    message.left = 1 + this.#seats.send(seat, number);
  }

  #heard(number, deliveredAt) {
    const message = this.#pending.get(number);
    if (!message) {
      this.#strays += 1;
      return;
    }
    if (deliveredAt !== undefined) this.#delivered(message, deliveredAt);
    if (--message.left === 0) {
      this.#pending.delete(number);
      this.#done(message);
    }
  }

  async #run(seconds, begin) {
    this.#pending.clear();
    this.#delivered = () => {};
    const run = new Promise((finish, reject) => {
      this.#fail = reject;
      begin(finish);
    });
    const lost = () => `${this.#pending.size} messages never arrived`;
    await within(seconds, run, lost);
  }
}
