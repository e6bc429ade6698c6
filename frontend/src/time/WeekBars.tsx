import { Table } from "@mantine/core";
import { useElementSize } from "@mantine/hooks";
import { useTranslation } from "react-i18next";
import type { Week } from "../wire";
import { type Bar, barsOf } from "./bars";
import { writeClock, writeDuration } from "./durations";
import classes from "./time.module.css";
import { useZoned } from "./when";

const HEIGHT = 160;
const [TOP, BOTTOM] = [18, 20];
const PARTS = ["tracked", "manual", "over"] as const;

/** Hours of the last weeks: as bars, and as a table for those who read. */
export function WeekBars({ weeks }: { weeks: Week[] }) {
  const { t } = useTranslation("time");
  const { ref, width } = useElementSize();
  const count = width > 560 ? 12 : 6;
  const { bars, most } = barsOf(weeks, count);
  const last = bars.at(-1);
  const duration = writeDuration((last?.tracked ?? 0) + (last?.manual ?? 0));
  const y = (seconds: number) => HEIGHT - BOTTOM - (seconds / most) * (HEIGHT - TOP - BOTTOM);
  return (
    <figure className={classes.plot}>
      <div ref={ref} style={{ height: HEIGHT }}>
        {width > 0 && (
          <svg width={width} height={HEIGHT} role="img" aria-label={t("plot.label", { duration })}>
            {[most, most / 2, 0].map((seconds) => (
              <g key={seconds}>
                <line x1={0} x2={width} y1={y(seconds)} y2={y(seconds)} />
                {seconds > 0 && (
                  <text x={0} y={y(seconds) - 4}>
                    {t("duration.hours", { count: seconds / 3600 })}
                  </text>
                )}
              </g>
            ))}
            <Bars bars={bars} left={40} width={width} y={y} />
          </svg>
        )}
      </div>
      <figcaption className={classes.plotLegend}>
        {PARTS.map((part) => (
          <span key={part} data-part={part}>
            {t(`plot.${part}`)}
          </span>
        ))}
      </figcaption>
      <details>
        <summary>{t("plot.table")}</summary>
        <BarTable bars={bars} />
      </details>
    </figure>
  );
}

type BarsProps = { bars: Bar[]; left: number; width: number; y: (seconds: number) => number };

function Bars({ bars, left, width, y }: BarsProps) {
  const zoned = useZoned("UTC");
  const step = (width - left) / Math.max(4, bars.length);
  const wide = Math.min(40, step * 0.6);
  return bars.map((bar, i) => {
    const x = left + i * step + (step - wide) / 2;
    let below = 0;
    return (
      <g key={bar.week}>
        {PARTS.map((part) => {
          const from = below;
          below += bar[part];
          const height = y(from) - y(below);
          return <rect key={part} data-part={part} x={x} y={y(below)} width={wide} height={height} />;
        })}
        <text x={x + wide / 2} y={HEIGHT - 6} textAnchor="middle">
          {zoned.shortDay(bar.week)}
        </text>
      </g>
    );
  });
}

function BarTable({ bars }: { bars: Bar[] }) {
  const { t } = useTranslation("time");
  const zoned = useZoned("UTC");
  const columns = [...PARTS, "limit"] as const;
  return (
    <Table fz="sm" verticalSpacing={4} aria-label={t("plot.title")}>
      <Table.Thead>
        <Table.Tr>
          <Table.Th>{t("plot.week")}</Table.Th>
          {columns.map((column) => (
            <Table.Th key={column} ta="end">
              {t(`plot.${column}`)}
            </Table.Th>
          ))}
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {bars.map((bar) => (
          <Table.Tr key={bar.week}>
            <Table.Td>{zoned.day(bar.week)}</Table.Td>
            {columns.map((column) => (
              <Table.Td key={column} ta="end" className={classes.figures}>
                {writeClock(bar[column])}
              </Table.Td>
            ))}
          </Table.Tr>
        ))}
      </Table.Tbody>
    </Table>
  );
}
