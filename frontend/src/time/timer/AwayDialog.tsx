import { Button, Group, Modal, Radio, Stack, Text } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { clockTime } from "../../app/time";
import { useNow } from "../../app/useNow";
import { writeDuration } from "../durations";
import { answerOf, type Choice, choicesOf, middleOf, untilOf } from "./choices";
import { MachineSwitch } from "./MachineSwitch";
import { type Away, type Run, workOf } from "./run";
import { SplitFields } from "./SplitFields";
import { useTimer, useTimers } from "./timers";
import { clockOf, minuteAt } from "./written";

const timeOf = (second: number) => clockTime(new Date(second * 1_000));

/** Asks what the time was in which nothing was put in. Stays until it is answered, in any tab. */
export function AwayDialog() {
  const run = useTimer((shown) => shown.run);
  return run?.away ? <Asked run={run} away={run.away} /> : null;
}

function Asked({ run, away }: { run: Run; away: Away }) {
  const { t } = useTranslation("timer");
  const { tracker } = useTimers();
  useNow(10_000);
  const { since, closed } = away;
  const isOver = run.over !== undefined;
  const back = run.over ?? away.back ?? tracker.now();
  const [choice, setChoice] = useState<Choice | null>(null);
  const [wrong, setWrong] = useState("");
  const [split, setSplit] = useState(() => {
    const until = clockOf(minuteAt(middleOf(since, back)));
    return { until, isOther: false, work: { ...workOf(run), memo: "" } };
  });
  const until = untilOf(split.until, since, back);
  const rest = split.work.memo.trim() ? { ...split.work, memo: split.work.memo.trim() } : null;
  const say = (goOn: boolean) => {
    const answer = answerOf(choice, away, back, { until, rest, isOther: split.isOther });
    setWrong(answer ? "" : t("away.missing"));
    if (answer) void tracker.answer({ ...answer, goOn });
  };
  const words: Record<Choice, string> = {
    keep: t("away.keep"),
    closed: t("away.closedKeep", { time: timeOf(closed ?? since) }),
    discard: t("away.discard"),
    split: t("away.split"),
  };
  const span = { since: timeOf(since), duration: writeDuration(Math.floor((back - since) / 60) * 60) };
  return (
    <Modal
      opened
      onClose={() => undefined}
      title={t("away.title")}
      withCloseButton={false}
      closeOnEscape={false}
      closeOnClickOutside={false}
    >
      <Stack>
        <Text>{t(isOver ? "away.over" : "away.since", { ...span, memo: run.memo, time: timeOf(back) })}</Text>
        {closed !== null && closed - since >= 60 && (
          <Text size="sm">{t("away.closed", { time: timeOf(closed) })}</Text>
        )}
        <Radio.Group
          label={t("away.what")}
          value={choice ?? ""}
          onChange={(value) => setChoice(value as Choice)}
          error={wrong}
        >
          <Stack gap="xs" my="xs">
            {choicesOf(away, back).map((one) => (
              <Radio key={one} value={one} label={words[one]} />
            ))}
          </Stack>
        </Radio.Group>
        {choice === "split" && (
          <SplitFields
            {...split}
            hint={t("away.untilHint", { from: timeOf(since), to: timeOf(back) })}
            isValid={until !== null}
            onChange={(changes) => setSplit((before) => ({ ...before, ...changes }))}
          />
        )}
        <MachineSwitch />
        <Group justify="flex-end">
          <Button variant={isOver ? "filled" : "default"} onClick={() => say(false)}>
            {t(isOver ? "away.say" : "away.stop")}
          </Button>
          {!isOver && <Button onClick={() => say(true)}>{t("away.goOn")}</Button>}
        </Group>
      </Stack>
    </Modal>
  );
}
