import { notifications } from "@mantine/notifications";
import { useCallback } from "react";
import { useTranslation } from "react-i18next";
import { sentence } from "../../api/errors";
import { writeDuration } from "../durations";
import { second } from "./run";
import { useTimers } from "./timers";

/** Stops whatever runs, and says how long it ran. */
export function useEnd(): () => Promise<void> {
  const { tracker } = useTimers();
  const { t } = useTranslation(["timer", "app"]);
  return useCallback(async () => {
    const { run, elsewhere } = tracker.store.getState();
    const work = run ?? elsewhere;
    if (!work) return;
    const begun = run ? run.begun : second(elsewhere?.start ?? "");
    const duration = writeDuration(Math.max(0, tracker.now() - begun));
    try {
      await tracker.end();
      notifications.show({ message: t("stopped", { duration, memo: work.memo }), color: "teal" });
    } catch (error) {
      notifications.show({ message: sentence(error, t("app:error.unexpected")), color: "red" });
    }
  }, [tracker, t]);
}
