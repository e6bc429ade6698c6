import { useTranslation } from "react-i18next";
import { useNow } from "../../app/useNow";
import { writeClock } from "../durations";
import { useTimer, useTimers } from "./timers";
import { useForgotten } from "./useForgotten";

/** What the title of the page says of the timer: a question that waits, or how long it has run; "" while none does. */
export function useTitle(): string {
  const { t } = useTranslation("timer");
  const { tracker } = useTimers();
  const run = useTimer((shown) => shown.run);
  const { why } = useForgotten();
  useNow();
  if (!run) return "";
  if (run.away) return `⏸ ${t("titles.away")}`;
  return why ? `⚠ ${t("titles.forgotten")}` : `▶ ${writeClock(tracker.now() - run.begun)}`;
}
