import { useTranslation } from "react-i18next";
import { useWhen } from "../app/when";
import type { MoneyPage, Room, RoomMoney } from "../wire";
import { myMoney, useMyBalances } from "./mine";
import classes from "./money.module.css";
import { Tile } from "./Tile";
import { useSums } from "./useMoney";

/** The sums of this contract, and for the freelancer what is theirs. */
export function Balances({ room, page }: { room: Room; page: MoneyPage }) {
  const { t } = useTranslation("money");
  const sums = useSums();
  const { money } = page;
  const sum = (minor: number) => sums(minor, money.currency);
  const fees = room.side === "client" ? money.fees_client : money.fees_freelancer;
  const back = room.terms.kind === "hourly" ? "returned" : "refunded";
  return (
    <dl className={classes.tiles}>
      {room.terms.kind === "hourly" ? (
        <Tile name={t("balance.billed")} value={sum(money.billed)} data="billed">
          {money.bonuses > 0 ? t("balance.bonuses", { amount: sum(money.bonuses) }) : t("balance.billedHint")}
        </Tile>
      ) : (
        <InEscrow money={money} sum={sum} over={room.status === "ended"} />
      )}
      {room.role === "freelancer" ? (
        <Mine page={page} sum={sum} />
      ) : (
        <Tile name={t(`balance.${back}`)} value={sum(money[back])} data={back}>
          {back === "refunded" && money.returned > 0
            ? t("balance.returnedToo", { amount: sum(money.returned) })
            : t(`balance.${back}Hint`)}
        </Tile>
      )}
      <Tile name={t("balance.fees")} value={sum(fees)} data="fees">
        {t(`balance.fees_${room.side}`)}
      </Tile>
    </dl>
  );
}

/** Made of all my contracts, so it moves with the money of any of them. */
function Mine({ page, sum }: { page: MoneyPage; sum: (minor: number) => string }) {
  const { t } = useTranslation("money");
  const when = useWhen();
  const { currency } = page.money;
  const balances = useMyBalances().data ?? page.balances;
  const mine = balances.find((one) => one.currency === currency);
  const pending = page.releases.filter((one) => !one.is_available && one.refunded < one.minor);
  const next = pending.map(({ available_at }) => available_at).sort()[0];
  return (
    <>
      <Tile
        name={t("balance.pending")}
        value={sum(mine?.pending ?? 0)}
        data="pending"
        to={myMoney("pending", currency)}
      >
        {next ? t("balance.pendingUntil", { when: when.dateTime(next) }) : t("balance.pendingHint")}
      </Tile>
      <Tile
        name={t("balance.available")}
        value={sum(mine?.available ?? 0)}
        data="available"
        to={myMoney("available", currency)}
      >
        {t("balance.availableHint")}
      </Tile>
    </>
  );
}

type InEscrowProps = { money: RoomMoney; sum: (minor: number) => string; over: boolean };

function InEscrow({ money, sum, over }: InEscrowProps) {
  const { t } = useTranslation("money");
  return (
    <>
      <Tile name={t("balance.held")} value={sum(money.held)} data="held">
        {money.free > 0
          ? t(over ? "balance.left" : "balance.free", { amount: sum(money.free) })
          : t("balance.heldHint")}
      </Tile>
      <Tile name={t("balance.released")} value={sum(money.released)} data="released">
        {money.bonuses > 0 ? t("balance.bonuses", { amount: sum(money.bonuses) }) : t("balance.releasedHint")}
      </Tile>
    </>
  );
}
