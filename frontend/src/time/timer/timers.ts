import { createContext, useContext } from "react";
import { useStore } from "zustand";
import type { Shown, Tracker } from "./Tracker";

export type Timers = {
  tracker: Tracker;
  /** Ask what to work on; in this room where one is given. */
  ask: (room?: string) => void;
};

export const TimersContext = createContext<Timers | null>(null);

export function useTimers(): Timers {
  const timers = useContext(TimersContext);
  if (!timers) throw new Error("useTimers needs a TimerProvider above it");
  return timers;
}

/** A part of what runs; the component renders again when that part changes. */
export function useTimer<T>(part: (shown: Shown) => T): T {
  return useStore(useTimers().tracker.store, part);
}
