import { describe, expect, it } from "vitest";
import { Pace } from "./engine/Pace";
import { missing } from "./engine/parts";
import { folded, otherName } from "./namesake";
import { overall, secondsLeft, share, type Transfer } from "./transfer";

const transfer = (size: number, sent: number, stage: Transfer["stage"] = "sending", rate = 0) =>
  ({ size, sent, stage, rate, hashed: size }) as Transfer;

describe("how far files are", () => {
  it("counts reading as a small part of the way", () => {
    expect(share(transfer(100, 0))).toBeCloseTo(0.1);
    expect(share(transfer(100, 50))).toBeCloseTo(0.55);
    expect(share(transfer(100, 100, "done"))).toBe(1);
    expect(share(transfer(0, 0))).toBe(0);
  });

  it("sums several, the large ones weighing more", () => {
    const all = overall([transfer(300, 300, "done"), transfer(100, 0, "sending", 10)]);
    expect(all).toMatchObject({ count: 2, size: 400, sent: 300, rate: 10 });
    expect(secondsLeft(all)).toBe(10);
  });

  it("tells no time as long as nothing moves", () => expect(secondsLeft(transfer(9, 0))).toBeNull());

  it("measures the pace of the last seconds only", () => {
    const pace = new Pace();
    pace.at(0, 0);
    expect(pace.at(1_000, 500)).toBe(500);
    expect(pace.at(20_000, 500)).toBe(0);
    expect(pace.at(21_000, 1_500)).toBe(1_000);
  });
});

describe("parts", () => {
  it("cover the file, and leave out what is there", () => {
    expect(missing(25, 10, [{ number: 2, size: 10 }])).toEqual([
      { number: 1, from: 0, to: 10 },
      { number: 3, from: 20, to: 25 },
    ]);
  });
});

describe("names", () => {
  it.each([
    ["plan.pdf", "plan (2).pdf"],
    ["plan (2).pdf", "plan (3).pdf"],
    ["README", "README (2)"],
    [".profile", ".profile (2)"],
    ["a.tar.gz", "a.tar (2).gz"],
  ])("another for %s is %s", (name, other) => expect(otherName(name)).toBe(other));

  it("are the same however they are typed", () => expect(folded("Ｐlan.PDF")).toBe(folded("plan.pdf")));
});
