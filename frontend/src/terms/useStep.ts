import { notifications } from "@mantine/notifications";
import { useRef } from "react";
import { newKey } from "../api/key";
import { useSession } from "../live/LiveProvider";

/**
 * Takes a step in a room and says that it is done. What it changed arrives as an event; while the line is down the
 * room is read again instead, so that the screen never stays behind.
 */
export function useStep(room: string) {
  const session = useSession();
  return async (take: () => Promise<unknown>, done: string) => {
    await take();
    if (session.store.getState().connection !== "open") await session.load(room);
    notifications.show({ message: done, color: "teal" });
  };
}

/** One key for each thing to be sent: sending the same again, after an answer was lost, does nothing twice. */
export function useKey() {
  const kept = useRef({ body: "", key: "" });
  return (body: unknown): { "Idempotency-Key": string } => {
    const text = JSON.stringify(body);
    if (kept.current.body !== text) kept.current = { body: text, key: newKey() };
    return { "Idempotency-Key": kept.current.key };
  };
}
