import { Skeleton } from "@mantine/core";
import { useState } from "react";
import { Failure } from "../app/Failure";
import { usePolicy } from "../terms/usePolicy";
import { openProposals } from "../terms/versions";
import type { Room, Week, Weeks } from "../wire";
import { Asks } from "./Asks";
import { BillPanel } from "./BillPanel";
import { DiaryView } from "./DiaryView";
import { LimitBar } from "./LimitBar";
import { Overtime } from "./Overtime";
import { RaiseDialog } from "./RaiseDialog";
import { useDiary } from "./useTime";
import { useZone } from "./useZone";
import { WeekNav } from "./WeekNav";

type Props = {
  room: Room;
  weeks: Weeks;
  monday: string;
  /** The week that runs. */
  now: string;
  onShow: (monday: string) => void;
  onAdd?: (at: number) => void;
};

/** One week: how much of the limit is used, what was done when, and what it costs. */
export function WeekView({ room, weeks, monday, now, onShow, onAdd }: Props) {
  const runs = weeks.running !== null && monday === now;
  const diary = useDiary(room, monday, runs);
  const kept = weeks.items.find((one) => one.week === monday);
  // The diary counts the timer that runs, too.
  const week = (runs ? diary.data?.week : kept) ?? kept ?? diary.data?.week;
  return (
    <>
      <WeekNav {...{ week, monday, now, onShow }} />
      {week && <AboutWeek {...{ room, weeks, week }} settled={kept ?? week} isNow={monday === now} />}
      <Failure error={diary.error} retry={() => void diary.refetch()} />
      {diary.isPending && <Skeleton h={640} radius="md" />}
      {diary.data && <DiaryView {...{ room, onAdd }} memos={weeks.memos} diary={diary.data} />}
      {week && <BillPanel {...{ room, week, runs }} card={weeks.card} />}
    </>
  );
}

type AboutProps = {
  room: Room;
  weeks: Weeks;
  week: Week;
  /** Without the timer that runs: what of it is over the limit can be accepted when it has stopped. */
  settled: Week;
  isNow: boolean;
};

/** The limit, and what waits for somebody's word. */
function AboutWeek({ room, weeks, week, settled, isNow }: AboutProps) {
  const [raising, setRaising] = useState(false);
  const { zone } = useZone(room);
  const answered = week.asks.filter(({ state }) => state !== "asked");
  const policy = usePolicy().data?.policies.find(({ id }) => id === room.terms.policy);
  const most = policy?.weekly_limit_most ?? 168;
  const proposed = openProposals(room).some(({ side }) => side === room.side);
  const mayRaise =
    isNow && room.may.includes("terms.propose") && !proposed && (room.terms.weekly_limit ?? 0) < most;
  return (
    <>
      <LimitBar week={week} onRaise={mayRaise ? () => setRaising(true) : undefined} />
      <Overtime room={room} week={settled} open={weeks.may.includes("overtime.accept")} />
      <Asks {...{ room, zone }} asks={answered} may={weeks.may} />
      {raising && <RaiseDialog room={room} most={most} onClose={() => setRaising(false)} />}
    </>
  );
}
