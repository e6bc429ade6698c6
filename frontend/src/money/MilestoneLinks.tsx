import { Anchor, Group } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import { useMilestones } from "../milestones/useMilestones";
import type { Room } from "../wire";

/** The way to the milestones that some money is about. */
export function MilestoneLinks({ room, ids }: { room: Room; ids: string[] }) {
  const { t } = useTranslation("money");
  const items = useMilestones(room).data?.items ?? [];
  if (!ids.length) return null;
  return (
    <Group gap="xs">
      {ids.map((id) => (
        <Anchor key={id} component={Link} to={`/rooms/${room.id}/milestones/${id}`} size="sm" dir="auto">
          {items.find((one) => one.id === id)?.title ?? t("payments.milestone")}
        </Anchor>
      ))}
    </Group>
  );
}
