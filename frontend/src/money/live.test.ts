import { describe, expect, it } from "vitest";
import type { Event } from "../live/events";
import { AT, money } from "../milestones/testing";
import type { MoneyPage, Payment, Release } from "../wire";
import { applyToMoney, joined, movesMoney } from "./live";

const payment = { id: "p", kind: "funding", state: "processing" } as Payment;
const release = { id: "x", kind: "milestone", is_available: false } as Release;
const page: MoneyPage = {
  money,
  balances: [],
  payments: [payment],
  releases: [],
  papers: [],
  more: [],
  plot: [],
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

  it("leaves a release that is older than all that is shown on its own page", () => {
    const there = { ...page, releases: [{ ...release, at: "2026-11-23T12:00:00Z" }] };
    const old = { ...release, id: "old", at: "2026-11-22T12:00:00.5Z", refunded: 1 };
    const after = applyToMoney(
      there,
      event(11, "release.refunded", { id: "old", release: old, money: null }),
    );
    expect(after.releases).toEqual(there.releases);
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

describe("the newest and what is older", () => {
  const ids = (...names: string[]) => names.map((id) => ({ id }));

  it.each([
    ["nothing older was asked for", ids("c", "b"), ids(), ids("c", "b")],
    ["both begin with the same", ids("c", "b"), ids("c", "b", "a"), ids("c", "b", "a")],
    ["something came since the pages were read", ids("d", "c"), ids("c", "b", "a"), ids("d", "c", "b", "a")],
    ["the pages know of more already", ids("c", "b"), ids("d", "c", "b", "a"), ids("c", "b", "a")],
    ["all of the newest came since", ids("d", "c"), ids("b", "a"), ids("d", "c", "b", "a")],
  ])("have no entry twice and no gap where %s", (_, newest, read, shown) => {
    expect(joined(newest, read)).toEqual(shown);
  });

  it("show an entry as it stands now", () => {
    const [now, before] = [
      { id: "c", state: "succeeded" },
      { id: "c", state: "processing" },
    ];
    expect(joined([now], [before, { id: "b", state: "failed" }])).toEqual([
      now,
      { id: "b", state: "failed" },
    ]);
  });
});
