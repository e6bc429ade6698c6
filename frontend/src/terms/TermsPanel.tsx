import { Anchor, Group, Stack, Text, Title } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import type { Room } from "../wire";
import { OfferWords } from "./OfferWords";
import { ProposalCard } from "./ProposalCard";
import { Steps } from "./Steps";
import { TermsList } from "./TermsList";
import { openProposals } from "./versions";

/** In the side panel of a room: what is agreed or offered, what waits for an answer, and the steps open to me. */
export function TermsPanel({ room }: { room: Room }) {
  const { t } = useTranslation("terms");
  return (
    <Stack component="section" aria-label={t("panel.title")}>
      <Group justify="space-between" align="baseline">
        <Title order={2} size="h4">
          {t("panel.title")}
        </Title>
        <Anchor component={Link} to={`/rooms/${room.id}/terms`} size="sm">
          {t("panel.page")}
        </Anchor>
      </Group>
      {room.status === "offered" && <OfferWords room={room} />}
      {room.status_reason && <Text size="sm">{t("statusReason", { reason: room.status_reason })}</Text>}
      {openProposals(room).map((version) => (
        <ProposalCard key={version.version} room={room} version={version} />
      ))}
      <TermsList terms={room.terms} without={["title", "description"]} />
      <Steps room={room} />
    </Stack>
  );
}
