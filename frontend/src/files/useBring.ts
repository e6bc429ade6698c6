import { notifications } from "@mantine/notifications";
import { useTranslation } from "react-i18next";
import type { Dropped } from "./dropped";
import type { Place } from "./transfer";
import { useDesk } from "./UploadsProvider";

/** Files of one message; the server refuses more. */
export const FILES_MOST = 20;

/**
 * Brings files into a room: into the message being written or work to hand in (up to `FILES_MOST`), or among
 * the room's files.
 */
export function useBring(room: string, place: Exclude<Place, "message">): (what: Dropped) => void {
  const { t } = useTranslation("files");
  const desk = useDesk();
  return ({ files, folders }) => {
    // Read now, not followed: whoever only takes files need not render with each step of them.
    const here = Object.values(desk.store.getState()).filter(
      (one) => one.room === room && one.place === place,
    );
    const free = place === "shelf" ? files.length : Math.max(0, FILES_MOST - here.length);
    const [taken, left] = [files.slice(0, free), files.slice(free)];
    if (taken.length) desk.add(room, taken, { place });
    const say = (message: string) => notifications.show({ color: "yellow", message, autoClose: 10_000 });
    for (const name of folders) say(t("folder", { name }));
    const names = left.map(({ name }) => name).join(", ");
    if (left.length) say(t("tooMany", { most: FILES_MOST, names }));
  };
}
