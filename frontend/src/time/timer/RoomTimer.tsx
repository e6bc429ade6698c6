import { ActionIcon } from "@mantine/core";
import { IconPlayerPlayFilled, IconPlayerStopFilled } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import type { Room } from "../../wire";
import { useTimer, useTimers } from "./timers";
import { useEnd } from "./useEnd";

/** In the head of a room, for who works there by the hour: start here, or stop what runs here. */
export function RoomTimer({ room }: { room: Room }) {
  const { t } = useTranslation("timer");
  const { ask } = useTimers();
  const end = useEnd();
  const here = useTimer(({ run, elsewhere }) => (run ?? elsewhere)?.room === room.id);
  if (room.kind !== "hourly" || room.role !== "freelancer" || !(here || room.status === "active"))
    return null;
  const label = t(here ? "stop" : "startHere");
  const Icon = here ? IconPlayerStopFilled : IconPlayerPlayFilled;
  return (
    <ActionIcon
      variant="default"
      size="lg"
      aria-label={label}
      title={label}
      c={here ? "var(--collab-refused)" : undefined}
      onClick={() => (here ? void end() : ask(room.id))}
    >
      <Icon size={16} aria-hidden />
    </ActionIcon>
  );
}
