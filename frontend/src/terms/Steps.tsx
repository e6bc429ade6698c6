import { Button, Group } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import type { Room } from "../wire";
import { AskStep } from "./AskStep";
import { acceptTerms, type ReasonedStep, takeStep } from "./doors";
import { useStep } from "./useStep";

type Step = "accept" | ReasonedStep;

const DONE = {
  accept: "accepted",
  decline: "declined",
  withdraw: "withdrawn",
  pause: "paused",
  resume: "resumed",
  end: "ended",
} as const;
const DANGER: readonly Step[] = ["decline", "withdraw", "end"];

/** The steps of the contract that are open to me, of `room.may`. An offer's own acceptance is the freelancer's. */
export function openSteps(room: Room): Step[] {
  const steps = (["pause", "resume", "end", "decline", "withdraw"] as const).filter((step) =>
    room.may.includes(`contract.${step}`),
  );
  const mine = room.role === "freelancer" && room.may.includes("contract.accept");
  return mine ? ["accept", ...steps] : steps;
}

export function Steps({ room }: { room: Room }) {
  const { t } = useTranslation("terms");
  const step = useStep(room.id);
  const [asking, setAsking] = useState<Step | null>(null);
  const [opened, setOpened] = useState(false);
  const ask = (which: Step) => {
    setAsking(which);
    setOpened(true);
  };
  const steps = openSteps(room);
  const proposes =
    room.may.includes("terms.propose") && !(room.status === "offered" && room.side === "client");
  if (steps.length === 0 && !proposes) return null;
  const button = (which: Step) => (
    <Button
      key={which}
      variant={which === "accept" ? "filled" : DANGER.includes(which) ? "light" : "default"}
      color={DANGER.includes(which) ? "red" : undefined}
      onClick={() => ask(which)}
    >
      {t(`step.${which}`)}
    </Button>
  );
  const rest = steps.filter((which) => which !== "accept");
  return (
    <>
      <Group gap="xs">
        {steps.includes("accept") && button("accept")}
        {proposes && (
          <Button component={Link} to={`/rooms/${room.id}/terms/propose`} variant="default">
            {t(room.status === "offered" ? "step.change" : "step.propose")}
          </Button>
        )}
        {rest.map(button)}
      </Group>
      {asking && (
        <AskStep
          key={asking}
          opened={opened}
          title={t(`step.${asking}Title`)}
          text={t(`step.${asking}Text`)}
          action={t(`step.${asking}`)}
          danger={DANGER.includes(asking)}
          withReason={asking !== "accept" && asking !== "resume"}
          onTake={(reason) =>
            step(
              () => (asking === "accept" ? acceptTerms(room.id, 1) : takeStep(room.id, asking, reason)),
              t(`step.${DONE[asking]}`),
            )
          }
          onClose={() => setOpened(false)}
        />
      )}
    </>
  );
}
