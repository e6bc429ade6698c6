import { useEffect } from "react";
import { usePolicy } from "../../terms/usePolicy";
import { useTimers } from "./timers";

/** How often is heard of a timer, and when its worker is asked, is the policy's to say. */
export function Pace() {
  const { tracker } = useTimers();
  const { data } = usePolicy();
  useEffect(() => {
    const policy = data?.policies.find(({ id }) => id === data.policy);
    if (policy) tracker.pace = { beat: policy.beat_seconds ?? 30, idle: (policy.idle_minutes ?? 10) * 60 };
  }, [tracker, data]);
  return null;
}
