import { Blockquote, Button, Card, Group, Stack, Text } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useWhen } from "../app/when";
import type { Room, TermsVersion } from "../wire";
import { AskStep } from "./AskStep";
import { Compare } from "./Compare";
import { acceptTerms, declineTerms, withdrawTerms } from "./doors";
import { useNameIn } from "./useRoom";
import { useStep } from "./useStep";

/** What was proposed and waits: side by side with what holds, until when, and the answers open to me. */
export function ProposalCard({ room, version }: { room: Room; version: TermsVersion }) {
  const { t } = useTranslation("terms");
  const when = useWhen();
  const name = useNameIn(room)(version.by);
  const offered = room.status === "offered";
  const mine = version.side === room.side;
  const said = offered ? (mine ? "offerMine" : "offerTheirs") : mine ? "mine" : "theirs";
  const title = t(`proposal.${said}`, { name });
  return (
    <Card withBorder padding="md" component="section" aria-label={title}>
      <Stack gap="sm">
        <Text fw={600}>{title}</Text>
        {version.note && (
          <Blockquote p="xs" aria-label={t("proposal.note")} style={{ whiteSpace: "pre-wrap" }}>
            {version.note}
          </Blockquote>
        )}
        <Compare
          old={room.terms}
          next={version.terms}
          headings={[
            t(offered ? "compare.offered" : "compare.now"),
            t(offered ? "compare.wished" : "compare.proposed"),
          ]}
          label={title}
          running={!offered}
        />
        {version.expires_at && (
          <Text size="sm" c="dimmed">
            {t(offered ? "proposal.deadlineOffer" : "proposal.deadline", {
              when: when.deadline(version.expires_at),
            })}
          </Text>
        )}
        <Answers room={room} version={version} mine={mine} />
      </Stack>
    </Card>
  );
}

type Answer = "accept" | "decline" | "withdraw";
const DONE = { accept: "accepted", decline: "declined", withdraw: "withdrawn" } as const;

function Answers({ room, version, mine }: { room: Room; version: TermsVersion; mine: boolean }) {
  const { t } = useTranslation("terms");
  const step = useStep(room.id);
  const [asking, setAsking] = useState<Answer | null>(null);
  const offered = room.status === "offered";
  const open = (mine ? (["withdraw"] as const) : (["accept", "decline"] as const)).filter((answer) =>
    room.may.includes(`terms.${answer}`),
  );
  const take = (answer: Answer, reason: string) => {
    if (answer === "accept") return acceptTerms(room.id, version.version);
    if (answer === "withdraw") return withdrawTerms(room.id, version.version);
    return declineTerms(room.id, version.version, reason);
  };
  const acceptWords = offered ? "acceptOpens" : "accept";
  const textOf = (answer: Answer) =>
    answer === "accept"
      ? t(`proposal.${acceptWords}Text`)
      : t(answer === "decline" && offered ? "proposal.declineOfferText" : `proposal.${answer}Text`);
  return (
    <Group gap="xs">
      {open.map((answer) => (
        <Button
          key={answer}
          variant={answer === "accept" ? "filled" : "default"}
          onClick={() => setAsking(answer)}
        >
          {t(answer === "accept" ? `proposal.${acceptWords}` : `proposal.${answer}`)}
        </Button>
      ))}
      {open.map((answer) => (
        <AskStep
          key={answer}
          opened={asking === answer}
          title={t(`proposal.${answer}Title`)}
          text={textOf(answer)}
          action={t(`proposal.${answer}`)}
          withReason={answer === "decline"}
          onTake={(reason) => step(() => take(answer, reason), t(`proposal.${DONE[answer]}`))}
          onClose={() => setAsking(null)}
        />
      ))}
    </Group>
  );
}
