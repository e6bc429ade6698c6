import { Anchor } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import { useWhen } from "../app/when";

/** The way to the week whose bill some money is for; nothing where there is none. */
export function WeekLink({ room, week }: { room: string; week?: string | null }) {
  const { t } = useTranslation("money");
  const when = useWhen();
  if (!week) return null;
  return (
    <Anchor component={Link} to={`/rooms/${room}/time?week=${week}`} size="sm" w="fit-content">
      {t("payments.week", { week: when.day(week) })}
    </Anchor>
  );
}
