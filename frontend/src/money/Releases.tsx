import { Anchor, Badge, Button, Text } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import { useNow } from "../app/useNow";
import { useWhen } from "../app/when";
import type { MoneyPage, Release, Room } from "../wire";
import { More } from "./More";
import classes from "./money.module.css";
import { RefundDialog } from "./RefundDialog";
import { useList, useSums } from "./useMoney";

/** What became the freelancer's, newest first: pending, then available; and the way to give some back. */
export function Releases({ room, page }: { room: Room; page: MoneyPage }) {
  const { t } = useTranslation("money");
  const { shown, further } = useList(room.id, "releases", page);
  const [refunding, setRefunding] = useState<Release | null>(null);
  const currency = room.terms.currency;
  return (
    <>
      <ul className={classes.lines} aria-label={t("releases.title")}>
        {shown.map((release) => (
          <Row key={release.id} {...{ room, release, currency }} onRefund={() => setRefunding(release)} />
        ))}
      </ul>
      <More further={further} words={t("releases.more")} />
      {refunding && <RefundDialog room={room} release={refunding} onClose={() => setRefunding(null)} />}
    </>
  );
}

type RowProps = { room: Room; release: Release; currency: string; onRefund: () => void };

function Row({ room, release, currency, onRefund }: RowProps) {
  const { t } = useTranslation("money");
  const sums = useSums();
  const when = useWhen();
  const now = useNow().getTime();
  const sum = (minor: number) => sums(minor, currency);
  const {
    kind,
    title,
    minor,
    fee,
    left,
    refunded,
    at,
    available_at,
    is_available,
    milestone,
    week,
    refund_until,
  } = release;
  const all = refunded >= minor;
  const refundable = !all && now < Date.parse(refund_until);
  const work = milestone ? `milestones/${milestone}` : week && `time?week=${week}`;
  const state = all ? "refunded" : is_available ? "available" : "pending";
  return (
    <li className={classes.entry} data-release={release.id} data-state={state}>
      <div className={classes.entryTop}>
        <Text fw={600} dir="auto">
          {work ? (
            <Anchor component={Link} to={`/rooms/${room.id}/${work}`} fw={600} c="inherit">
              {title}
            </Anchor>
          ) : (
            title
          )}
        </Text>
        <Badge
          variant="dot"
          color={{ refunded: "gray", available: "green", pending: "yellow" }[state]}
          tt="none"
          fw={600}
        >
          {t(`releases.${state}`)}
        </Badge>
        <span className={classes.sum}>{sum(left)}</span>
      </div>
      <Text size="sm" c="dimmed">
        {kind === "bonus" && `${t("releases.bonus")} · `}
        {when.dateTime(at)}
        {fee > 0 && ` · ${t("releases.fee", { amount: sum(minor), fee: sum(fee) })}`}
        {refunded > 0 && ` · ${t("releases.back", { amount: sum(refunded) })}`}
      </Text>
      {!is_available && !all && (
        <Text size="sm">{t("releases.until", { when: when.deadline(available_at) })}</Text>
      )}
      {refundable && room.side === "freelancer" && (
        <Text size="sm">{t("releases.refundable", { when: when.deadline(refund_until) })}</Text>
      )}
      {refundable && room.may.includes("release.refund") && (
        <div>
          <Button
            size="compact-sm"
            variant="default"
            onClick={onRefund}
            aria-label={`${t("refund.open")}: ${title}`}
          >
            {t("refund.open")}
          </Button>
        </div>
      )}
    </li>
  );
}
