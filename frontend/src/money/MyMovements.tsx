import { Anchor, Skeleton, Text } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import { useWhen } from "../app/when";
import type { Movement } from "../wire";
import { More } from "./More";
import { type MyAccount, useMyLedger } from "./mine";
import classes from "./money.module.css";
import { useSums } from "./useMoney";
import { WeekLink } from "./WeekLink";

/** What moved on an account of mine, newest first, each with the way to its cause. */
export function MyMovements(props: { account: MyAccount; currency: string; label: string }) {
  const { t } = useTranslation("money");
  const { account, currency, label } = props;
  const { items, isPending, further } = useMyLedger(account, currency);
  return (
    <>
      {isPending && <Skeleton h={160} />}
      {items?.length === 0 && <Text c="dimmed">{t(`mine.none_${account}`, { currency })}</Text>}
      <ul className={classes.lines} aria-label={label}>
        {items?.map((movement) => (
          <Row key={movement.id} movement={movement} />
        ))}
      </ul>
      <More words={t("ledger.more")} further={further} />
    </>
  );
}

function Row({ movement }: { movement: Movement }) {
  const { t } = useTranslation("money");
  const sums = useSums();
  const when = useWhen();
  const { words, at, minor, balance, currency, cause, room, room_title, seq, milestones, week } = movement;
  return (
    <li className={classes.entry} data-cause={cause}>
      <div className={classes.entryTop}>
        <Text fw={600} dir="auto">
          {words}
        </Text>
        <Text size="sm" c="dimmed">
          {when.dateTime(at)}
        </Text>
        <span className={classes.sum} data-sign={Math.sign(minor)}>
          {minor > 0 && "+"}
          {sums(minor, currency)}
        </span>
      </div>
      <div className={classes.entryTop}>
        {room && (
          <Anchor component={Link} to={`/rooms/${room}/money`} size="sm" dir="auto">
            {t("mine.room", { title: room_title })}
          </Anchor>
        )}
        {room && seq != null && (
          <Anchor component={Link} to={`/rooms/${room}?at=${seq}`} size="sm">
            {t("ledger.event")}
          </Anchor>
        )}
        {milestones.map((id) => (
          <Anchor key={id} component={Link} to={`/rooms/${room}/milestones/${id}`} size="sm">
            {t("ledger.milestone")}
          </Anchor>
        ))}
        {room && <WeekLink room={room} week={week} />}
        <Text size="sm" c="dimmed" ms="auto" className={classes.figures}>
          {t("ledger.afterwards", { balance: sums(balance, currency) })}
        </Text>
      </div>
    </li>
  );
}
