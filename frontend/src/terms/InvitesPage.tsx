import { Button, Card, Container, Group, Skeleton, Stack, Text, Title } from "@mantine/core";
import { notifications } from "@mantine/notifications";
import { useMutation } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useNavigate } from "react-router";
import { answer, api } from "../api/client";
import { queries } from "../api/query";
import { Confirm } from "../app/Confirm";
import { Failure } from "../app/Failure";
import { useWhen } from "../app/when";
import type { MyInvite } from "../wire";
import { useInvites } from "./useInvites";

/** Where somebody asked me in and waits for my answer. */
export function InvitesPage() {
  const { t } = useTranslation("terms");
  const invites = useInvites();
  return (
    <Container size="sm" py="lg">
      <title>{`${t("invites.page")} · Collab`}</title>
      <Stack>
        <Title order={1}>{t("invites.page")}</Title>
        <Failure error={invites.error} retry={() => void invites.refetch()} />
        {invites.isPending && <Skeleton h={110} />}
        {invites.data?.length === 0 && <Text c="dimmed">{t("invites.empty")}</Text>}
        {invites.data?.map((invite) => (
          <InviteCard key={invite.id} invite={invite} />
        ))}
      </Stack>
    </Container>
  );
}

function InviteCard({ invite }: { invite: MyInvite }) {
  const { t } = useTranslation("terms");
  const when = useWhen();
  const navigate = useNavigate();
  const [declining, setDeclining] = useState(false);
  const path = { params: { path: { invite: invite.id } } };
  const joining = useMutation({
    mutationFn: () => answer(api.POST("/api/v1/invites/{invite}/accept", path)),
    onSuccess: async ({ room }) => {
      void queries.invalidateQueries({ queryKey: ["invites"] });
      void queries.invalidateQueries({ queryKey: ["rooms"] });
      await navigate(`/rooms/${room}`);
    },
  });
  const decline = async () => {
    await api.POST("/api/v1/invites/{invite}/decline", path);
    await queries.invalidateQueries({ queryKey: ["invites"] });
    notifications.show({ message: t("invites.declined"), color: "teal" });
  };
  const name = invite.by.name;
  return (
    <Card withBorder>
      <Stack gap="xs">
        <Text fw={600}>
          {t("invites.text", { name, room: invite.room_title, role: t(`invites.as.${invite.role}`) })}
        </Text>
        <Text size="sm">
          {t(`invites.side.${invite.side}`)} {invite.role === "manager" && t("members.managerHint")}
          {invite.role === "observer" && t("members.observerHint")}
        </Text>
        <Text size="sm" c="dimmed">
          {t("invites.at", { when: when.dateTime(invite.at) })}
        </Text>
        <Failure error={joining.error} />
        <Group gap="xs">
          <Button loading={joining.isPending} onClick={() => joining.mutate()}>
            {t("invites.accept")}
          </Button>
          <Button variant="default" onClick={() => setDeclining(true)}>
            {t("invites.decline")}
          </Button>
        </Group>
      </Stack>
      <Confirm
        opened={declining}
        title={t("invites.declineTitle")}
        action={t("invites.decline")}
        onConfirm={decline}
        onClose={() => setDeclining(false)}
      >
        <Text>{t("invites.declineText", { name })}</Text>
      </Confirm>
    </Card>
  );
}
