import type { Plotted } from "../wire";

/** The sums that are drawn over time. */
export const SERIES = ["funded", "released", "refunded"] as const;
export type Series = (typeof SERIES)[number];

export type Frame = {
  width: number;
  height: number;
  left: number;
  right: number;
  top: number;
  bottom: number;
};

/** A round number of minor units at or above `most`, that halves well. */
export function ceiling(most: number): number {
  if (most <= 0) return 100;
  const size = 10 ** Math.floor(Math.log10(most));
  const step = [1, 2, 4, 5, 6, 8, 10].find((one) => one * size >= most) ?? 10;
  return step * size;
}

/** Where an instant and a sum are drawn. */
export function scales(points: Plotted[], until: number, frame: Frame) {
  const from = Date.parse(points[0]?.at ?? new Date(until).toISOString());
  const most = ceiling(Math.max(0, ...points.flatMap((point) => SERIES.map((series) => point[series]))));
  const span = Math.max(1, until - from);
  const { width, height, left, right, top, bottom } = frame;
  return {
    from,
    most,
    x: (at: number) => left + ((at - from) / span) * (width - left - right),
    y: (minor: number) => height - bottom - (minor / most) * (height - top - bottom),
  };
}

/** A line that keeps its height until the next movement: money does not flow between two instants. */
export function stairs(points: Plotted[], series: Series, until: number, frame: Frame): string {
  const { x, y } = scales(points, until, frame);
  const steps = points.map(
    (point) => `H${x(Date.parse(point.at)).toFixed(1)}V${y(point[series]).toFixed(1)}`,
  );
  return `M${frame.left} ${y(0).toFixed(1)}${steps.join("")}H${x(until).toFixed(1)}`;
}
