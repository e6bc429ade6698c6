import { Anchor, Paper } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import { useInvites } from "./useInvites";

/** Above the list of rooms: somebody asks me in and waits. Nothing while nobody does. */
export function InvitesNotice() {
  const { t } = useTranslation("terms");
  const count = useInvites().data?.length ?? 0;
  if (count === 0) return null;
  return (
    <Paper withBorder px="md" py="xs" mx="md" mb="sm">
      <Anchor component={Link} to="/invites" size="sm" fw={600}>
        {t("invites.waiting", { count })}
      </Anchor>
    </Paper>
  );
}
