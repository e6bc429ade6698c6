import { Button, Group, Stack, Text } from "@mantine/core";
import { notifications } from "@mantine/notifications";
import { useEffect } from "react";
import { useTranslation } from "react-i18next";
import { writeDuration } from "../durations";
import { useTimer, useTimers } from "./timers";
import { useEnd } from "./useEnd";
import { useForgotten } from "./useForgotten";

const ID = "timer-forgotten";

/** Reminds of a timer that seems to be forgotten. */
export function Forgotten() {
  const { t } = useTranslation("timer");
  const { tracker } = useTimers();
  const run = useTimer((shown) => shown.run);
  const { why, snooze } = useForgotten();
  const end = useEnd();
  const { id, memo = "", title = "", begun = 0 } = run ?? {};
  useEffect(() => {
    if (!why || !id) return;
    const duration = writeDuration(Math.floor((tracker.now() - begun) / 60) * 60);
    const close = (then: () => void) => {
      notifications.hide(ID);
      then();
    };
    notifications.show({
      id: ID,
      title: t("forgotten.title"),
      color: "yellow",
      autoClose: false,
      withCloseButton: false,
      message: (
        <Stack gap="xs">
          <Text size="sm">{t(`forgotten.${why}`, { duration, memo, title })}</Text>
          <Group gap="xs">
            <Button size="xs" onClick={() => close(() => void end())}>
              {t("forgotten.stop")}
            </Button>
            <Button size="xs" variant="default" onClick={() => close(snooze)}>
              {t("forgotten.right")}
            </Button>
          </Group>
        </Stack>
      ),
    });
    return () => {
      notifications.hide(ID);
    };
  }, [why, id, memo, title, begun, tracker, t, end, snooze]);
  return null;
}
