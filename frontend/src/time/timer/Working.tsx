import { useTranslation } from "react-i18next";
import type { Room } from "../../wire";
import { useWeeks } from "../useTime";
import { Elapsed } from "./Elapsed";
import { second } from "./run";
import classes from "./timer.module.css";

/** Live in the head of a room: what somebody works on right now, and for how long. Nothing while they do not. */
export function Working({ room, person }: { room: Room; person: { id: string; name: string } }) {
  const { t } = useTranslation("timer");
  const running = useWeeks(room).data?.running;
  if (running?.person !== person.id) return null;
  return (
    <span className={classes.working}>
      <span className={classes.workingMemo}>
        {" · "}
        {t("working")}: <bdi>{running.memo}</bdi>
      </span>
      {" · "}
      <Elapsed begun={second(running.start)} />
    </span>
  );
}
