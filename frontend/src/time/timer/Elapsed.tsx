import { useEffect, useState } from "react";
import classes from "./timer.module.css";
import { useTimers } from "./timers";
import { writeElapsed } from "./written";

/** How long something has run since `begun` (seconds since 1970, by the server's clock), second by second. */
export function Elapsed({ begun, until }: { begun: number; until?: number }) {
  const { tracker } = useTimers();
  const [now, setNow] = useState(() => tracker.now());
  useEffect(() => {
    const show = () => setNow(tracker.now());
    show();
    const timer = setInterval(show, 1_000);
    return () => clearInterval(timer);
  }, [tracker]);
  return (
    <span role="timer" className={classes.elapsed}>
      {writeElapsed((until ?? now) - begun)}
    </span>
  );
}
