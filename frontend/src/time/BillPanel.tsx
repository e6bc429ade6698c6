import { Anchor, Badge, Text, Title } from "@mantine/core";
import { IconCoins, IconFileInvoice } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import { useWhen } from "../app/when";
import { useSums } from "../money/useMoney";
import type { Bill, BillLine, Room, Week } from "../wire";
import { Consequences } from "./Consequences";
import { writeDuration } from "./durations";
import classes from "./time.module.css";

const COLORS = { preview: "ink", charging: "yellow", paid: "green", past_due: "red" } as const;

type Props = { room: Room; week: Week; card: string | null; runs: boolean };

/** What the week costs, to the cent, and what happens when: the same figures for both sides, live until it closes. */
export function BillPanel({ room, week, card, runs }: Props) {
  const { t } = useTranslation("time");
  const bill = week.bill ?? null;
  const isOpen = week.state === "open" || week.state === "review";
  return (
    <section className={classes.bill} aria-labelledby="bill-title">
      <div className={classes.billHead}>
        <Title order={3} fz="h4" id="bill-title">
          {t(isOpen ? "bill.preview" : "bill.made")}
        </Title>
        {bill && (
          <Badge variant="dot" color={COLORS[bill.state]} tt="none">
            {t(`bill.state.${bill.state}`)}
          </Badge>
        )}
      </div>
      {bill ? (
        <Sums room={room} bill={bill} />
      ) : (
        <Text size="sm">{t(isOpen ? "bill.nothing" : "bill.nothingMade")}</Text>
      )}
      {isOpen && (bill || runs) && (
        <Text size="sm" c="dimmed">
          {bill && t("bill.live")} {runs && t("bill.runs")}
        </Text>
      )}
      {bill?.path && (
        <Anchor href={bill.path} size="sm" className={classes.withIcon}>
          <IconFileInvoice size={16} aria-hidden /> {t("bill.invoice")}
        </Anchor>
      )}
      {bill?.id && bill.minor > 0 && (
        <Anchor
          component={Link}
          to={`/rooms/${room.id}/money?week=${bill.week}`}
          size="sm"
          className={classes.withIcon}
        >
          <IconCoins size={16} aria-hidden /> {t("bill.ledger")}
        </Anchor>
      )}
      <Consequences room={room} week={week} bill={bill} card={card} />
    </section>
  );
}

function Sums({ room, bill }: { room: Room; bill: Bill }) {
  const { t } = useTranslation("time");
  const sums = useSums();
  const sum = (minor: number) => sums(minor, bill.currency);
  const keep = bill.minor - bill.net;
  const rows = [
    { row: "minor", label: t("bill.sum"), minor: bill.minor },
    ...(bill.fee ? [{ row: "fee", label: t("bill.fee"), minor: bill.fee }] : []),
    { row: "total", label: t("bill.pays"), minor: bill.total },
    ...(keep ? [{ row: "keep", label: t("bill.freelancerFee"), minor: -keep }] : []),
    { row: "net", label: t("bill.gets"), minor: bill.net },
  ];
  const mine = room.side === "client" ? "total" : "net";
  return (
    <>
      <dl className={classes.billLines}>
        {bill.lines.map((line, i) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: lines of a bill have no other name, and keep their order
          <Line key={i} line={line} currency={bill.currency} />
        ))}
        {rows.map(({ row, label, minor }) => (
          <div key={row} data-bill={row} data-strong={row === mine} data-first={row === "minor"}>
            <dt>{label}</dt>
            <dd>{sum(minor)}</dd>
          </div>
        ))}
      </dl>
      {bill.carried < 0 && <Text size="sm">{t("bill.carried", { amount: sum(-bill.carried) })}</Text>}
    </>
  );
}

function Line({ line, currency }: { line: BillLine; currency: string }) {
  const { t } = useTranslation("time");
  const sums = useSums();
  const when = useWhen();
  const { kind, seconds, rate, minor, week, text } = line;
  return (
    <div>
      <dt>
        {t(`bill.line.${kind}`, { week: when.day(week) })}
        {seconds !== 0 && rate !== null && (
          <span className={classes.meta}>
            {t("bill.rated", { duration: writeDuration(seconds), rate: sums(rate, currency) })}
          </span>
        )}
        {text && (
          <span className={classes.meta} dir="auto">
            {text}
          </span>
        )}
      </dt>
      <dd>{sums(minor, currency)}</dd>
    </div>
  );
}
