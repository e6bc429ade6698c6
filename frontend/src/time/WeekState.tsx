import { Badge } from "@mantine/core";
import { useTranslation } from "react-i18next";
import type { Week } from "../wire";

const COLORS: Record<Week["state"], string> = {
  open: "ink",
  review: "yellow",
  empty: "gray",
  invoiced: "teal",
  past_due: "red",
  pending: "yellow",
  available: "green",
};

export function WeekState({ week: { state } }: { week: Week }) {
  const { t } = useTranslation("time");
  return (
    <Badge size="sm" variant="dot" color={COLORS[state]} tt="none" fw={600}>
      {t(`week.state.${state}`)}
    </Badge>
  );
}
