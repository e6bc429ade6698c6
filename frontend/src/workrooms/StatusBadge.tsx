import { Badge } from "@mantine/core";
import { useTranslation } from "react-i18next";
import type { Room } from "../wire";

const COLORS: Record<Room["status"], string> = {
  offered: "ink",
  active: "green",
  paused: "yellow",
  on_hold: "orange",
  ended: "gray",
  declined: "red",
  withdrawn: "gray",
  expired: "gray",
};

export function StatusBadge({ status, size = "sm" }: { status: Room["status"]; size?: "xs" | "sm" }) {
  const { t } = useTranslation("workrooms");
  return (
    <Badge size={size} variant="dot" color={COLORS[status]} tt="none" fw={600}>
      {t(`status.${status}`)}
    </Badge>
  );
}
