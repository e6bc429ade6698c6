import { describe, expect, it } from "vitest";
import type { Event } from "../live/events";
import { AT, money } from "../milestones/testing";
import type { MoneyPage, Payment, Release } from "../wire";
import { applyToMoney, movesMoney } from "./live";

const payment = { id: "p", kind: "funding", state: "processing" } as Payment;
const release = { id: "x", kind: "milestone", is_available: false } as Release;
const page: MoneyPage = {
  money,
  balances: [],
  payments: [payment],
  releases: [],
  papers: [],
  plot: [],
  more: [],
  seq: 10,
};

function event(seq: number, kind: string, data: object): Event {
  return { seq, at: AT, by: "bob", kind, data } as unknown as Event;
}

describe("money after an event", () => {
  it("shows a payment as it stands now", () => {
    const done = { ...payment, state: "succeeded" };
    const data = { id: "p", payment: done, money: { ...money, held: 50_000 } };
    const after = applyToMoney(page, event(11, "payment.succeeded", data));
    expect(after.payments).toEqual([done]);
    expect(after.money.held).toBe(50_000);
  });

  it("puts a new payment first", () => {
    const next = { ...payment, id: "q" };
    const after = applyToMoney(page, event(11, "payment.started", { id: "q", payment: next, money: null }));
    expect(after.payments.map(({ id }) => id)).toEqual(["q", "p"]);
  });

  it("takes a payment or release that is named by its id alone for what it is", () => {
    const data = { id: "m", milestone: null, money: { ...money, held: 1 }, payment: "p" };
    const after = applyToMoney(page, event(11, "milestone.funded", data));
    expect(after.payments).toEqual([payment]);
    expect(after.money.held).toBe(1);
  });

  it("keeps releases up to date", () => {
    const there = applyToMoney(page, event(11, "bonus.paid", { id: "x", release, money: null }));
    const data = { id: "x", release: { ...release, is_available: true }, money: null };
    const after = applyToMoney(there, event(12, "money.available", data));
    expect(after.releases).toEqual([{ ...release, is_available: true }]);
  });

  it("changes nothing when an event comes again", () => {
    expect(applyToMoney(page, event(10, "payment.succeeded", { id: "p", payment, money: null }))).toBe(page);
  });

  it("asks again after what moved money, not after a tick", () => {
    expect(movesMoney(event(11, "milestone.approved", {}))).toBe(true);
    expect(movesMoney(event(11, "payment.changed", {}))).toBe(true);
    expect(movesMoney(event(11, "review.marked", {}))).toBe(false);
    expect(movesMoney(event(11, "message.posted", {}))).toBe(false);
  });
});
