import { Button, Card, Group, Skeleton, Stack, Text, Title } from "@mantine/core";
import { notifications } from "@mantine/notifications";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { answer, api } from "../api/client";
import { queries } from "../api/query";
import { Confirm } from "../app/Confirm";
import { Failure } from "../app/Failure";
import { useWhen } from "../app/when";
import type { Token } from "../wire";
import { NewToken } from "./NewToken";

export function Tokens() {
  const { t } = useTranslation("accounts");
  const [revoking, setRevoking] = useState<Token | null>(null);
  const tokens = useQuery({
    queryKey: ["tokens"],
    queryFn: async () => (await answer(api.GET("/api/v1/me/tokens"))).items,
  });
  const revoke = async () => {
    if (!revoking) return;
    await api.DELETE("/api/v1/me/tokens/{token}", { params: { path: { token: revoking.id } } });
    await queries.invalidateQueries({ queryKey: ["tokens"] });
    notifications.show({ message: t("tokens.revoked"), color: "teal" });
  };
  return (
    <Stack gap="xl">
      <title>{`${t("tokens.page")} · Collab`}</title>
      <Text>{t("tokens.text")}</Text>
      <NewToken />
      <Stack component="section" aria-labelledby="tokens-title">
        <Title order={2} id="tokens-title">
          {t("tokens.list")}
        </Title>
        <Failure error={tokens.error} retry={() => void tokens.refetch()} />
        {tokens.isPending && <Skeleton h={70} />}
        {tokens.data?.length === 0 && <Text c="dimmed">{t("tokens.none")}</Text>}
        {tokens.data?.map((token) => (
          <TokenCard key={token.id} token={token} onRevoke={() => setRevoking(token)} />
        ))}
      </Stack>
      <Confirm
        opened={revoking !== null}
        title={t("tokens.revokeTitle", { name: revoking?.name })}
        action={t("tokens.revoke")}
        danger
        onConfirm={revoke}
        onClose={() => setRevoking(null)}
      >
        <Text>{t("tokens.revokeText")}</Text>
      </Confirm>
    </Stack>
  );
}

function TokenCard({ token, onRevoke }: { token: Token; onRevoke: () => void }) {
  const { t } = useTranslation("accounts");
  const when = useWhen();
  const used = token.last_used_at
    ? t("tokens.used", { when: when.dateTime(token.last_used_at) })
    : t("tokens.never");
  return (
    <Card withBorder padding="sm">
      <Group justify="space-between" wrap="nowrap">
        <Stack gap={2} miw={0}>
          <Text fw={500} style={{ overflowWrap: "anywhere" }}>
            {token.name}
          </Text>
          <Text size="sm" c="dimmed">
            {t(`tokens.${token.scope}`)} · {t("tokens.ends", { hint: token.hint })}
          </Text>
          <Text size="sm" c="dimmed">
            {t("tokens.since", { when: when.date(token.created_at) })}, {used}
          </Text>
        </Stack>
        <Button
          size="xs"
          variant="default"
          onClick={onRevoke}
          aria-label={t("tokens.revokeLabel", { name: token.name })}
          style={{ flexShrink: 0 }}
        >
          {t("tokens.revoke")}
        </Button>
      </Group>
    </Card>
  );
}
