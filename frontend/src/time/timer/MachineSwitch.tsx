import { Button, Group, Text } from "@mantine/core";
import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import { askToWatchMachine, canWatchMachine, isMachineWatched } from "./presence";
import { useTimers } from "./timers";

/** Says what of the person's input is seen, and offers to see all of this computer's where the browser can. */
export function MachineSwitch() {
  const { t } = useTranslation("timer");
  const { tracker } = useTimers();
  const [seen, setSeen] = useState<"page" | "machine" | "known">("page");
  useEffect(() => {
    void isMachineWatched().then((yes) => yes && setSeen("known"));
  }, []);
  if (seen === "known" || !canWatchMachine()) return null;
  if (seen === "machine")
    return (
      <Text size="sm" role="status">
        {t("away.machineYes")}
      </Text>
    );
  return (
    <Group gap="xs">
      <Text size="sm" c="dimmed">
        {t("away.machine")}
      </Text>
      <Button
        size="compact-sm"
        variant="default"
        onClick={() => void askToWatchMachine(tracker).then((yes) => yes && setSeen("machine"))}
      >
        {t("away.machineAsk")}
      </Button>
    </Group>
  );
}
