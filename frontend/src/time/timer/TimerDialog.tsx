import { Kbd, Text } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useLocation } from "react-router";
import { FormDialog } from "../../app/FormDialog";
import { useSession } from "../../live/LiveProvider";
import { HoursFields } from "./HoursFields";
import { RunningNow } from "./RunningNow";
import { lastRoom, remember } from "./settings";
import { KEYS } from "./shortcut";
import { useTimer, useTimers } from "./timers";
import { useTimedRooms } from "./useTimedRooms";
import { WorkFields } from "./WorkFields";

/** Asks what to work on and starts the timer; while one runs, tells of it, and can start another instead. */
export function TimerDialog({ room: given, onClose }: { room?: string; onClose: () => void }) {
  const { t } = useTranslation("timer");
  const { me } = useSession();
  const { tracker } = useTimers();
  const runs = useTimer(({ run, elsewhere }) => run !== null || elsewhere !== null);
  const rooms = useTimedRooms();
  const { pathname } = useLocation();
  const [, , here] = pathname.split("/");
  const [chosen, setChosen] = useState<string | null>(null);
  const offered = [chosen, given, here, lastRoom(me), rooms[0]?.id];
  const room = offered.find((one) => rooms.some(({ id }) => id === one)) ?? null;
  const [memo, setMemo] = useState("");
  const [wrong, setWrong] = useState("");
  const isComplete = () => {
    setWrong(memo.trim() ? "" : t("dialog.memoNone"));
    return room !== null && memo.trim() !== "";
  };
  const start = async () => {
    const work = { room: room ?? "", memo: memo.trim() };
    await tracker.begin({ ...work, title: rooms.find(({ id }) => id === room)?.title ?? "" });
    remember(me, work.room, work.memo);
  };
  return (
    <FormDialog
      opened
      title={t(runs ? "dialog.running" : "dialog.start")}
      action={t(runs ? "dialog.other" : "dialog.action")}
      isComplete={isComplete}
      onAct={start}
      onClose={onClose}
    >
      {runs && <RunningNow onClose={onClose} />}
      {rooms.length ? (
        <WorkFields {...{ rooms, room, memo, wrong }} onRoom={setChosen} onMemo={setMemo} focused={!runs} />
      ) : (
        <Text size="sm">{t("dialog.none")}</Text>
      )}
      <HoursFields />
      <Text size="sm" c="dimmed">
        {KEYS.map((key) => (
          <Kbd key={key} mr={4}>
            {key}
          </Kbd>
        ))}
        {t("dialog.shortcut")}
      </Text>
    </FormDialog>
  );
}
