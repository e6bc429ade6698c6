/** The list with one item taken out at `from` and put in at `to`. */
export function moved<T>(items: T[], from: number, to: number): T[] {
  const rest = items.filter((_, i) => i !== from);
  const item = items[from];
  return item === undefined ? items : [...rest.slice(0, to), item, ...rest.slice(to)];
}

/** The upper edge and height of a row, in pixels. */
export type Box = { top: number; height: number };

/** Where a row that was dragged from `from` by `dy` pixels comes to stand: where its middle is. */
export function landing(boxes: Box[], from: number, dy: number): number {
  const own = boxes[from];
  if (!own) return from;
  const middle = own.top + own.height / 2 + dy;
  const others = boxes.filter((_, i) => i !== from);
  return others.filter(({ top, height }) => top + height / 2 < middle).length;
}

/** How far row `i` gives way, in pixels, while the one at `from` is on its way to `to`. `step` is its height with the gap. */
export function shift(i: number, from: number, to: number, step: number): number {
  if (from < i && i <= to) return -step;
  return to <= i && i < from ? step : 0;
}
