import { describe, expect, it } from "vitest";
import { momentsOf } from "./consequences";
import { bill, week } from "./testing";

const keys = (...given: Parameters<typeof momentsOf>) =>
  momentsOf(...given).map(({ key, state }) => `${key} ${state}`);
const due = bill({ total: 54_000, net: 48_600 });
const paid = { ...due, id: "b", state: "paid" as const, charged_at: "2026-11-23T12:00:03Z" };

describe("what happens with a week", () => {
  it("is charged on Monday while it is open", () => {
    expect(keys(week(), due, true)).toEqual([
      "open now",
      "review ahead",
      "charged ahead",
      "disputed ahead",
      "available ahead",
    ]);
  });

  it("cannot be charged without a card", () => {
    expect(keys(week({ state: "review" }), due, false)).toContain("noCard ahead");
  });

  it("just closes when there is nothing to bill", () => {
    expect(keys(week(), null, true)).toEqual(["open now", "review ahead", "chargedNothing ahead"]);
    expect(keys(week({ state: "empty" }), null, true)).toEqual(["open past", "review past"]);
  });

  it("can be disputed once it is billed, then waits, then is the freelancer's", () => {
    const from = (state: "invoiced" | "pending" | "available") => keys(week({ state }), paid, true).slice(2);
    expect(from("invoiced")).toEqual(["was past", "disputed now", "available ahead"]);
    expect(from("pending")).toEqual(["was past", "disputed past", "available ahead"]);
    expect(from("available")).toEqual(["was past", "disputed past", "available past"]);
    expect(momentsOf(week({ state: "invoiced" }), paid, true)[2]?.at).toBe("2026-11-23T12:00:03Z");
  });

  it("has no day for the money while the charge has failed", () => {
    const failed = { ...paid, state: "past_due" as const };
    expect(keys(week({ state: "past_due" }), failed, true).slice(2)).toEqual(["failed past", "disputed now"]);
  });
});
