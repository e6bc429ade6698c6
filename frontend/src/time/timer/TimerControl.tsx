import { ActionIcon, Button, UnstyledButton, VisuallyHidden } from "@mantine/core";
import { IconCloudOff, IconPlayerPlayFilled, IconPlayerStopFilled } from "@tabler/icons-react";
import { useEffect } from "react";
import { useTranslation } from "react-i18next";
import { useLive } from "../../live/LiveProvider";
import { Elapsed } from "./Elapsed";
import { second } from "./run";
import { KEYS } from "./shortcut";
import classes from "./timer.module.css";
import { useTimer, useTimers } from "./timers";
import { useEnd } from "./useEnd";
import { useTimedRooms } from "./useTimedRooms";

/** In the head of every page, for who works by the hour: start, or what runs and its end. */
export function TimerControl() {
  const ready = useTimer((shown) => shown.ready);
  const runs = useTimer(({ run, elsewhere }) => run !== null || elsewhere !== null);
  const isWorker = useTimedRooms().length > 0;
  useEffect(() => {
    // Without a connection, what they need could not be fetched when they are needed.
    if (isWorker) void Promise.all([import("./TimerDialog"), import("./AwayDialog")]).catch(() => undefined);
  }, [isWorker]);
  if (!ready) return null;
  if (runs) return <Running />;
  return isWorker ? <Start /> : null;
}

function Start() {
  const { t } = useTranslation("timer");
  const { ask } = useTimers();
  const label = t("start");
  const title = `${label} (${KEYS.join("+")})`;
  const keys = KEYS.join("+");
  return (
    <>
      <Button
        className={classes.wide}
        variant="default"
        size="xs"
        leftSection={<IconPlayerPlayFilled size={14} aria-hidden />}
        aria-keyshortcuts={keys}
        title={title}
        onClick={() => ask()}
      >
        {label}
      </Button>
      <ActionIcon
        className={classes.narrow}
        variant="default"
        size="lg"
        aria-label={label}
        title={title}
        onClick={() => ask()}
      >
        <IconPlayerPlayFilled size={16} aria-hidden />
      </ActionIcon>
    </>
  );
}

function Running() {
  const { t } = useTranslation("timer");
  const { ask } = useTimers();
  const run = useTimer((shown) => shown.run);
  const elsewhere = useTimer((shown) => shown.elsewhere);
  const offline = useLive(({ connection }) => connection !== "open") && run !== null;
  const end = useEnd();
  const memo = (run ?? elsewhere)?.memo ?? "";
  const title = run ? run.title : (elsewhere?.room_title ?? "");
  return (
    <div className={classes.running}>
      <VisuallyHidden role="status">{t("started", { memo })}</VisuallyHidden>
      <UnstyledButton className={classes.what} onClick={() => ask()} title={t("details")}>
        {offline ? (
          <IconCloudOff size={16} className={classes.sign} role="img" aria-label={t("keptHere")} />
        ) : (
          <span className={classes.dot} aria-hidden />
        )}
        <VisuallyHidden>{t("running")} </VisuallyHidden>
        <span className={classes.memo} dir="auto">
          {memo}
        </span>
        <VisuallyHidden> ({title}) </VisuallyHidden>
        <Elapsed begun={run ? run.begun : second(elsewhere?.start ?? "")} />
      </UnstyledButton>
      <ActionIcon
        variant="subtle"
        color="red"
        size="lg"
        radius="xl"
        aria-label={t("stop")}
        title={`${t("stop")} (${KEYS.join("+")})`}
        aria-keyshortcuts={KEYS.join("+")}
        onClick={() => void end()}
      >
        <IconPlayerStopFilled size={16} aria-hidden />
      </ActionIcon>
    </div>
  );
}
