import { describe, expect, test } from "vitest";
import { onlyAbout } from "./only";

describe("an address of the money tab", () => {
  test.each([
    ["", null],
    ["week=", null],
    ["milestone=&week=", null],
    ["milestone=7", { milestone: "7" }],
    ["week=2026-03-02", { week: "2026-03-02" }],
    ["milestone=7&week=2026-03-02", { milestone: "7" }],
  ])("names what movements are about: %s", (search, only) => {
    expect(onlyAbout(new URLSearchParams(search))).toEqual(only);
  });
});
