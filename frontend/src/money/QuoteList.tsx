import { Skeleton, Text } from "@mantine/core";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { Failure } from "../app/Failure";
import type { RoomMoney } from "../wire";
import { doors } from "./doors";
import classes from "./money.module.css";
import { useSums } from "./useMoney";

/** What paying this would take, as the server reckons it now. `money` stands for when that was. */
export function useQuote(
  room: string,
  minor: number | null,
  kind: "funding" | "bonus",
  money: RoomMoney | undefined,
) {
  return useQuery({
    queryKey: ["quote", room, kind, minor, money?.free, money?.fees_client],
    queryFn: () => doors.quote(room, minor ?? 0, kind),
    enabled: minor !== null && minor > 0,
    placeholderData: keepPreviousData,
    staleTime: 0,
  });
}

type Props = { quote: ReturnType<typeof useQuote>; minor: number; kind: "funding" | "bonus" };

/** The sum line by line, before it is paid. */
export function QuoteList({ quote, minor, kind }: Props) {
  const { t } = useTranslation("money");
  const sums = useSums();
  if (quote.error) return <Failure error={quote.error} retry={() => void quote.refetch()} />;
  if (!quote.data) return <Skeleton h={116} />;
  const { free, charged, fee, total, currency } = quote.data;
  const sum = (amount: number) => sums(amount, currency);
  const rows = [
    { name: t(kind === "bonus" ? "quote.bonus" : "quote.milestones"), value: sum(minor) },
    ...(free ? [{ name: t("quote.free"), value: sum(-free) }] : []),
    ...(charged ? [{ name: t("quote.fee"), value: sum(fee) }] : []),
  ];
  return (
    <div className={classes.quote}>
      <dl className={classes.sums}>
        {rows.map(({ name, value }) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
        <div className={classes.total}>
          <dt>{t("quote.total")}</dt>
          <dd>{sum(total)}</dd>
        </div>
      </dl>
      <Text size="xs" c="dimmed">
        {t(kind === "bonus" ? "quote.bonusHint" : charged ? "quote.hint" : "quote.nothing")}
      </Text>
    </div>
  );
}
