import { Alert, Anchor, Button, Group, Stack, Text } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import { clockTime } from "../../app/time";
import { Elapsed } from "./Elapsed";
import { second } from "./run";
import { useTimer } from "./timers";
import { useEnd } from "./useEnd";

/** The timer that runs: on what, since when, where; and its end. */
export function RunningNow({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation("timer");
  const run = useTimer((shown) => shown.run);
  const elsewhere = useTimer((shown) => shown.elsewhere);
  const end = useEnd();
  const work = run ?? elsewhere;
  if (!work) return null;
  const begun = run ? run.begun : second(elsewhere?.start ?? "");
  const title = run ? run.title : (elsewhere?.room_title ?? "");
  return (
    <>
      <Group justify="space-between" wrap="nowrap" align="flex-start">
        <Stack gap={2} miw={0}>
          <Text fw={600} dir="auto" style={{ overflowWrap: "anywhere" }}>
            {work.memo}
          </Text>
          <Anchor component={Link} to={`/rooms/${work.room}`} size="sm" dir="auto" onClick={onClose}>
            {title}
          </Anchor>
          <Text size="sm" c="dimmed">
            {t("dialog.since", { time: clockTime(new Date(begun * 1_000)) })}
          </Text>
        </Stack>
        <Stack gap="xs" align="flex-end">
          <Text fz="xl" fw={650}>
            <Elapsed begun={begun} />
          </Text>
          <Button size="xs" color="red.9" onClick={() => void end().then(onClose)} data-autofocus>
            {t("stop")}
          </Button>
        </Stack>
      </Group>
      {!run && <Alert color="gray">{t("dialog.elsewhere")}</Alert>}
      <Text fw={600} component="h3" fz="md">
        {t("dialog.next")}
      </Text>
    </>
  );
}
