import { Menu, UnstyledButton, VisuallyHidden } from "@mantine/core";
import { IconChartBar, IconLogout, IconSettings, IconWallet } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import { type Me, signOut } from "../accounts/me";
import { PersonAvatar } from "./PersonAvatar";

export function PersonMenu({ me }: { me: Me }) {
  const { t } = useTranslation("app");
  return (
    <Menu position="bottom-end">
      <Menu.Target>
        <UnstyledButton>
          <VisuallyHidden>{t("nav.menu")}</VisuallyHidden>
          <PersonAvatar person={me} size={34} />
        </UnstyledButton>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Label>{me.name || me.email}</Menu.Label>
        <Menu.Item component={Link} to="/money" leftSection={<IconWallet size={16} aria-hidden />}>
          {t("nav.money")}
        </Menu.Item>
        <Menu.Item component={Link} to="/time-report" leftSection={<IconChartBar size={16} aria-hidden />}>
          {t("nav.timeReports")}
        </Menu.Item>
        <Menu.Item
          component={Link}
          to="/settings/profile"
          leftSection={<IconSettings size={16} aria-hidden />}
        >
          {t("nav.settings")}
        </Menu.Item>
        <Menu.Item onClick={() => void signOut()} leftSection={<IconLogout size={16} aria-hidden />}>
          {t("nav.signOut")}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
