import { Badge } from "@mantine/core";
import { useTranslation } from "react-i18next";
import type { Milestone } from "../wire";

const COLORS: Record<Milestone["state"], string> = {
  draft: "gray",
  funded: "ink",
  submitted: "yellow",
  changes_requested: "orange",
  approved: "green",
  cancelled: "gray",
  disputed: "red",
};

export function StateBadge({ milestone: { state, paying } }: { milestone: Milestone }) {
  const { t } = useTranslation("milestones");
  return (
    <Badge variant="dot" color={paying ? "yellow" : COLORS[state]} tt="none" fw={600} flex="none">
      {paying ? t("state.paying") : t(`state.${state}`)}
    </Badge>
  );
}
