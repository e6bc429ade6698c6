import { lazy, type ReactNode, Suspense, useEffect, useMemo, useState } from "react";
import { newKey } from "../../api/key";
import { useSession } from "../../live/LiveProvider";
import { SteadyClock } from "./clock";
import { timerDoors } from "./doors";
import { Forgotten } from "./Forgotten";
import { Notices } from "./Notices";
import { Pace } from "./Pace";
import { watchPage } from "./presence";
import { thisDevice } from "./settings";
import { Tracker } from "./Tracker";
import { TimersContext, useTimer } from "./timers";
import { useShortcut } from "./useShortcut";

const TimerDialog = lazy(async () => ({ default: (await import("./TimerDialog")).TimerDialog }));
const AwayDialog = lazy(async () => ({ default: (await import("./AwayDialog")).AwayDialog }));

/** Measures time on every page of a person who is signed in, and asks and tells what is to be asked and told. */
export function TimerProvider({ children }: { children: ReactNode }) {
  const tracker = useNewTracker();
  const [asked, setAsked] = useState<{ room?: string } | null>(null);
  const timers = useMemo(() => tracker && { tracker, ask: (room?: string) => setAsked({ room }) }, [tracker]);
  return (
    timers && (
      <TimersContext value={timers}>
        {children}
        <Shared />
        {asked && (
          <Suspense>
            <TimerDialog room={asked.room} onClose={() => setAsked(null)} />
          </Suspense>
        )}
      </TimersContext>
    )
  );
}

function Shared() {
  const isRunning = useTimer(({ run }) => run !== null);
  const isAway = useTimer(({ run, ready }) => ready && run?.away != null);
  useShortcut();
  return (
    <>
      <Notices />
      {isRunning && <Pace />}
      {isRunning && <Forgotten />}
      {isAway && (
        <Suspense>
          <AwayDialog />
        </Suspense>
      )}
    </>
  );
}

function useNewTracker(): Tracker | null {
  const session = useSession();
  const [tracker, setTracker] = useState<Tracker | null>(null);
  useEffect(() => {
    const clock = new SteadyClock();
    const fresh = new Tracker(session.me, {
      device: thisDevice(),
      doors: timerDoors,
      clock: () => clock.now(),
      newId: newKey,
    });
    let gone = false;
    const started = fresh.start().catch((error) => {
      // What was read last was closed under its hands.
      if (!gone) throw error;
    });
    const stopWatching = watchPage(fresh);
    setTracker(fresh);
    return () => {
      gone = true;
      stopWatching();
      void started.then(() => fresh.close());
    };
  }, [session]);
  useEffect(() => {
    if (!tracker) return;
    const refresh = () => void tracker.refresh();
    const stopListening = session.listen((_room, events) => {
      const { run, elsewhere } = tracker.store.getState();
      const isKnown = (id: string) => id === run?.id || id === elsewhere?.id;
      const isNews = events.some((event) => {
        if (event.kind === "timer.started") return event.by === session.me && !isKnown(event.data.id);
        return event.kind === "timer.stopped" && isKnown(event.data.id);
      });
      if (isNews) refresh();
    });
    const stopFollowing = session.store.subscribe(({ connection }, before) => {
      if (connection === "open" && before.connection !== "open") refresh();
    });
    window.addEventListener("online", refresh);
    return () => {
      stopListening();
      stopFollowing();
      window.removeEventListener("online", refresh);
    };
  }, [session, tracker]);
  return tracker;
}
