import { Anchor, Container, Group, Stack, Text, Title } from "@mantine/core";
import { IconArrowLeft } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import { Failure } from "../app/Failure";
import { Waiting } from "../app/Waiting";
import type { Room } from "../wire";
import { StatusBadge } from "../workrooms/StatusBadge";
import { FeeWords } from "./FeeWords";
import { History } from "./History";
import { OfferWords } from "./OfferWords";
import { PolicyWords } from "./PolicyWords";
import { ProposalCard } from "./ProposalCard";
import { Steps } from "./Steps";
import { TermsList } from "./TermsList";
import { useRoom } from "./useRoom";
import { openProposals } from "./versions";

/** The terms of a contract in full: the offer or what is in force, what waits for an answer, and the history. */
export function TermsPage() {
  const { room, error, reload } = useRoom();
  if (error)
    return (
      <Container size="md" py="lg">
        <Failure error={error} retry={reload} />
      </Container>
    );
  return room ? <Page room={room} /> : <Waiting />;
}

const CLOSED: readonly Room["status"][] = ["ended", "declined", "withdrawn", "expired"];

function Page({ room }: { room: Room }) {
  const { t } = useTranslation("terms");
  const offered = room.status === "offered";
  const heading = offered
    ? t("offer.title")
    : t(CLOSED.includes(room.status) ? "force.closed" : "force.title");
  return (
    <Container size="md" py="lg">
      <title>{`${room.terms.title} · Collab`}</title>
      <Stack gap="xl">
        <Stack gap="xs">
          <Back room={room.id} />
          <Group align="center">
            <Title order={1} style={{ overflowWrap: "anywhere" }}>
              {room.terms.title}
            </Title>
            <StatusBadge status={room.status} />
          </Group>
          {room.status_reason && <Text>{t("statusReason", { reason: room.status_reason })}</Text>}
        </Stack>
        {openProposals(room).map((version) => (
          <ProposalCard key={version.version} room={room} version={version} />
        ))}
        <Stack component="section" aria-labelledby="terms-title">
          <Title order={2} id="terms-title">
            {heading}
          </Title>
          {offered && <OfferWords room={room} />}
          <TermsList terms={room.terms} without={["title"]} />
          <FeeWords terms={room.terms} />
          <Steps room={room} />
        </Stack>
        <PolicyWords policy={room.terms.policy} hourly={room.kind === "hourly"} />
        <History room={room} />
      </Stack>
    </Container>
  );
}

export function Back({ room }: { room: string }) {
  const { t } = useTranslation("terms");
  return (
    <Anchor component={Link} to={`/rooms/${room}`} size="sm">
      <Group gap={4} component="span">
        <IconArrowLeft size={16} aria-hidden />
        {t("back")}
      </Group>
    </Anchor>
  );
}
