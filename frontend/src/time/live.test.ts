import { describe, expect, it } from "vitest";
import type { Event } from "../live/events";
import type { Timer } from "../wire";
import { applyToDiary, applyToWeeks, isStale } from "./live";
import { at, diary, MONDAY, NONE, week, weeks } from "./testing";

const timer: Timer = {
  id: "t",
  room: "r",
  room_title: "",
  person: "bob",
  device: "laptop",
  memo: "Login",
  start: at(1, "09:00"),
  end: at(1, "09:30"),
  lapses_at: at(1, "09:31"),
};

function event(seq: number, kind: string, data: object): Event {
  return { seq, at: at(1, "10:00"), by: "bob", kind, data } as unknown as Event;
}

const reported = (seq: number, changes: Parameters<typeof week>[0]) =>
  event(seq, "time.reported", { days: [MONDAY], weeks: [week(changes)], reports: 1, seconds: 3600 });

describe("weeks", () => {
  const hour = { sums: { ...NONE, tracked: 3600 } };

  it("put a week in its place and its time in the total", () => {
    const list = weeks(week({ week: "2026-11-09", ...hour }));
    const next = applyToWeeks(list, reported(11, hour));
    expect(next.items.map(({ week: monday }) => monday)).toEqual([MONDAY, "2026-11-09"]);
    expect(next.total.tracked).toBe(7200);
    expect(next.seq).toBe(11);
  });

  it("take what a week had before out of the total", () => {
    const next = applyToWeeks(
      weeks(week(hour)),
      reported(11, { sums: { ...NONE, tracked: 600, manual: 60 } }),
    );
    expect(next.total).toMatchObject({ tracked: 600, manual: 60 });
    expect(next.items).toHaveLength(1);
  });

  it("begin with the acceptance, which tells the first", () => {
    const accepted = (data: object) => event(11, "contract.accepted", { version: 1, ...data });
    const next = applyToWeeks(weeks(), accepted({ weeks: [week()] }));
    expect(next.items).toEqual([week()]);
    expect(applyToWeeks(weeks(), accepted({})).items).toEqual([]);
    const shown = diary({ week: week({ limit: 0 }) });
    expect(applyToDiary(shown, accepted({ weeks: [week()] })).week).toEqual(week());
  });

  it("change nothing when an event comes again", () => {
    const once = applyToWeeks(weeks(), reported(11, hour));
    expect(applyToWeeks(once, reported(11, hour))).toBe(once);
  });

  it("know who works, and on what, until the timer stops", () => {
    const running = applyToWeeks(weeks(), event(11, "timer.started", { id: "t", timer }));
    expect(running).toMatchObject({ running: timer, memos: ["Login"] });
    const other = event(12, "timer.stopped", {
      id: "other",
      days: [],
      weeks: [],
      how: "stopped",
      seconds: 1,
    });
    expect(applyToWeeks(running, other).running).toBe(timer);
    const stop = event(13, "timer.stopped", { id: "t", days: [], weeks: [], how: "stopped", seconds: 1 });
    expect(applyToWeeks(running, stop).running).toBeNull();
  });

  it("know what Mondays are charged to", () => {
    const next = applyToWeeks(weeks(), event(11, "bill.card", { label: "Visa •••• 1881" }));
    expect(next.card).toBe("Visa •••• 1881");
  });

  it("move past what is not about time", () => {
    expect(applyToWeeks(weeks(week()), event(11, "message.posted", { text: "hi" }))).toMatchObject({
      seq: 11,
      items: [{ week: MONDAY }],
    });
  });
});

describe("a diary", () => {
  it("takes the card of its week, and no other's", () => {
    const next = applyToDiary(diary(), reported(11, { state: "review" }));
    expect(next.week.state).toBe("review");
    expect(applyToDiary(next, reported(12, { week: "2026-11-09", state: "invoiced" })).week.state).toBe(
      "review",
    );
  });

  it("keeps the sums that count a timer until it is read again", () => {
    const counted = { ...diary(), running: timer, week: week({ sums: { ...NONE, tracked: 5400 } }) };
    const next = applyToDiary(counted, reported(11, { sums: { ...NONE, tracked: 3600 } }));
    expect(next.week.sums.tracked).toBe(5400);
    const stopped = { days: [MONDAY], weeks: [week({ sums: { ...NONE, tracked: 5460 } })], id: "t" };
    expect(applyToDiary(next, event(12, "timer.stopped", stopped)).week.sums.tracked).toBe(5460);
  });

  it("is read again after events of its week, of the contract, and of all weeks", () => {
    expect(isStale(reported(11, {}), MONDAY)).toBe(true);
    expect(isStale(reported(11, {}), "2026-11-09")).toBe(false);
    expect(isStale(event(11, "contract.paused", { reason: "" }), MONDAY)).toBe(true);
    expect(isStale(event(11, "timer.started", { id: "t", timer }), MONDAY)).toBe(true);
    expect(isStale(event(11, "message.posted", { text: "hi" }), MONDAY)).toBe(false);
  });
});
