import { Badge, Text } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { useWhen } from "../app/when";
import { useName, usePeople } from "../chat/names";
import type { MoneyPage, Payment, Room } from "../wire";
import { MilestoneLinks } from "./MilestoneLinks";
import { More } from "./More";
import classes from "./money.module.css";
import { AnswerBank } from "./PaymentProgress";
import { useList, useSums } from "./useMoney";
import { WeekLink } from "./WeekLink";

const COLORS: Record<Payment["state"], string> = {
  processing: "yellow",
  needs_confirmation: "orange",
  succeeded: "green",
  failed: "red",
};

/** Money on its way in or back, newest first. */
export function Payments({ room, page }: { room: Room; page: MoneyPage }) {
  const { t } = useTranslation("money");
  const { shown, further } = useList(room.id, "payments", page);
  return (
    <>
      <ul className={classes.lines} aria-label={t("payments.title")}>
        {shown.map((payment) => (
          <Row key={payment.id} {...{ room, payment }} />
        ))}
      </ul>
      <More further={further} words={t("payments.more")} />
    </>
  );
}

function Row({ room, payment }: { room: Room; payment: Payment }) {
  const { t } = useTranslation("money");
  const sums = useSums();
  const when = useWhen();
  const name = useName(usePeople(room));
  const { kind, state, total, fee, currency, by, at, trouble, milestones, week, note } = payment;
  const back = kind === "refund";
  const mine = room.may.includes("payment.confirm");
  return (
    <li className={classes.entry} data-payment={payment.id} data-state={state}>
      <div className={classes.entryTop}>
        <Text fw={600}>{t(`payments.${kind}`)}</Text>
        <Badge variant="dot" color={COLORS[state]} tt="none" fw={600}>
          {t(back && state === "processing" ? "payments.onItsWay" : `payments.${state}`)}
        </Badge>
        <span className={classes.sum}>{sums(back ? -total : total, currency)}</span>
      </div>
      <Text size="sm" c="dimmed">
        {t("payments.by", { name: name(by), when: when.dateTime(at) })}
        {fee > 0 && ` · ${t("payments.fee", { fee: sums(fee, currency) })}`}
      </Text>
      <MilestoneLinks room={room} ids={milestones} />
      <WeekLink room={room.id} week={week} />
      {note && (
        <Text size="sm" dir="auto">
          {note}
        </Text>
      )}
      {trouble && state !== "succeeded" && <Text size="sm">{trouble}</Text>}
      {state === "needs_confirmation" && mine && <AnswerBank room={room.id} payment={payment} />}
    </li>
  );
}
