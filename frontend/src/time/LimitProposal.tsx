import { Button, Group, Text } from "@mantine/core";
import { useMutation } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { Failure } from "../app/Failure";
import { acceptTerms, declineTerms, withdrawTerms } from "../terms/doors";
import { useNameIn } from "../terms/useRoom";
import { useStep } from "../terms/useStep";
import type { Room } from "../wire";
import { limitProposal } from "./limits";
import classes from "./time.module.css";

const DONE = { accept: "accepted", decline: "declined", withdraw: "withdrawn" } as const;
type Answer = keyof typeof DONE;

/** A proposed weekly limit that waits for an answer, answered with one press. */
export function LimitProposal({ room }: { room: Room }) {
  const { t } = useTranslation("time");
  const step = useStep(room.id);
  const name = useNameIn(room);
  const proposal = limitProposal(room);
  const next = proposal?.terms.weekly_limit ?? 0;
  const now = room.terms.weekly_limit ?? 0;
  const answering = useMutation({
    mutationFn: (answer: Answer) => {
      const version = proposal?.version ?? 0;
      const take = {
        accept: () => acceptTerms(room.id, version),
        decline: () => declineTerms(room.id, version, ""),
        withdraw: () => withdrawTerms(room.id, version),
      }[answer];
      return step(take, t(`limit.${DONE[answer]}`, { next }));
    },
  });
  if (!proposal) return null;
  const mine = proposal.side === room.side;
  const open = (mine ? (["withdraw"] as const) : (["accept", "decline"] as const)).filter((answer) =>
    room.may.includes(`terms.${answer}`),
  );
  return (
    <section className={classes.notice} aria-label={t("limit.label")}>
      <Text size="sm">{t(mine ? "limit.mine" : "limit.theirs", { name: name(proposal.by), next, now })}</Text>
      <Group gap="xs">
        {open.map((answer) => (
          <Button
            key={answer}
            size="compact-sm"
            variant={answer === "accept" ? "filled" : "default"}
            loading={answering.isPending && answering.variables === answer}
            disabled={answering.isPending}
            onClick={() => answering.mutate(answer)}
          >
            {t(`limit.${answer}`, { next })}
          </Button>
        ))}
      </Group>
      <Failure error={answering.error} />
    </section>
  );
}
