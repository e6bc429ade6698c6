import { ActionIcon, Indicator } from "@mantine/core";
import { IconListCheck } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import { useWaiting } from "./useWaiting";

/** In the head of every page: the way to what waits for me, and how much it is. */
export function WaitingLink() {
  const { t } = useTranslation("waiting");
  const count = useWaiting().data?.length ?? 0;
  const label = count ? t("link", { count }) : t("linkNone");
  return (
    <Indicator
      label={<span aria-hidden>{count > 99 ? "99+" : count}</span>}
      size={16}
      offset={5}
      disabled={count === 0}
    >
      <ActionIcon
        component={Link}
        to="/waiting"
        variant="subtle"
        color="gray"
        size="lg"
        aria-label={label}
        title={label}
      >
        <IconListCheck size={20} aria-hidden />
      </ActionIcon>
    </Indicator>
  );
}
