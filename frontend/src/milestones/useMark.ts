import { useEffect, useRef, useState } from "react";
import { newKey } from "../api/key";
import { useLive } from "../live/LiveProvider";
import type { ItemMark } from "../wire";
import { doors } from "./doors";

/** A pause in typing after which a remark is sent. */
const PAUSE_MS = 500;

export type Marked = Pick<ItemMark, "ok" | "remark">;

/**
 * What I think of one item: shown at once, sent after a pause, one after the other, the newest last. While nothing of
 * mine is on its way, what the server tells is shown: somebody else of my side may mark too. What could not be sent is
 * sent once there is a connection again.
 */
export function useMark(room: string, milestone: string, submission: number, mark: ItemMark) {
  const [mine, setMine] = useState<Marked | null>(null);
  const [state, setState] = useState<"" | "saving" | "saved">("");
  const [error, setError] = useState<unknown>(null);
  const wanted = useRef<Marked | null>(null);
  const sending = useRef(false);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);

  const send = async () => {
    clearTimeout(timer.current);
    if (sending.current) return;
    sending.current = true;
    while (wanted.current) {
      const next = wanted.current;
      setState("saving");
      try {
        await doors.mark(room, milestone, { item: mark.item, submission, ...next }, newKey());
      } catch (failure) {
        setError(failure);
        setState("");
        break;
      }
      // Not before: what stands below must not move away from under a click.
      setError(null);
      setState("saved");
      if (wanted.current === next) wanted.current = null;
    }
    sending.current = false;
  };
  const latest = useRef(send);
  latest.current = send;

  const shown = mine ?? mark;
  const say = (next: Marked, now: boolean) => {
    const known = wanted.current ?? mark;
    const { ok, remark } = next;
    if (ok === known.ok && remark === known.remark && wanted.current === null) return;
    if (ok !== known.ok || remark !== known.remark) {
      wanted.current = { ok, remark };
      setMine({ ok, remark });
    }
    clearTimeout(timer.current);
    if (now) void send();
    else timer.current = setTimeout(() => void latest.current(), PAUSE_MS);
  };

  // Once the server tells what I said, it speaks for itself again.
  useEffect(() => {
    if (!wanted.current && mine && mine.ok === mark.ok && mine.remark === mark.remark) setMine(null);
  }, [mine, mark.ok, mark.remark]);
  const connected = useLive(({ connection }) => connection === "open");
  useEffect(() => {
    if (connected && wanted.current) void latest.current();
  }, [connected]);
  useEffect(
    () => () => {
      if (wanted.current && !sending.current) void latest.current();
    },
    [],
  );
  return { shown, say, state, error, again: () => void send() };
}
