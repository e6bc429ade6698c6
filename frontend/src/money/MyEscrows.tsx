import { Anchor, Skeleton, Text } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import { More } from "./More";
import { useMyEscrows } from "./mine";
import classes from "./money.module.css";
import { useSums } from "./useMoney";

/** My contracts that hold something, with the way to the money of each. */
export function MyEscrows({ currency, label }: { currency: string; label: string }) {
  const { t } = useTranslation("money");
  const sums = useSums();
  const { items, isPending, further } = useMyEscrows(currency);
  return (
    <>
      {isPending && <Skeleton h={160} />}
      {items?.length === 0 && <Text c="dimmed">{t("mine.none_escrow", { currency })}</Text>}
      <ul className={classes.lines} aria-label={label}>
        {items?.map(({ room, room_title, side, held, free }) => (
          <li key={room} className={classes.entry}>
            <div className={classes.entryTop}>
              <Anchor component={Link} to={`/rooms/${room}/money`} fw={600} dir="auto">
                {room_title}
              </Anchor>
              <span className={classes.sum}>{sums(held, currency)}</span>
            </div>
            <Text size="sm" c="dimmed">
              {t(side === "client" ? "mine.paidIn" : "mine.earned")}
              {free > 0 && ` · ${t("balance.left", { amount: sums(free, currency) })}`}
            </Text>
          </li>
        ))}
      </ul>
      <More words={t("mine.moreEscrows")} further={further} />
    </>
  );
}
