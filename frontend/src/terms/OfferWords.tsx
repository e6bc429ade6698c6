import { Blockquote, Stack, Text } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { useWhen } from "../app/when";
import type { Room } from "../wire";
import { otherParty, useNameIn } from "./useRoom";

/** Whose offer this is, and what becomes of it if nobody acts. */
export function OfferWords({ room }: { room: Room }) {
  const { t } = useTranslation("terms");
  const when = useWhen();
  const offer = room.versions.find(({ version }) => version === 1);
  const name = useNameIn(room)(offer?.by ?? null);
  const to = otherParty(room)?.name;
  const invited = room.invites.find(({ role }) => role === "freelancer")?.email;
  const mine = to ? t("offer.mine", { name: to }) : t("offer.mineTo", { email: invited ?? "…" });
  return (
    <Stack gap="xs">
      <Text fw={600}>{room.side === "client" ? mine : t("offer.theirs", { name })}</Text>
      {offer?.note && (
        <Blockquote p="xs" aria-label={t("proposal.note")} style={{ whiteSpace: "pre-wrap" }}>
          {offer.note}
        </Blockquote>
      )}
      {room.expires_at && (
        <Text size="sm" c="dimmed">
          {t("offer.deadline", { when: when.deadline(room.expires_at) })}
        </Text>
      )}
    </Stack>
  );
}
