import { ActionIcon } from "@mantine/core";
import { IconArrowLeft, IconLayoutSidebarRight } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import { clockTime, isElsewhere } from "../app/time";
import { useNow } from "../app/useNow";
import type { RoomState } from "../live/apply";
import { useLive } from "../live/LiveProvider";
import { OPEN } from "../live/writable";
import { RoomTimer } from "../time/timer/RoomTimer";
import { Working } from "../time/timer/Working";
import type { Person, Room } from "../wire";
import { RoomTabs } from "./RoomTabs";
import { StatusBadge } from "./StatusBadge";
import classes from "./workrooms.module.css";

type Props = { state: RoomState; onPanel: () => void; panelShown: boolean };

/** Which contract this is, how it stands, and who is here. */
export function RoomHead({ state: { room, me }, onPanel, panelShown }: Props) {
  const { t } = useTranslation("workrooms");
  const others = room.members.filter(({ person }) => person.id !== me);
  return (
    <div className={classes.headRoom}>
      <div className={classes.head}>
        <ActionIcon
          component={Link}
          to="/rooms"
          variant="subtle"
          color="gray"
          size="lg"
          className={classes.narrowOnly}
          aria-label={t("back")}
        >
          <IconArrowLeft size={20} aria-hidden />
        </ActionIcon>
        <div className={classes.headWords}>
          <h1 className={classes.headTitle} dir="auto">
            {room.title}
          </h1>
          <div className={classes.parties}>
            {others.map(({ person }) => (
              <Party key={person.id} room={room} person={person} />
            ))}
          </div>
        </div>
        <RoomTabs room={room} />
        <span className={`${classes.status} ${room.status === "active" ? classes.wideOnly : ""}`}>
          <StatusBadge status={room.status} />
        </span>
        <RoomTimer room={room} />
        <ActionIcon
          variant="subtle"
          color="gray"
          size="lg"
          aria-label={t("panel.open")}
          aria-expanded={panelShown}
          onClick={onPanel}
        >
          <IconLayoutSidebarRight size={20} aria-hidden />
        </ActionIcon>
      </div>
    </div>
  );
}

function Party({ room, person }: { room: Room; person: Person }) {
  const { t } = useTranslation("workrooms");
  const presence = useLive((live) => live.signals[room.id]?.presence[person.id]) ?? "offline";
  const now = useNow();
  return (
    <span className={classes.party}>
      <span
        className={classes.dot}
        data-presence={presence}
        role="img"
        aria-label={t(`presence.${presence}`)}
        title={t(`presence.${presence}`)}
      />
      <bdi>{person.name}</bdi>
      {isElsewhere(person.time_zone, now) && (
        <span>{` · ${t("localTime", { time: clockTime(now, person.time_zone) })}`}</span>
      )}
      {room.kind === "hourly" && OPEN.includes(room.status) && <Working room={room} person={person} />}
    </span>
  );
}
