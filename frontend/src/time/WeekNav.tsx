import { ActionIcon, Button } from "@mantine/core";
import { IconChevronLeft, IconChevronRight } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import { useSums } from "../money/useMoney";
import type { Week } from "../wire";
import { writeDuration } from "./durations";
import classes from "./time.module.css";
import { WeekState } from "./WeekState";
import { shifted, sundayOf } from "./weeks";
import { useZoned } from "./when";

type Props = {
  week: Week | undefined;
  monday: string;
  now: string;
  onShow: (monday: string) => void;
};

/** From week to week. */
export function WeekNav({ week, monday, now, onShow }: Props) {
  const { t } = useTranslation("time");
  const sums = useSums();
  const zoned = useZoned("UTC");
  const range = t("week.range", { first: zoned.shortDay(monday), last: zoned.day(sundayOf(monday)) });
  const seconds = (week?.sums.tracked ?? 0) + (week?.sums.manual ?? 0);
  return (
    <nav className={classes.weekNav} aria-label={t("week.label")}>
      <ActionIcon
        variant="default"
        size="lg"
        aria-label={t("week.previous")}
        onClick={() => onShow(shifted(monday, -1))}
      >
        <IconChevronLeft size={18} aria-hidden />
      </ActionIcon>
      <ActionIcon
        variant="default"
        size="lg"
        aria-label={t("week.next")}
        disabled={monday >= now}
        onClick={() => onShow(shifted(monday, 1))}
      >
        <IconChevronRight size={18} aria-hidden />
      </ActionIcon>
      <div className={classes.weekTitle} aria-live="polite">
        <h3>{range}</h3>
        <span className={classes.meta}>
          {t("week.total", { duration: writeDuration(seconds) })}
          {week?.bill && ` · ${sums(week.bill.total, week.bill.currency)}`}
          {week && <WeekState week={week} />}
        </span>
      </div>
      {monday !== now && (
        <Button size="compact-sm" variant="subtle" onClick={() => onShow(now)}>
          {t("week.now")}
        </Button>
      )}
    </nav>
  );
}
