import { IconFolder, IconMessages } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import { NavLink } from "react-router";
import classes from "./workrooms.module.css";

/** The parts of a workroom. On a narrow screen their signs alone. */
export function RoomTabs({ room }: { room: string }) {
  const { t } = useTranslation("files");
  const parts = [
    { to: `/rooms/${room}`, label: t("tab.talk"), Icon: IconMessages },
    { to: `/rooms/${room}/files`, label: t("tab.files"), Icon: IconFolder },
  ];
  return (
    <nav className={classes.tabs} aria-label={t("tab.label")}>
      {parts.map(({ to, label, Icon }) => (
        <NavLink key={to} to={to} end className={classes.tab} aria-label={label} title={label}>
          <Icon size={18} stroke={1.5} aria-hidden />
          <span className={classes.wideOnly}>{label}</span>
        </NavLink>
      ))}
    </nav>
  );
}
