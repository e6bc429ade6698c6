import { Anchor, Button, VisuallyHidden } from "@mantine/core";
import { IconFileInvoice } from "@tabler/icons-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Link, useSearchParams } from "react-router";
import { useWhen } from "../app/when";
import { useSums } from "../money/useMoney";
import type { Room, Week } from "../wire";
import { writeDuration } from "./durations";
import { TakeBackDialog } from "./TakeBackDialog";
import classes from "./time.module.css";
import { WeekState } from "./WeekState";

type Props = { room: Room; weeks: Week[]; may: string[] };

/** The weeks of a contract, newest first: hours, bill, and where its money is. */
export function WeekList({ room, weeks, may }: Props) {
  const { t } = useTranslation("time");
  const [taking, setTaking] = useState<Week | null>(null);
  const mayTake = may.includes("time.take_back");
  return (
    <>
      <ul className={classes.weeks} aria-label={t("bill.weeks")}>
        {weeks.map((week) => (
          <Row key={week.week} week={week} onTake={mayTake ? setTaking : undefined} />
        ))}
      </ul>
      {taking && <TakeBackDialog room={room} week={taking} onClose={() => setTaking(null)} />}
    </>
  );
}

function Row({ week, onTake }: { week: Week; onTake?: (week: Week) => void }) {
  const { t } = useTranslation("time");
  const sums = useSums();
  const when = useWhen();
  const [search] = useSearchParams();
  const to = new URLSearchParams(search);
  to.set("week", week.week);
  const { bill } = week;
  const name = t("bill.of", { week: when.day(week.week) });
  return (
    <li>
      <div className={classes.weekWords}>
        <Anchor component={Link} to={`?${to}`} size="sm" fw={600}>
          {name}
        </Anchor>
        <span className={classes.meta}>{writeDuration(week.sums.tracked + week.sums.manual)}</span>
      </div>
      <span className={classes.weekSum}>{bill ? sums(bill.total, bill.currency) : "–"}</span>
      <WeekState week={week} />
      <span className={classes.weekActs}>
        {bill?.path && (
          <Anchor href={bill.path} size="sm" className={classes.withIcon}>
            <IconFileInvoice size={16} aria-hidden /> {t("bill.pdf")}
            <VisuallyHidden>{name}</VisuallyHidden>
          </Anchor>
        )}
        {onTake && week.billed > 0 && (
          <Button size="compact-xs" variant="subtle" onClick={() => onTake(week)}>
            {t("back.action")}
            <VisuallyHidden>, {name}</VisuallyHidden>
          </Button>
        )}
      </span>
    </li>
  );
}
