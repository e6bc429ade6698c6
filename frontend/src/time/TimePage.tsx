import { Anchor, Button, Group, Skeleton, Text, Title } from "@mantine/core";
import { IconChartBar, IconPlus } from "@tabler/icons-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Link, useOutletContext, useSearchParams } from "react-router";
import { Failure } from "../app/Failure";
import { Part } from "../app/Part";
import type { RoomState } from "../live/apply";
import type { Room, Weeks } from "../wire";
import { Asks } from "./Asks";
import { BillingCard } from "./BillingCard";
import { writeDuration } from "./durations";
import { LimitProposal } from "./LimitProposal";
import { ManualDialog } from "./ManualDialog";
import { PastDue } from "./PastDue";
import classes from "./time.module.css";
import { useWeeks } from "./useTime";
import { useZone } from "./useZone";
import { WeekBars } from "./WeekBars";
import { WeekList } from "./WeekList";
import { WeekView } from "./WeekView";
import { isMonday, mondayOf } from "./weeks";

/** An hourly contract's time: its diary week by week, what the week costs, and what became of it. */
export function TimePage() {
  const { t } = useTranslation("time");
  const { room } = useOutletContext<RoomState>();
  const weeks = useWeeks(room);
  return (
    <div className={classes.page}>
      <Failure error={weeks.error} retry={() => void weeks.refetch()} />
      {weeks.isPending && <Skeletons title={t("title")} />}
      {weeks.data && <Whole room={room} weeks={weeks.data} />}
    </div>
  );
}

/** The week that runs: as the server knows it, for this device's clock may be off. */
function runningWeek({ items }: Weeks): string {
  return items.find(({ state }) => state === "open")?.week ?? mondayOf(new Date());
}

function Whole({ room, weeks }: { room: Room; weeks: Weeks }) {
  const { t } = useTranslation("time");
  const [search, setSearch] = useSearchParams();
  const { zone } = useZone(room);
  const [adding, setAdding] = useState<number | "now" | null>(null);
  const now = runningWeek(weeks);
  const asked = search.get("week");
  const monday = isMonday(asked) ? asked : now;
  const show = (week: string) =>
    setSearch((before) => {
      if (week === now) before.delete("week");
      else before.set("week", week);
      return before;
    });
  const mayAdd = weeks.may.includes(room.terms.manual_time ? "time.report" : "time.ask");
  const first = weeks.items.findLast(({ state }) => state === "open" || state === "review")?.week ?? now;
  const { total } = weeks;
  const waiting = weeks.items.flatMap(({ asks }) => asks.filter(({ state }) => state === "asked"));
  return (
    <>
      <div className={classes.pageHead}>
        <div>
          <Title order={2} fz="h3">
            {t("title")}
          </Title>
          <Text size="sm" c="dimmed">
            {t("total", { duration: writeDuration(total.tracked + total.manual) })}
          </Text>
        </div>
        {mayAdd && (
          <Button
            variant="default"
            leftSection={<IconPlus size={16} aria-hidden />}
            onClick={() => setAdding("now")}
          >
            {t("manual.action")}
          </Button>
        )}
      </div>
      <PastDue room={room} weeks={weeks.items} mayPay={weeks.may.includes("bill.pay")} />
      <LimitProposal room={room} />
      <Asks {...{ room, zone }} asks={waiting} may={weeks.may} />
      <WeekView
        key={monday}
        {...{ room, weeks, monday, now }}
        onShow={show}
        onAdd={mayAdd ? setAdding : undefined}
      />
      <BillingCard room={room} weeks={weeks} />
      <Part title={t("plot.title")}>
        <WeekBars weeks={weeks.items} />
      </Part>
      <Part title={t("bill.weeks")}>
        <WeekList room={room} weeks={weeks.items} may={weeks.may} />
        <Anchor component={Link} to={`/time-report?room=${room.id}`} size="sm" className={classes.withIcon}>
          <IconChartBar size={16} aria-hidden /> {t("reports")}
        </Anchor>
      </Part>
      {adding !== null && (
        <ManualDialog
          {...{ room, zone }}
          memos={weeks.memos}
          monday={first}
          at={adding === "now" ? null : adding}
          onClose={() => setAdding(null)}
        />
      )}
    </>
  );
}

function Skeletons({ title }: { title: string }) {
  return (
    <>
      <Title order={2} fz="h3">
        {title}
      </Title>
      <Group>
        <Skeleton h={36} w={240} />
      </Group>
      <Skeleton h={64} />
      <Skeleton h={520} radius="md" />
    </>
  );
}
