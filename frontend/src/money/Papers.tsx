import { Anchor, Table, Text } from "@mantine/core";
import { IconFileTypePdf } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import { useWhen } from "../app/when";
import type { MoneyPage, Paper, Room } from "../wire";
import { MilestoneLinks } from "./MilestoneLinks";
import { More } from "./More";
import classes from "./money.module.css";
import { useList, useSums } from "./useMoney";
import { WeekLink } from "./WeekLink";

/** Receipts, invoices and credit notes, newest first, each with its lines and as a PDF. */
export function Papers({ room, page }: { room: Room; page: MoneyPage }) {
  const { t } = useTranslation("money");
  const { shown, further } = useList(room.id, "papers", page);
  return (
    <>
      <ul className={classes.lines} aria-label={t("papers.title")}>
        {shown.map((paper) => (
          <Row key={paper.id} room={room} paper={paper} />
        ))}
      </ul>
      <More further={further} words={t("papers.more")} />
    </>
  );
}

function Row({ room, paper }: { room: Room; paper: Paper }) {
  const { t } = useTranslation("money");
  const sums = useSums();
  const when = useWhen();
  const { kind, number, path, total, currency, at, title, issuer, to, milestones, week } = paper;
  const name = `${t(`papers.${kind}`)} ${number}`;
  return (
    <li className={classes.entry}>
      <div className={classes.entryTop}>
        <Anchor href={path} target="_blank" rel="noreferrer" fw={600} className={classes.paper}>
          <IconFileTypePdf size={18} aria-hidden />
          {name}
        </Anchor>
        <span className={classes.sum}>{sums(total, currency)}</span>
      </div>
      <Text size="sm" c="dimmed">
        {when.date(at)} · <bdi>{title}</bdi> · {t("papers.parties", { issuer, to })}
      </Text>
      <MilestoneLinks room={room} ids={milestones ?? []} />
      <WeekLink room={room.id} week={week} />
      <details className={classes.written}>
        <summary aria-label={`${t("papers.lines")}: ${name}`}>{t("papers.lines")}</summary>
        <Lines paper={paper} name={name} />
      </details>
    </li>
  );
}

/** What the PDF says, without its appendix. */
function Lines({ paper: { lines, total, currency }, name }: { paper: Paper; name: string }) {
  const { t } = useTranslation("money");
  const sums = useSums();
  return (
    <Table fz="sm" verticalSpacing={4} aria-label={name}>
      <Table.Thead className={classes.hidden}>
        <Table.Tr>
          <Table.Th>{t("papers.line")}</Table.Th>
          <Table.Th>{t("papers.amount")}</Table.Th>
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {lines.map(({ text, minor }, i) => (
          <Table.Tr key={`${text}-${String(i)}`}>
            <Table.Td dir="auto">{text}</Table.Td>
            <Table.Td ta="end" className={classes.figures}>
              {sums(minor, currency)}
            </Table.Td>
          </Table.Tr>
        ))}
      </Table.Tbody>
      <Table.Tfoot>
        <Table.Tr>
          <Table.Th scope="row">{t("papers.total")}</Table.Th>
          <Table.Th ta="end" className={classes.figures}>
            {sums(total, currency)}
          </Table.Th>
        </Table.Tr>
      </Table.Tfoot>
    </Table>
  );
}
