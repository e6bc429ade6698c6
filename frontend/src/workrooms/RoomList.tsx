import { Button, Skeleton, Stack, Text, Title } from "@mantine/core";
import { IconPlus } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import { sentence } from "../api/errors";
import { InvitesNotice } from "../terms/InvitesNotice";
import { RoomRow } from "./RoomRow";
import { useRooms } from "./useRooms";
import classes from "./workrooms.module.css";

export function RoomList({ chosen }: { chosen?: string }) {
  const { t } = useTranslation(["workrooms", "app"]);
  const { items, error, refetch } = useRooms();
  return (
    <>
      <div className={classes.listHead}>
        <Title order={chosen ? 2 : 1} fz="lg">
          {t("title")}
        </Title>
        <Button component={Link} to="/offers/new" size="xs" leftSection={<IconPlus size={14} aria-hidden />}>
          {t("offer")}
        </Button>
      </div>
      <InvitesNotice />
      {items?.length ? (
        <ul className={classes.list} aria-label={t("list")}>
          {items.map((item) => (
            <li key={item.id}>
              <RoomRow item={item} chosen={item.id === chosen} />
            </li>
          ))}
        </ul>
      ) : (
        <Stack px="md" gap="sm" align="flex-start">
          {items && <Empty />}
          {!items && !error && <Skeletons />}
          {!items && error && (
            <>
              <Text>{sentence(error, t("failed"))}</Text>
              <Button size="xs" variant="default" onClick={() => void refetch()}>
                {t("app:error.retry")}
              </Button>
            </>
          )}
        </Stack>
      )}
    </>
  );
}

function Empty() {
  const { t } = useTranslation("workrooms");
  return (
    <>
      <Text fw={600}>{t("empty.title")}</Text>
      <Text c="dimmed" fz="sm">
        {t("empty.text")}
      </Text>
    </>
  );
}

function Skeletons() {
  return [0, 1, 2].map((n) => <Skeleton key={n} h={52} radius="md" />);
}
