import { describe, expect, it } from "vitest";
import type { Event } from "../live/events";
import type { Milestone } from "../wire";
import { applyToMilestones, ordered } from "./live";
import { AT, list, milestone, money } from "./testing";

function event(seq: number, kind: string, data: object): Event {
  return { seq, at: AT, by: "bob", kind, data } as unknown as Event;
}

const ids = ({ items }: { items: { id: string }[] }) => items.map(({ id }) => id);

describe("milestones after an event", () => {
  const before = list(milestone("a"), milestone("b"));

  it("puts a new one in its place", () => {
    const data = { id: "c", milestone: milestone("c", { position: 3 }), money: null };
    expect(ids(applyToMilestones(before, event(11, "milestone.proposed", data)))).toEqual(["a", "b", "c"]);
  });

  it("shows one as it stands now, with the money", () => {
    const funded = milestone("a", { state: "funded", position: 1 });
    const data = { id: "a", milestone: funded, money: { ...money, held: 50_000 }, payment: "p" };
    const after = applyToMilestones(before, event(11, "milestone.funded", data));
    expect(after.items[0]?.state).toBe("funded");
    expect(after.money.held).toBe(50_000);
    expect(after.seq).toBe(11);
  });

  it("changes nothing when an event comes again", () => {
    const data = { id: "a", milestone: milestone("a", { state: "funded" }), money: null };
    expect(applyToMilestones(before, event(10, "milestone.funded", data))).toBe(before);
  });

  it("keeps what it has where a later event of the same page tells", () => {
    const after = applyToMilestones(
      before,
      event(11, "milestone.edited", { id: "a", milestone: null, money: null }),
    );
    expect(after.items).toEqual(before.items);
    expect(after.money).toEqual(money);
  });

  it("takes a new order", () => {
    const after = applyToMilestones(before, event(11, "milestones.ordered", { ids: ["b", "a"] }));
    expect(ids(after)).toEqual(["b", "a"]);
  });

  it("holds what is being paid for, and lets go of it when the payment fails", () => {
    const payment = { id: "p", kind: "funding", state: "processing", milestones: ["a"] };
    const held = applyToMilestones(before, event(11, "payment.started", { id: "p", payment, money: null }));
    expect(held.items.map(({ paying }) => paying)).toEqual(["p", null]);
    const failed = { ...payment, state: "failed" };
    const freed = applyToMilestones(
      held,
      event(12, "payment.changed", { id: "p", payment: failed, money: null }),
    );
    expect(freed.items.map(({ paying }) => paying)).toEqual([null, null]);
  });

  it.each([
    ["file.downloaded", { id: "v", version: { id: "v", downloads: 1 } }],
    ["message.posted", { text: "Here.", reply_to: null, files: [{ id: "v", downloads: 1 }] }],
  ])("shows a file that was handed in as %s tells it", (kind, data) => {
    const submissions = [{ number: 1, files: [{ id: "v", downloads: 0 }, { id: "w" }] }];
    const handedIn = list({ ...milestone("a"), submissions } as unknown as Milestone);
    const after = applyToMilestones(handedIn, event(11, kind, data));
    expect(after.items[0]?.submissions[0]?.files).toEqual([{ id: "v", downloads: 1 }, { id: "w" }]);
  });

  it("moves on past what it is not about", () => {
    const after = applyToMilestones(before, event(11, "message.posted", { text: "hello" }));
    expect(after).toEqual({ ...before, seq: 11 });
  });
});

describe("an order", () => {
  it("leaves behind what it does not name", () => {
    const { items } = list(milestone("a"), milestone("b"), milestone("new"));
    expect(ordered(items, ["b", "a"]).map(({ id }) => id)).toEqual(["b", "a", "new"]);
  });
});
