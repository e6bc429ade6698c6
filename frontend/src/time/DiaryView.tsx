import { SegmentedControl, Text } from "@mantine/core";
import { useMediaQuery } from "@mantine/hooks";
import { useMemo, useState } from "react";
import { useTranslation } from "react-i18next";
import { useSearchParams } from "react-router";
import type { Diary, Room } from "../wire";
import { CellDetail } from "./CellDetail";
import { DayChoice } from "./DayChoice";
import { EntryDialogs } from "./EntryDialogs";
import { EntryList } from "./EntryList";
import type { EntryStep } from "./EntryMenu";
import type { Entry } from "./entries";
import { Grid } from "./Grid";
import { columnsOf, type Mark } from "./grid";
import classes from "./time.module.css";
import { useZone, type Whose } from "./useZone";
import { beginOf } from "./weeks";
import { useZoned } from "./when";
import { localAt } from "./zoned";

type Props = { room: Room; diary: Diary; memos: string[]; onAdd?: (at: number) => void };

/** What was done in a week: as cells of ten minutes or as a list, on the clocks of whoever one chooses. */
export function DiaryView({ room, diary, memos, onAdd }: Props) {
  const { t } = useTranslation("time");
  const { zone, whose, zones, choices, other, choose } = useZone(room);
  const [search, setSearch] = useSearchParams();
  const [step, setStep] = useState<{ step: EntryStep; entry: Entry } | null>(null);
  const asList = search.get("as") === "list";
  const { state, week } = diary.week;
  const isOpen = (state === "open" || state === "review") && diary.may.includes("time.correct");
  const onStep = isOpen ? (step: EntryStep, entry: Entry) => setStep({ step, entry }) : undefined;
  const label = (one: Whose) => t(`zone.${one}`, { name: other?.name ?? "" });
  const show = (as: string) =>
    setSearch(
      (before) => {
        if (as === "list") before.set("as", "list");
        else before.delete("as");
        return before;
      },
      { replace: true },
    );
  return (
    <section className={classes.diary} aria-label={t("list.label")}>
      <div className={classes.switches}>
        <SegmentedControl
          size="xs"
          aria-label={t("view.label")}
          value={asList ? "list" : "grid"}
          onChange={show}
          data={(["grid", "list"] as const).map((value) => ({ value, label: t(`view.${value}`) }))}
        />
        {choices.length > 1 && (
          <SegmentedControl
            size="xs"
            aria-label={t("zone.label")}
            value={whose}
            onChange={(value) => choose(value as Whose)}
            data={choices.map((value) => ({ value, label: label(value) }))}
          />
        )}
        <Boundary monday={week} zone={zones[whose]} />
      </div>
      {asList ? (
        <EntryList {...{ diary, zone, onStep }} />
      ) : (
        <Cells key={zone} {...{ diary, zone, onStep, onAdd }} />
      )}
      {diary.reports.length === 0 && (
        <Text size="sm" c="dimmed">
          {t(isOpen ? "week.nothingMine" : "week.nothing")}
        </Text>
      )}
      {step && <EntryDialogs room={room.id} {...{ ...step, zone, memos }} onClose={() => setStep(null)} />}
    </section>
  );
}

/** Weeks are those of UTC; elsewhere they begin at another hour. */
function Boundary({ monday, zone }: { monday: string; zone: string }) {
  const { t } = useTranslation("time");
  const zoned = useZoned(zone);
  const shown = zone.replaceAll("_", " ");
  return (
    <Text size="xs" c="dimmed" className={classes.boundary}>
      {t("zone.shown", { zone: shown })}.{" "}
      {zone !== "UTC" && t("week.boundary", { from: zoned.dayClock(beginOf(monday)) })}
    </Text>
  );
}

type CellsProps = {
  diary: Diary;
  zone: string;
  onStep?: (step: EntryStep, entry: Entry) => void;
  onAdd?: (at: number) => void;
};

/** The grid of a week; where there is no room for all of it, one day at a time. */
function Cells({ diary, zone, onStep, onAdd }: CellsProps) {
  const { week } = diary.week;
  const narrow = useMediaQuery("(max-width: 48em)", undefined, { getInitialValueInEffect: false });
  const all = useMemo(() => columnsOf(week, zone), [week, zone]);
  const [chosen, setChosen] = useState<number | null>(null);
  const [day, setDay] = useState(() => lastDay(diary, zone) ?? all[0]?.day ?? "");
  const columns = useMemo(
    () => (narrow ? all.filter((column) => column.day === day) : all),
    [all, narrow, day],
  );
  return (
    <>
      {narrow && <DayChoice columns={all} segments={diary.segments} value={day} onChange={setDay} />}
      <Grid {...{ columns, diary, zone, chosen }} onChoose={setChosen} />
      <Legend diary={diary} />
      <CellDetail {...{ diary, zone, onStep, onAdd }} at={chosen} />
    </>
  );
}

/** The last day with time in it. */
function lastDay({ segments }: Diary, zone: string): string | undefined {
  const last = segments.at(-1);
  return last && localAt(Date.parse(last.start), zone).day;
}

const ALWAYS: readonly Mark[] = ["protected", "tracked", "manual", "over_limit"];

/** What the colours mean: the usual ones, and those that this week has besides. */
function Legend({ diary }: { diary: Diary }) {
  const { t } = useTranslation("time");
  const rare = (["shadow", "outside", "late"] as const).filter((kind) =>
    diary.cells.some(({ seconds }) => seconds[kind]),
  );
  return (
    <ul className={classes.legend} aria-label={t("legend")}>
      {[...ALWAYS, ...rare].map((mark) => (
        <li key={mark}>
          <span className={classes.swatch} data-mark={mark} aria-hidden />
          {t(`mark.${mark}`)}
        </li>
      ))}
    </ul>
  );
}
