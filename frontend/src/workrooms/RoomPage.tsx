import { Button, Drawer, Group, Skeleton, Stack, Text, Title, VisuallyHidden } from "@mantine/core";
import { useDisclosure, useMediaQuery } from "@mantine/hooks";
import { lazy, Suspense, useEffect } from "react";
import { useTranslation } from "react-i18next";
import { Link, Outlet, useParams } from "react-router";
import type { ApiError } from "../api/errors";
import { useOpened } from "../files/useOpenFile";
import type { RoomState } from "../live/apply";
import { useLive, useSession } from "../live/LiveProvider";
import { Contract } from "./Contract";
import { Proposal } from "./Proposal";
import { RoomHead } from "./RoomHead";
import classes from "./workrooms.module.css";

const FileDialog = lazy(async () => ({ default: (await import("../files/FileDialog")).FileDialog }));

/** One workroom; read anew for each address, then kept live. */
export function RoomPage() {
  const { room = "" } = useParams();
  const session = useSession();
  const state = useLive((live) => live.rooms[room]);
  const error = useLive((live) => live.failed[room]);
  useEffect(() => {
    if (!session.store.getState().rooms[room]) void session.load(room);
  }, [room, session]);
  if (error) return <Failed error={error} onRetry={() => void session.load(room)} />;
  if (!state) return <Skeletons />;
  return <OpenRoom key={room} state={state} />;
}

function OpenRoom({ state }: { state: RoomState }) {
  const { t } = useTranslation(["workrooms", "app"]);
  const beside = useMediaQuery("(min-width: 75em)", undefined, { getInitialValueInEffect: false });
  const [shown, panel] = useDisclosure(beside);
  const [over, drawer] = useDisclosure(false);
  const open = beside ? panel : drawer;
  const { file } = useOpened();
  return (
    <div className={classes.room}>
      <div className={classes.talk}>
        <RoomHead state={state} onPanel={open.toggle} panelShown={beside ? shown : over} />
        <Proposal state={state} onReview={open.open} />
        <div className={classes.part}>
          <Outlet context={state} />
        </div>
      </div>
      {beside && shown && (
        <aside className={classes.side} aria-label={t("panel.title")}>
          <VisuallyHidden component="h2">{t("panel.title")}</VisuallyHidden>
          <Contract room={state.room} />
        </aside>
      )}
      <Drawer
        opened={!beside && over}
        onClose={drawer.close}
        position="right"
        size="min(100%, 24rem)"
        title={t("panel.title")}
        closeButtonProps={{ "aria-label": t("app:close") }}
      >
        <Contract room={state.room} />
      </Drawer>
      {file && (
        <Suspense>
          <FileDialog key={file} state={state} />
        </Suspense>
      )}
    </div>
  );
}

function Failed({ error, onRetry }: { error: ApiError; onRetry: () => void }) {
  const { t } = useTranslation(["workrooms", "app"]);
  return (
    <Stack p="xl" align="flex-start" maw={480} mx="auto">
      <Title order={1} fz="h2">
        {error.status === 404 ? t("gone.title") : t("app:error.title")}
      </Title>
      <Text>{error.message}</Text>
      <Group>
        {error.status !== 404 && <Button onClick={onRetry}>{t("app:error.retry")}</Button>}
        <Button component={Link} to="/rooms" variant="default">
          {t("gone.back")}
        </Button>
      </Group>
    </Stack>
  );
}

function Skeletons() {
  return (
    <Stack p="md" h="100%">
      <Skeleton h={40} w="60%" />
      {[70, 45, 60, 30].map((width) => (
        <Group key={width} wrap="nowrap" align="flex-start">
          <Skeleton circle h={38} />
          <Skeleton h={44} w={`${width}%`} />
        </Group>
      ))}
    </Stack>
  );
}
