import { IconClockHour4, IconCoins, IconFlag, IconFolder, IconMessages } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import { NavLink } from "react-router";
import type { Room } from "../wire";
import classes from "./workrooms.module.css";

/** The parts of a workroom. On a narrow screen without their signs. */
export function RoomTabs({ room: { id: room, terms } }: { room: Room }) {
  const { t } = useTranslation(["files", "milestones", "money", "time"]);
  const to = `/rooms/${room}/milestones`;
  const milestones = { to, end: false, label: t("milestones:tab"), Icon: IconFlag };
  const time = { to: `/rooms/${room}/time`, end: true, label: t("time:tab"), Icon: IconClockHour4 };
  const parts = [
    { to: `/rooms/${room}`, end: true, label: t("tab.talk"), Icon: IconMessages },
    terms.kind === "fixed" ? milestones : time,
    { to: `/rooms/${room}/money`, end: true, label: t("money:tab"), Icon: IconCoins },
    { to: `/rooms/${room}/files`, end: true, label: t("tab.files"), Icon: IconFolder },
  ];
  return (
    <nav className={classes.tabs} aria-label={t("tab.label")}>
      {parts.map(({ to, end, label, Icon }) => (
        <NavLink key={to} to={to} end={end} className={classes.tab}>
          <Icon size={18} stroke={1.5} aria-hidden />
          <span>{label}</span>
        </NavLink>
      ))}
    </nav>
  );
}
