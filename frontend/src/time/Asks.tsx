import { Button, Group, Text } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Confirm } from "../app/Confirm";
import { useWhen } from "../app/when";
import { useAct } from "../milestones/useAct";
import { useSums } from "../money/useMoney";
import { useNameIn } from "../terms/useRoom";
import type { Ask, Room } from "../wire";
import { type Answer, doors } from "./doors";
import { writeDuration } from "./durations";
import classes from "./time.module.css";
import { useZoned } from "./when";

type Props = { room: Room; asks: Ask[]; zone: string; may: string[] };

/** Time that counts only if the client accepts it. */
export function Asks({ room, asks, zone, may }: Props) {
  const { t } = useTranslation("time");
  if (!asks.length) return null;
  return (
    <section aria-label={t("ask.label")} className={classes.asks}>
      {asks.map((ask) => (
        <OneAsk key={ask.id} room={room} ask={ask} zone={zone} may={may} />
      ))}
    </section>
  );
}

type OneProps = { room: Room; ask: Ask; zone: string; may: string[] };

function OneAsk({ room, ask, zone, may }: OneProps) {
  const { t } = useTranslation("time");
  const sums = useSums();
  const when = useWhen();
  const zoned = useZoned(zone);
  const name = useNameIn(room);
  const words = {
    name: name(ask.by),
    duration: writeDuration(ask.seconds),
    amount: sums(ask.minor, room.terms.currency),
    week: when.day(ask.week),
  };
  const waits = ask.state === "asked";
  return (
    <div className={waits ? classes.notice : classes.settled}>
      <Text size="sm" fw={waits ? 600 : undefined}>
        {t(`ask.${ask.kind}`, words)}
        {!waits && ` · ${t(`ask.state.${ask.state}`)}`}
      </Text>
      {ask.start && ask.end && (
        <Text size="sm">
          {t("ask.when", {
            from: zoned.dayTime(Date.parse(ask.start)),
            to: zoned.clock(Date.parse(ask.end)),
          })}
          {" · "}
          <bdi>{ask.memo}</bdi>
        </Text>
      )}
      {ask.reason && (
        <Text size="sm" className={classes.quote}>
          {ask.reason}
        </Text>
      )}
      {waits && (
        <>
          <Text size="sm" c="dimmed">
            {t("ask.until", { when: when.deadline(ask.until) })}
          </Text>
          <Answers room={room} ask={ask} amount={words.amount} may={may} />
        </>
      )}
    </div>
  );
}

function Answers({ room, ask, amount, may }: { room: Room; ask: Ask; amount: string; may: string[] }) {
  const { t } = useTranslation("time");
  const act = useAct(room.id);
  const [asking, setAsking] = useState<Answer | null>(null);
  const open: Answer[] = may.includes("time.answer")
    ? ["accept", "decline"]
    : may.includes("time.withdraw")
      ? ["withdraw"]
      : [];
  const text = (answer: Answer) => {
    if (answer !== "accept") return t(`ask.${answer}Text`);
    return t(ask.kind === "manual" ? "ask.acceptManual" : "ask.acceptSupplement", { amount });
  };
  return (
    <Group gap="xs">
      {open.map((answer) => (
        <Button
          key={answer}
          size="compact-sm"
          variant={answer === "accept" ? "filled" : "default"}
          onClick={() => setAsking(answer)}
        >
          {t(`ask.${answer}`)}
        </Button>
      ))}
      {open.map((answer) => (
        <Confirm
          key={answer}
          opened={asking === answer}
          title={t(`ask.${answer}Title`)}
          action={t(`ask.${answer}`)}
          onConfirm={() =>
            act(
              [ask.id, answer],
              (key) => doors.answerAsk(room.id, ask.id, answer, key),
              t(`ask.done.${answer}`),
            )
          }
          onClose={() => setAsking(null)}
        >
          <Text>{text(answer)}</Text>
        </Confirm>
      ))}
    </Group>
  );
}
