import { Table, Text } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { useWhen } from "../app/when";
import { useSums } from "../money/useMoney";
import type { TimeReport } from "../wire";
import { writeClock } from "./durations";
import { totalsOf } from "./reports";
import classes from "./time.module.css";

/** The lines of a report, and what they come to. */
export function ReportTable({ report }: { report: TimeReport }) {
  const { t } = useTranslation("time");
  const sums = useSums();
  const when = useWhen();
  const { by, lines } = report;
  if (!lines.length)
    return (
      <Text c="dimmed" py="lg">
        {t("report.nothing")}
      </Text>
    );
  const sum = (of: "manual" | "over_limit" | "late") => lines.reduce((total, line) => total + line[of], 0);
  const name = (line: TimeReport["lines"][number]) =>
    by === "week" ? t("bill.of", { week: when.day(line.key) }) : line.label || t("list.noMemo");
  const head = t(`report.byKind.${by}`);
  return (
    <Table.ScrollContainer minWidth={560} scrollAreaProps={{ viewportProps: { tabIndex: 0 } }}>
      <Table aria-label={t("report.label", { by: head })} className={classes.figures}>
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{head}</Table.Th>
            <Table.Th ta="end">{t("report.time")}</Table.Th>
            <Table.Th ta="end">{t("report.amount")}</Table.Th>
            <Table.Th ta="end">{t("report.manual")}</Table.Th>
            <Table.Th ta="end">{t("report.over")}</Table.Th>
            <Table.Th ta="end">{t("report.late")}</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {lines.map((line) => (
            <Table.Tr key={`${line.key} ${line.currency}`}>
              <Table.Td dir="auto" className={classes.reportName}>
                {name(line)}
              </Table.Td>
              <Table.Td ta="end">{writeClock(line.seconds)}</Table.Td>
              <Table.Td ta="end">{sums(line.minor, line.currency)}</Table.Td>
              <Table.Td ta="end">{writeClock(line.manual)}</Table.Td>
              <Table.Td ta="end">{writeClock(line.over_limit)}</Table.Td>
              <Table.Td ta="end">{writeClock(line.late)}</Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
        <Table.Tfoot className={classes.foot}>
          <Table.Tr>
            <Table.Th>{t("report.total")}</Table.Th>
            <Table.Th ta="end">{writeClock(report.seconds)}</Table.Th>
            <Table.Th ta="end">
              {totalsOf(lines)
                .map(({ minor, currency }) => sums(minor, currency))
                .join(" + ")}
            </Table.Th>
            <Table.Th ta="end">{writeClock(sum("manual"))}</Table.Th>
            <Table.Th ta="end">{writeClock(sum("over_limit"))}</Table.Th>
            <Table.Th ta="end">{writeClock(sum("late"))}</Table.Th>
          </Table.Tr>
        </Table.Tfoot>
      </Table>
    </Table.ScrollContainer>
  );
}
