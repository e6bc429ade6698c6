import { useEffect } from "react";
import { isShortcut } from "./shortcut";
import { useTimers } from "./timers";
import { useEnd } from "./useEnd";
import { useTimedRooms } from "./useTimedRooms";

/** Starts and stops the timer from the keyboard, on every page. What a dialog asks has to be answered first. */
export function useShortcut(): void {
  const { tracker, ask } = useTimers();
  const end = useEnd();
  const isWorker = useTimedRooms().length > 0;
  useEffect(() => {
    const press = (event: KeyboardEvent) => {
      if (!isShortcut(event)) return;
      const { run, elsewhere, ready } = tracker.store.getState();
      const runs = run !== null || elsewhere !== null;
      const asked = runs ? run?.away : document.querySelector("[aria-modal=true]");
      if (!ready || asked || !(runs || isWorker)) return;
      event.preventDefault();
      if (runs) void end();
      else ask();
    };
    document.addEventListener("keydown", press);
    return () => document.removeEventListener("keydown", press);
  }, [tracker, ask, end, isWorker]);
}
