/** So far the two clocks of a device may drift apart before one of them must have been stopped or set. */
const APART_MS = 2_000;

/**
 * The clock of this device, which never goes back while the page lives. `steady` stands still while the machine
 * sleeps, so a wall clock that runs ahead is followed; one that was set back is not. Milliseconds since 1970.
 */
export class SteadyClock {
  private shift: number;

  constructor(
    private readonly wall: () => number = () => Date.now(),
    private readonly steady: () => number = () => performance.now(),
  ) {
    this.shift = wall() - steady();
  }

  now(): number {
    const ahead = this.wall() - (this.steady() + this.shift);
    if (ahead > APART_MS) this.shift += ahead;
    return this.steady() + this.shift;
  }
}

/**
 * How far the server's clock is ahead of this device's, after an answer that was asked for at `asked` and came at
 * `came`. What is within the doubt that the way of the answer leaves is not taken over: shown times would tremble.
 */
export function offsetAfter(before: number | null, server: number, asked: number, came: number): number {
  const heard = server - (asked + came) / 2;
  const doubt = (came - asked) / 2 + 500;
  return before !== null && Math.abs(heard - before) <= doubt ? before : heard;
}
