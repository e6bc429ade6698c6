import { Anchor, Group } from "@mantine/core";
import { useEffect } from "react";
import { useTranslation } from "react-i18next";
import { Navigate, Outlet, useLocation } from "react-router";
import { useMe } from "../accounts/me";
import { UploadsProvider } from "../files/UploadsProvider";
import { LiveProvider } from "../live/LiveProvider";
import { TimerControl } from "../time/timer/TimerControl";
import { TimerProvider } from "../time/timer/TimerProvider";
import { WaitingLink } from "../waiting/WaitingLink";
import { Brand } from "./Brand";
import { ConnectionBanner } from "./ConnectionBanner";
import { PersonMenu } from "./PersonMenu";
import { SchemeMenu } from "./SchemeMenu";
import classes from "./Shell.module.css";
import { showTimesIn } from "./time";
import { Unread } from "./Unread";
import { Waiting } from "./Waiting";

/** Around every page of a person who is signed in; all others are sent to sign in and come back. */
export function Shell() {
  const { t } = useTranslation("app");
  const { data: me, error } = useMe();
  const { pathname, search } = useLocation();
  const zone = me?.time_zone;
  useEffect(() => {
    if (zone) showTimesIn(zone);
  }, [zone]);
  if (error?.status === 401)
    return <Navigate to={`/signin?next=${encodeURIComponent(pathname + search)}`} replace />;
  if (!me && error) throw error;
  if (!me) return <Waiting />;
  return (
    <LiveProvider me={me.id}>
      <TimerProvider>
        <div className={classes.page}>
          <Anchor href="#main" className={classes.skip}>
            {t("skip")}
          </Anchor>
          <Group component="header" className={classes.header} justify="space-between" wrap="nowrap" px="md">
            <Brand />
            <Group gap="xs" wrap="nowrap" miw={0}>
              <TimerControl />
              <WaitingLink />
              <SchemeMenu />
              <PersonMenu me={me} />
            </Group>
          </Group>
          <ConnectionBanner />
          <main id="main" tabIndex={-1} className={classes.main}>
            <UploadsProvider>
              <Outlet />
            </UploadsProvider>
          </main>
        </div>
        <Unread />
      </TimerProvider>
    </LiveProvider>
  );
}
