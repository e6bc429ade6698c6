import type { RoomSignal } from "../wire";

export type Presence = NonNullable<RoomSignal["state"]>;

/** Somebody's typing shows for this long after their last sign of it. */
export const TYPING_MS = 6_000;

/** What is fleeting in a room: person → until when they count as typing, person → presence. */
export type Signals = { typing: Record<string, number>; presence: Record<string, Presence> };

export const NO_SIGNALS: Signals = { typing: {}, presence: {} };

/** Pure, like `apply`; `now` in milliseconds. `delivered` is state of the room and is handled there. */
export function applySignal(signals: Signals, signal: RoomSignal, now: number): Signals {
  if (signal.kind === "typing")
    return { ...signals, typing: { ...signals.typing, [signal.by]: now + TYPING_MS } };
  if (signal.kind === "presence" && signal.state)
    return { ...signals, presence: { ...signals.presence, [signal.by]: signal.state } };
  return signals;
}

/** A message has arrived: its author has stopped typing. */
export function stoppedTyping(signals: Signals, person: string): Signals {
  if (!(person in signals.typing)) return signals;
  const { [person]: _gone, ...typing } = signals.typing;
  return { ...signals, typing };
}
