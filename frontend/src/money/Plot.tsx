import { Table, Text } from "@mantine/core";
import { useElementSize } from "@mantine/hooks";
import { useTranslation } from "react-i18next";
import { useNow } from "../app/useNow";
import { useWhen } from "../app/when";
import type { Plotted } from "../wire";
import classes from "./money.module.css";
import { type Frame, SERIES, scales, stairs } from "./plot";
import { useSums } from "./useMoney";

const HEIGHT = 220;

/** Funded, released and refunded over time: as lines, and as a table for those who read. */
export function Plot({ points, currency }: { points: Plotted[]; currency: string }) {
  const { t } = useTranslation("money");
  const sums = useSums();
  const last = points.at(-1);
  if (!last) return null;
  const sum = (minor: number) => sums(minor, currency);
  const told = { funded: sum(last.funded), released: sum(last.released), refunded: sum(last.refunded) };
  return (
    <figure className={classes.plot}>
      <Lines points={points} currency={currency} label={t("plot.label", told)} />
      <figcaption className={classes.legend}>
        {SERIES.map((series) => (
          <span key={series} data-series={series}>
            {t(`plot.${series}`)}: {sum(last[series])}
          </span>
        ))}
      </figcaption>
      <details>
        <summary>{t("plot.table")}</summary>
        <PlotTable points={points} sum={sum} />
      </details>
    </figure>
  );
}

function Lines({ points, currency, label }: { points: Plotted[]; currency: string; label: string }) {
  const { ref, width } = useElementSize();
  const sums = useSums();
  const when = useWhen();
  const now = useNow(60_000).getTime();
  // A server whose clock was moved on is ahead of this one.
  const until = Math.max(now, Date.parse(points.at(-1)?.at ?? ""));
  const frame: Frame = { width, height: HEIGHT, left: 84, right: 4, top: 22, bottom: 24 };
  const { most, y, from } = scales(points, until, frame);
  return (
    <div ref={ref} style={{ height: HEIGHT }}>
      {width > 0 && (
        <svg width={width} height={HEIGHT} role="img" aria-label={label}>
          {[most, most / 2, 0].map((minor) => (
            <g key={minor}>
              <line className={classes.grid} x1={0} x2={width} y1={y(minor)} y2={y(minor)} />
              {minor > 0 && (
                <text x={0} y={y(minor) - 5}>
                  {sums(minor, currency)}
                </text>
              )}
            </g>
          ))}
          {SERIES.map((series) => (
            <path
              key={series}
              data-series={series}
              className={classes.line}
              d={stairs(points, series, until, frame)}
            />
          ))}
          <text x={0} y={HEIGHT - 6}>
            {when.date(new Date(from).toISOString())}
          </text>
          <text x={width} y={HEIGHT - 6} textAnchor="end">
            {when.date(new Date(until).toISOString())}
          </text>
        </svg>
      )}
    </div>
  );
}

function PlotTable({ points, sum }: { points: Plotted[]; sum: (minor: number) => string }) {
  const { t } = useTranslation("money");
  const when = useWhen();
  return (
    <Table fz="sm" verticalSpacing={4} aria-label={t("plot.tableLabel")}>
      <Table.Thead>
        <Table.Tr>
          <Table.Th>{t("plot.at")}</Table.Th>
          {SERIES.map((series) => (
            <Table.Th key={series} ta="end">
              {t(`plot.${series}`)}
            </Table.Th>
          ))}
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {points.map((point, i) => (
          <Table.Tr key={`${point.at}-${String(i)}`}>
            <Table.Td>
              <Text span size="sm">
                {when.dateTime(point.at)}
              </Text>
            </Table.Td>
            {SERIES.map((series) => (
              <Table.Td key={series} ta="end" className={classes.tabular}>
                {sum(point[series])}
              </Table.Td>
            ))}
          </Table.Tr>
        ))}
      </Table.Tbody>
    </Table>
  );
}
