import { Container, Tabs, Title } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { Outlet, useLocation, useNavigate } from "react-router";

const PAGES = ["profile", "security", "tokens"] as const;

export function Settings() {
  const { t } = useTranslation("accounts");
  const navigate = useNavigate();
  const page = useLocation().pathname.split("/")[2] ?? PAGES[0];
  return (
    <Container size="sm" py="lg">
      <Title order={1} mb="md">
        {t("settings.title")}
      </Title>
      <Tabs
        value={page}
        onChange={(to) => void navigate(`/settings/${to}`)}
        activateTabWithKeyboard={false}
        keepMounted={false}
      >
        <Tabs.List mb="lg" aria-label={t("settings.nav")}>
          {PAGES.map((name) => (
            <Tabs.Tab key={name} value={name}>
              {t(`settings.${name}`)}
            </Tabs.Tab>
          ))}
        </Tabs.List>
        <Tabs.Panel value={page}>
          <Outlet />
        </Tabs.Panel>
      </Tabs>
    </Container>
  );
}
