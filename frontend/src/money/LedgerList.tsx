import { Anchor, Button, Group, Skeleton, Table, Text } from "@mantine/core";
import { IconFileTypeCsv, IconJson } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import { Link, useSearchParams } from "react-router";
import { useWhen } from "../app/when";
import { useName, usePeople } from "../chat/names";
import { useSession } from "../live/LiveProvider";
import { useMilestones } from "../milestones/useMilestones";
import type { Entry, Room, Transfer } from "../wire";
import { More } from "./More";
import { myMoney } from "./mine";
import classes from "./money.module.css";
import { onlyAbout } from "./only";
import { useLedger, useSums } from "./useMoney";
import { WeekLink } from "./WeekLink";

/** Every movement of this contract's money: from which account to which, why, and the way to its cause. */
export function LedgerList({ room }: { room: Room }) {
  const { t } = useTranslation("money");
  const [search, setSearch] = useSearchParams();
  const only = onlyAbout(search);
  const { items, isPending, further } = useLedger(room.id, only);
  const titles = new Map(useMilestones(room).data?.items.map(({ id, title }) => [id, title]));
  const path = `/api/v1/rooms/${room.id}/ledger`;
  return (
    <>
      <Group gap="xs" mb="xs">
        <Button
          component="a"
          href={`${path}.csv`}
          download
          size="compact-sm"
          variant="default"
          leftSection={<IconFileTypeCsv size={16} aria-hidden />}
        >
          {t("ledger.csv")}
        </Button>
        <Button
          component="a"
          href={`${path}.json`}
          download
          size="compact-sm"
          variant="default"
          leftSection={<IconJson size={16} aria-hidden />}
        >
          {t("ledger.json")}
        </Button>
        {only && (
          <Button
            size="compact-sm"
            variant="light"
            onClick={() =>
              setSearch((before) => {
                before.delete("milestone");
                before.delete("week");
                return before;
              })
            }
          >
            {t("ledger.all")}
          </Button>
        )}
      </Group>
      {isPending && <Skeleton h={160} />}
      {items?.length === 0 && <Text c="dimmed">{t(only ? "ledger.noneOfIt" : "ledger.empty")}</Text>}
      <ul className={classes.lines} aria-label={t("ledger.title")}>
        {items?.map((transfer) => (
          <Movement key={transfer.id} {...{ room, transfer, titles }} />
        ))}
      </ul>
      <More words={t("ledger.more")} further={further} />
    </>
  );
}

type MovementProps = { room: Room; transfer: Transfer; titles: Map<string, string> };

function Movement({ room, transfer, titles }: MovementProps) {
  const { t } = useTranslation("money");
  const sums = useSums();
  const when = useWhen();
  const name = useName(usePeople(room));
  const { words, at, seq, milestones, week, entries, currency, cause } = transfer;
  return (
    <li className={classes.entry} data-cause={cause}>
      <div className={classes.entryTop}>
        <Text fw={600} dir="auto">
          {words}
        </Text>
        <Text size="sm" c="dimmed">
          {when.dateTime(at)}
        </Text>
      </div>
      <Table fz="sm" verticalSpacing={2} className={classes.accounts}>
        <Table.Thead className={classes.hidden}>
          <Table.Tr>
            <Table.Th>{t("ledger.account")}</Table.Th>
            <Table.Th>{t("ledger.amount")}</Table.Th>
            <Table.Th>{t("ledger.balance")}</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {entries.map((entry) => (
            <Table.Tr key={`${entry.account}-${entry.person ?? ""}`}>
              <Table.Td>
                <Account entry={entry} currency={currency} />
                {entry.person && ` · ${name(entry.person)}`}
              </Table.Td>
              <Table.Td ta="end" className={classes.figures} data-sign={Math.sign(entry.minor)}>
                {entry.minor > 0 && "+"}
                {sums(entry.minor, currency)}
              </Table.Td>
              <Table.Td ta="end" className={classes.figures} c="dimmed">
                {entry.balance != null && t("ledger.afterwards", { balance: sums(entry.balance, currency) })}
              </Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
      <Group gap="sm">
        {seq != null && (
          <Anchor component={Link} to={`/rooms/${room.id}?at=${seq}`} size="sm">
            {t("ledger.event")}
          </Anchor>
        )}
        {milestones.map((id) => (
          <Anchor key={id} component={Link} to={`/rooms/${room.id}/milestones/${id}`} size="sm" dir="auto">
            {(milestones.length > 1 && titles.get(id)) || t("ledger.milestone")}
          </Anchor>
        ))}
        <WeekLink room={room.id} week={week} />
      </Group>
    </li>
  );
}

/** My own is made of all my contracts, and leads to the rest of it. */
function Account({ entry, currency }: { entry: Entry; currency: string }) {
  const { t } = useTranslation("money");
  const { me } = useSession();
  const { account, person } = entry;
  const words = t(`account.${account}`);
  if (person !== me || (account !== "pending" && account !== "available")) return words;
  return (
    <Anchor component={Link} to={myMoney(account, currency)} size="sm">
      {words}
    </Anchor>
  );
}
