import { Anchor, Badge, Button, Text } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import { useWhen } from "../app/when";
import type { Release, Room } from "../wire";
import classes from "./money.module.css";
import { RefundDialog } from "./RefundDialog";
import { useSums } from "./useMoney";

/** What became the freelancer's, newest first: pending, then available; and the way to give some back. */
export function Releases({ room, releases }: { room: Room; releases: Release[] }) {
  const { t } = useTranslation("money");
  const [refunding, setRefunding] = useState<Release | null>(null);
  const currency = room.terms.currency;
  return (
    <>
      <ul className={classes.lines} aria-label={t("releases.title")}>
        {releases.map((release) => (
          <Row key={release.id} {...{ room, release, currency }} onRefund={() => setRefunding(release)} />
        ))}
      </ul>
      {refunding && <RefundDialog room={room} release={refunding} onClose={() => setRefunding(null)} />}
    </>
  );
}

type RowProps = { room: Room; release: Release; currency: string; onRefund: () => void };

function Row({ room, release, currency, onRefund }: RowProps) {
  const { t } = useTranslation("money");
  const sums = useSums();
  const when = useWhen();
  const sum = (minor: number) => sums(minor, currency);
  const { kind, title, minor, fee, net, refunded, at, available_at, is_available, milestone } = release;
  const all = refunded >= minor;
  const mayRefund =
    room.may.includes("release.refund") && !all && Date.parse(release.refund_until) > Date.now();
  const state = all ? "refunded" : is_available ? "available" : "pending";
  return (
    <li className={classes.entry} data-release={release.id} data-state={state}>
      <div className={classes.entryTop}>
        <Text fw={600} dir="auto">
          {milestone ? (
            <Anchor component={Link} to={`/rooms/${room.id}/milestones/${milestone}`} fw={600} c="inherit">
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
        <span className={classes.sum}>{sum(net)}</span>
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
      {mayRefund && (
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
