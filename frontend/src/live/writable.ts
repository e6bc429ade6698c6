import type { Room } from "../wire";

/** In these, people act; the others are read. */
export const OPEN = ["active", "paused", "on_hold"];

/** Whether I can write here, and bring files. The server decides; this is what is offered. */
export function isWritable({ status, role }: Room): boolean {
  return OPEN.includes(status) && role !== "observer";
}
