import { describe, expect, it } from "vitest";
import i18n from "../app/i18n";
import type { Line } from "../live/events";
import { AT, milestone } from "../milestones/testing";
import { writeMoney } from "../terms/money";
import { lineWords } from "./lines";
import { milestonesIn, moneyWords } from "./moneyLines";

const t = i18n.getFixedT("en", "chat");
const name = (id: string | null) => ({ alice: "Alice", bob: "Bob" })[id ?? ""] ?? "Time";
const money = (minor: number, currency: string) => writeMoney(minor, currency, 2, "en");
const logo = milestone("m", { title: "Logo", minor: 50_000 });

function line(kind: string, data: object, by: string | null = "alice"): Line {
  return { seq: 11, at: AT, by, kind, data } as unknown as Line;
}

function words(one: Line, lines: Line[] = [one]) {
  return moneyWords(one, t, { name, money, known: milestonesIn(lines) });
}

describe("a line about money", () => {
  it.each([
    ["milestone.proposed", {}, "Alice proposed “Logo” for €500.00"],
    ["milestone.proposed", { minor: 60_000 }, "Alice proposed “Logo” for €600.00"],
    ["milestone.funded", { payment: null }, "€500.00 is in escrow for “Logo”; the work can begin"],
    ["milestone.funded", { minor: 60_000 }, "€600.00 is in escrow for “Logo”; the work can begin"],
    ["milestone.submitted", { number: 1 }, "Alice submitted “Logo” for review"],
    ["milestone.submitted", { number: 2 }, "Alice submitted “Logo” again (version 2)"],
    ["milestone.approved", { minor: 50_000, net: 45_000 }, "Alice approved “Logo”; €500.00 was released"],
    ["milestone.cancelled", { refunded: 50_000 }, "“Logo” was cancelled; €500.00 goes back to the client"],
    ["less.offered", { minor: 40_000 }, "Alice offered €400.00 for “Logo”"],
    ["change.ended", { how: "declined" }, "Alice declined the change of “Logo”"],
  ])("tells %s in words, and leads to the milestone", (kind, data, text) => {
    expect(words(line(kind, { id: "m", milestone: logo, money: null, ...data }))).toMatchObject({
      text,
      to: "/milestones/m",
    });
  });

  it("says when the clock approved", () => {
    const data = { id: "m", milestone: logo, money: null, minor: 50_000, net: 50_000, release: "x" };
    expect(words(line("milestone.approved", data, null))?.text).toContain("ran out");
  });

  it.each([
    [undefined, "€900.00 for “Logo” is available now"],
    [54_000, "€540.00 for “Logo” is available now"],
    [0, undefined],
  ])("tells what became available, not what was released: %s", (minor, text) => {
    const release = { title: "Logo", net: 90_000 };
    const data = { id: "x", release, minor, money: { currency: "EUR" } };
    expect(words(line("money.available", data, null))?.text).toBe(text);
  });

  it("knows the milestone from another line of the page", () => {
    const first = line("milestone.proposed", { id: "m", milestone: null, money: null });
    const last = line("milestone.funded", { id: "m", milestone: logo, money: null, payment: null });
    expect(words(first, [first, last])?.text).toBe("Alice proposed “Logo” for €500.00");
  });

  it("knows the milestone from a mark of its review too", () => {
    const first = line("milestone.submitted", { id: "m", milestone: null, money: null, number: 1 });
    const last = line("review.marked", { id: "m", milestone: logo, money: null, item: 1 });
    expect(words(first, [first, last])?.text).toBe("Alice submitted “Logo” for review");
    expect(words(last)).toBeNull();
  });

  it("leaves to another line what a charge was for", () => {
    const payment = { id: "p", kind: "funding", state: "succeeded", total: 1, currency: "EUR" };
    expect(words(line("payment.succeeded", { id: "p", payment, money: null }))).toBeNull();
  });

  it("tells of a payment what became of it then, not on each line how it ended", () => {
    const payment = { id: "p", state: "failed", total: 50_000, currency: "EUR", trouble: "Declined." };
    const told = (state?: string) => words(line("payment.changed", { id: "p", state, payment, money: null }));
    expect(told("needs_confirmation")?.text).toBe("The bank asked the payer to confirm a payment of €500.00");
    expect(told("needs_confirmation")?.reason).toBeUndefined();
    expect(told("processing")).toBeNull();
    expect(told("failed")).toMatchObject({ text: "A payment of €500.00 failed", reason: "Declined." });
    expect(told()?.text).toBe("A payment of €500.00 failed");
  });

  it("says who gave money back, or that a credit went back by itself", () => {
    const data = { id: "r", release: null, money: null, minor: 4_500, reason: "No bill follows." };
    expect(words(line("release.refunded", data))?.text).toBe("Alice gave €45.00 back");
    const byItself = { text: "€45.00 of what was paid goes back to the client", reason: "No bill follows." };
    expect(words(line("release.refunded", data, null))).toMatchObject(byItself);
  });

  it("is not for what is not about money", () => {
    expect(words(line("contract.resumed", {}))).toBeNull();
    expect(lineWords(line("milestone.funded", {}), t, name)).toBeNull();
  });
});
