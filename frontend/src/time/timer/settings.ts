import { newKey } from "../../api/key";
import { type Hours, USUAL } from "./reminder";

/** What this browser remembers for the timer beside IndexedDB. */

const DEVICE = "collab:device";
const HOURS = "collab:hours";
const MEMOS_MOST = 20;

/** This browser's name among a person's devices. */
export function thisDevice(): string {
  const known = localStorage.getItem(DEVICE) ?? newKey();
  localStorage.setItem(DEVICE, known);
  return known;
}

/** When the person at this device usually works. */
export function usualHours(): Hours {
  const [from, to] = (localStorage.getItem(HOURS) ?? "").split("-").map(Number);
  const isMinute = (value: number | undefined) => value !== undefined && value >= 0 && value < 1_440;
  return isMinute(from) && isMinute(to) ? ({ from, to } as Hours) : USUAL;
}

export function keepUsualHours({ from, to }: Hours): void {
  localStorage.setItem(HOURS, `${from}-${to}`);
}

const memosOf = (me: string, room: string) => `collab:memos:${me}:${room}`;
const lastOf = (me: string) => `collab:timed:${me}`;

/** What was written here about one's work, the last first: completion works without a connection, too. */
export function memosHere(me: string, room: string): string[] {
  try {
    const kept: unknown = JSON.parse(localStorage.getItem(memosOf(me, room)) ?? "[]");
    return Array.isArray(kept) ? kept.filter((memo) => typeof memo === "string") : [];
  } catch {
    return [];
  }
}

/** The room in which time was last measured here. */
export function lastRoom(me: string): string | null {
  return localStorage.getItem(lastOf(me));
}

export function remember(me: string, room: string, memo: string): void {
  const memos = [memo, ...memosHere(me, room).filter((one) => one !== memo)].slice(0, MEMOS_MOST);
  localStorage.setItem(memosOf(me, room), JSON.stringify(memos));
  localStorage.setItem(lastOf(me), room);
}

const SNOOZE = "collab:timer-right";

/** Until when a timer that began then is known not to be forgotten. Seconds since 1970. */
export function keptSnooze(begun: number): number {
  const [which, until] = (localStorage.getItem(SNOOZE) ?? "").split(" ").map(Number);
  return which === begun ? (until ?? 0) : 0;
}

export function keepSnooze(begun: number, until: number): void {
  localStorage.setItem(SNOOZE, `${begun} ${until}`);
}
