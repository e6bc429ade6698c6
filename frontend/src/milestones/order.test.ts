import { describe, expect, it } from "vitest";
import { landing, moved, shift } from "./order";

describe("moving an item", () => {
  it.each([
    [0, 2, "bca"],
    [2, 0, "cab"],
    [1, 1, "abc"],
    [0, 1, "bac"],
  ])("from %i to %i", (from, to, after) => {
    expect(moved([..."abc"], from, to).join("")).toBe(after);
  });

  it("leaves the list alone where there is nothing to move", () => {
    expect(moved(["a"], 3, 0)).toEqual(["a"]);
  });
});

describe("where a dragged row comes to stand", () => {
  const boxes = [
    { top: 0, height: 100 },
    { top: 110, height: 40 },
    { top: 160, height: 100 },
  ];

  it.each([
    [0, 0, 0],
    [0, 79, 0],
    [0, 81, 1],
    [0, 500, 2],
    [2, -70, 2],
    [2, -90, 1],
    [2, -500, 0],
  ])("row %i by %i pixels", (from, dy, to) => {
    expect(landing(boxes, from, dy)).toBe(to);
  });

  it("makes the rows between give way", () => {
    expect([0, 1, 2, 3].map((i) => shift(i, 0, 2, 50))).toEqual([0, -50, -50, 0]);
    expect([0, 1, 2, 3].map((i) => shift(i, 3, 1, 50))).toEqual([0, 50, 50, 0]);
  });
});
