import { Container, Skeleton, Stack, Text, Title } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { useSearchParams } from "react-router";
import { Failure } from "../app/Failure";
import { Part } from "../app/Part";
import { useWhen } from "../app/when";
import type { MyBalance } from "../wire";
import { MyEscrows } from "./MyEscrows";
import { MyMovements } from "./MyMovements";
import { asked, myMoney, PLACES, type Place, useMyBalances } from "./mine";
import classes from "./money.module.css";
import { Tile } from "./Tile";
import { useSums } from "./useMoney";

/** What is mine over all contracts, and what each sum is made of. */
export function MyMoneyPage() {
  const { t } = useTranslation("money");
  const [search] = useSearchParams();
  const found = useMyBalances();
  const shown = found.data && asked(search, found.data);
  return (
    <Container size="md" py="lg">
      <title>{`${t("mine.title")} · Collab`}</title>
      <Stack gap="lg">
        <div>
          <Title order={1}>{t("mine.title")}</Title>
          <Text c="dimmed">{t("mine.intro")}</Text>
        </div>
        <Failure error={found.error} retry={() => void found.refetch()} />
        {found.isPending && <Skeleton h={92} radius="md" />}
        {shown === null && (
          <Stack gap={4} align="center" py="xl" ta="center">
            <Text fw={650}>{t("mine.empty.title")}</Text>
            <Text c="dimmed" maw={460}>
              {t("mine.empty.text")}
            </Text>
          </Stack>
        )}
        {shown?.balances.map((balance) => (
          <Tiles
            key={balance.currency}
            balance={balance}
            chosen={balance.currency === shown.currency ? shown.place : null}
          />
        ))}
        {shown && <MadeOf place={shown.place} currency={shown.currency} />}
      </Stack>
    </Container>
  );
}

function Tiles({ balance, chosen }: { balance: MyBalance; chosen: Place | null }) {
  const { t } = useTranslation("money");
  const sums = useSums();
  const when = useWhen();
  const { currency, next_at } = balance;
  return (
    <dl className={classes.tiles} aria-label={currency}>
      {PLACES.map((place) => (
        <Tile
          key={place}
          name={t(`mine.${place}`)}
          value={sums(balance[place], currency)}
          data={place}
          to={myMoney(place, currency)}
          current={place === chosen}
        >
          {place === "pending" && next_at
            ? t("mine.nextAt", { when: when.deadline(next_at) })
            : t(`mine.${place}Hint`)}
        </Tile>
      ))}
    </dl>
  );
}

function MadeOf({ place, currency }: { place: Place; currency: string }) {
  const { t } = useTranslation("money");
  const title = t(`mine.madeOf_${place}`, { currency });
  return (
    <Part title={title} order={2}>
      {place === "escrow" ? (
        <MyEscrows currency={currency} label={title} />
      ) : (
        <MyMovements key={place} account={place} currency={currency} label={title} />
      )}
    </Part>
  );
}
