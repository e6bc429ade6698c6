import { useCallback, useState } from "react";
import { useNow } from "../../app/useNow";
import { AGAIN_S, forgotten } from "./reminder";
import { keepSnooze, keptSnooze, usualHours } from "./settings";
import { useTimer, useTimers } from "./timers";
import { minuteAt } from "./written";

/** Whether what runs here seems to be forgotten. `snooze`: it is not, for some time. */
export function useForgotten() {
  const { tracker } = useTimers();
  const run = useTimer((shown) => shown.run);
  useNow();
  const [, snoozed] = useState(0);
  const now = tracker.now();
  const begun = run?.begun ?? now;
  const quiet = run?.away || keptSnooze(begun) > now;
  const why = run && !quiet ? forgotten(begun, now, usualHours(), minuteAt) : null;
  const snooze = useCallback(() => {
    keepSnooze(begun, tracker.now() + AGAIN_S);
    snoozed((count) => count + 1);
  }, [begun, tracker]);
  return { why, snooze };
}
