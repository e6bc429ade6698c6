import { Anchor, AppShell, Group } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { Navigate, Outlet, useLocation } from "react-router";
import { useMe } from "../accounts/me";
import { Brand } from "./Brand";
import { PersonMenu } from "./PersonMenu";
import { SchemeMenu } from "./SchemeMenu";
import classes from "./Shell.module.css";
import { Waiting } from "./Waiting";

/** Around every page of a person who is signed in; all others are sent to sign in and come back. */
export function Shell() {
  const { t } = useTranslation("app");
  const me = useMe();
  const { pathname, search } = useLocation();
  if (me.isPending) return <Waiting />;
  if (me.error?.status === 401)
    return <Navigate to={`/signin?next=${encodeURIComponent(pathname + search)}`} replace />;
  if (me.error) throw me.error;
  return (
    <AppShell header={{ height: 52 }}>
      <Anchor href="#main" className={classes.skip}>
        {t("skip")}
      </Anchor>
      <AppShell.Header px="md">
        <Group h="100%" justify="space-between" wrap="nowrap">
          <Brand />
          <Group gap="xs" wrap="nowrap">
            <SchemeMenu />
            <PersonMenu me={me.data} />
          </Group>
        </Group>
      </AppShell.Header>
      <AppShell.Main id="main" tabIndex={-1} className={classes.main}>
        <Outlet />
      </AppShell.Main>
    </AppShell>
  );
}
