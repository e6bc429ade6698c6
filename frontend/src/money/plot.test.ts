import { describe, expect, it } from "vitest";
import { ceiling, scales, stairs } from "./plot";

const points = [
  { at: "2026-01-01T00:00:00Z", funded: 1000, released: 0, refunded: 0 },
  { at: "2026-01-03T00:00:00Z", funded: 1000, released: 500, refunded: 0 },
];
const until = Date.parse("2026-01-05T00:00:00Z");
const frame = { width: 100, height: 100, left: 0, right: 0, top: 0, bottom: 0 };

describe("the plot", () => {
  it.each([
    [0, 100],
    [1, 1],
    [99, 100],
    [101, 200],
    [35_000, 40_000],
    [50_000, 50_000],
    [999_999, 1_000_000],
  ])("has a round top above %i", (most, top) => {
    expect(ceiling(most)).toBe(top);
  });

  it("runs from the first movement until now, from nothing to the top", () => {
    const { x, y, most } = scales(points, until, frame);
    expect([most, x(Date.parse(points[0]?.at ?? "")), x(until), y(0), y(1000)]).toEqual([
      1000, 0, 100, 100, 0,
    ]);
  });

  it("keeps its height between two movements", () => {
    expect(stairs(points, "released", until, frame)).toBe("M0 100.0H0.0V100.0H50.0V50.0H100.0");
  });
});
