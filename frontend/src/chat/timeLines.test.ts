import { describe, expect, it } from "vitest";
import i18n from "../app/i18n";
import { type Event, isLine, type Line } from "../live/events";
import { lineWords } from "./lines";
import { timeWords } from "./timeLines";

const t = i18n.getFixedT("en", "chat");
const name = (id: string | null) => ({ alice: "Alice", bob: "Bob" })[id ?? ""] ?? "Time";
const telling = { name, money: (minor: number) => `€${minor / 100}`, day: (monday: string) => monday };
const days = ["2026-11-16"];

function event(kind: string, data: object, by: string | null = "bob"): Event {
  return { seq: 11, at: "2026-11-23T12:00:00Z", by, kind, data } as unknown as Event;
}

describe("a line about time", () => {
  it.each([
    ["time.reported", { reports: 1, seconds: 3600, late: 0, manual: 1 }, "Bob added 1 h by hand"],
    ["time.reported", { reports: 2, seconds: 60, late: 2, manual: 0 }, "1 min of a closed week arrived late"],
    ["time.asked", { id: "a", what: "manual", seconds: 600 }, "Bob asks for 10 min by hand to count"],
    ["time.answered", { id: "a", how: "accepted", seconds: 600 }, "Bob accepted 10 min"],
    ["limit.reached", { percent: 80 }, "80 % of the weekly limit is used"],
    ["week.billed", { minor: 54_000 }, "The week of 2026-11-16 is closed and billed: €540"],
    ["week.billed", { minor: 0 }, "The week of 2026-11-16 is closed; there was nothing to bill"],
    ["bill.paid", { minor: 54_000 }, "The bill for the week of 2026-11-16 is paid: €540"],
    ["bill.failed", { reason: "Declined." }, "The charge for the week of 2026-11-16 failed"],
  ])("tells %s in words, and leads to the week", (kind, data, text) => {
    const line = event(kind, { days, weeks: [], ...data });
    expect(isLine(line)).toBe(true);
    const words = timeWords(line as Line, t, telling);
    expect(words?.text).toContain(text);
    expect(words?.to).toBe("/time?week=2026-11-16");
  });

  it("is not for the comings and goings of a timer", () => {
    expect(isLine(event("timer.started", { id: "x", timer: null }))).toBe(false);
    expect(isLine(event("time.reported", { days, reports: 3, seconds: 60, late: 0, manual: 0 }))).toBe(false);
    expect(isLine(event("week.changed", { days }))).toBe(false);
  });

  it("says why a contract is on hold, and when no longer", () => {
    const held = event("contract.held", { reason: "The card was declined." }, null) as Line;
    expect(lineWords(held, t, name)).toMatchObject({ reason: "The card was declined." });
    expect(lineWords(event("contract.released", {}, null) as Line, t, name)?.text).toContain("active again");
  });
});
