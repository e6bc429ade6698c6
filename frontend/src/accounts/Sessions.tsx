import { Badge, Button, Card, Group, Skeleton, Stack, Text, Title } from "@mantine/core";
import { notifications } from "@mantine/notifications";
import { useMutation, useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { queries } from "../api/query";
import { Failure } from "../app/Failure";
import { useWhen } from "../app/when";
import { allauth } from "./allauth";
import { device } from "./device";

interface Session {
  id: number;
  user_agent: string;
  ip: string;
  is_current: boolean;
  created_at: number;
  last_seen_at?: number;
}

const PATH = "auth/sessions";

export function Sessions() {
  const { t } = useTranslation("accounts");
  const sessions = useQuery({
    queryKey: ["sessions"],
    queryFn: async () => ((await allauth<Session[]>("GET", PATH)).data as Session[] | undefined) ?? [],
  });
  const ending = useMutation({
    mutationFn: (ids: number[]) => allauth<Session[]>("DELETE", PATH, { sessions: ids }),
    onSuccess: (answer, ids) => {
      queries.setQueryData(["sessions"], answer.data);
      notifications.show({ message: t("sessions.ended", { count: ids.length }), color: "teal" });
    },
  });
  const ordered = [...(sessions.data ?? [])].sort(
    (a, b) => Number(b.is_current) - Number(a.is_current) || b.created_at - a.created_at,
  );
  const others = ordered.filter((one) => !one.is_current).map((one) => one.id);
  return (
    <Stack component="section" aria-labelledby="sessions-title">
      <Group justify="space-between">
        <Title order={2} id="sessions-title">
          {t("sessions.title")}
        </Title>
        {others.length > 1 && (
          <Button
            size="xs"
            variant="default"
            loading={ending.isPending}
            onClick={() => ending.mutate(others)}
          >
            {t("sessions.endOthers")}
          </Button>
        )}
      </Group>
      <Failure error={sessions.error} retry={() => void sessions.refetch()} />
      <Failure error={ending.error} />
      {sessions.isPending && <Skeleton h={80} />}
      {ordered.map((one) => (
        <SessionCard
          key={one.id}
          session={one}
          ending={ending.isPending && ending.variables.includes(one.id)}
          onEnd={() => ending.mutate([one.id])}
        />
      ))}
      {sessions.data && others.length === 0 && (
        <Text size="sm" c="dimmed">
          {t("sessions.only")}
        </Text>
      )}
    </Stack>
  );
}

function SessionCard(props: { session: Session; ending: boolean; onEnd: () => void }) {
  const { t } = useTranslation("accounts");
  const when = useWhen();
  const { session } = props;
  const known = device(session.user_agent);
  const name = known ? t("sessions.device", known) : t("sessions.unknown");
  return (
    <Card withBorder padding="sm">
      <Group justify="space-between" wrap="nowrap">
        <Stack gap={2}>
          <Group gap="xs">
            <Text fw={500}>{name}</Text>
            {session.is_current && (
              <Badge variant="dot" color="teal" tt="none">
                {t("sessions.current")}
              </Badge>
            )}
          </Group>
          <Text size="sm" c="dimmed">
            {session.ip} · {t("sessions.started", { when: when.dateTime(session.created_at) })}
            {session.last_seen_at !== undefined &&
              `, ${t("sessions.seen", { when: when.dateTime(session.last_seen_at) })}`}
          </Text>
        </Stack>
        {!session.is_current && (
          <Button
            size="xs"
            variant="default"
            loading={props.ending}
            onClick={props.onEnd}
            aria-label={t("sessions.endLabel", { device: name })}
            style={{ flexShrink: 0 }}
          >
            {t("sessions.end")}
          </Button>
        )}
      </Group>
    </Card>
  );
}
