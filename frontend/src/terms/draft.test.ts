import { describe, expect, test } from "vitest";
import type { Policies, Policy, Terms } from "../wire";
import { draftOf, emptyTerms, faults, leastRate, type TermsValues, valuesOf } from "./draft";

const policy: Policy = {
  id: "upwork-like@1",
  minimum_rate: "3.00",
  weekly_limit_most: 168,
  offer_days: 30,
  changes_days: 7,
  amendment_days: 14,
  start_days_back: 1,
  start_days_ahead: 365,
  milestone_least: "5.00",
  review_days: 14,
  cancel_days: 7,
  hold_days: 5,
  refund_days: 180,
  bonus_days: 365,
  beat_seconds: 30,
  skew_seconds: 120,
  review_hours: 12,
  dispute_days: 5,
  week_hold_days: 4,
  late_days: 14,
  idle_minutes: 10,
  activity_least: 1,
  retry_hours: [24, 48, 72, 120],
  retainer_percents: [100, 80, 60, 40, 20, 20, 20],
};
const policies: Policies = {
  policy: policy.id,
  policies: [policy],
  fee_profiles: [
    { id: "none", name: "No fees", freelancer_percent: "0", client_percent: "0", initiation_fee: 0 },
  ],
  currencies: { EUR: 2, JPY: 0, USD: 2 },
};
const today = new Date("2026-11-22T12:00:00Z");
const hourly: Terms = {
  title: "Site",
  description: "All of it",
  kind: "hourly",
  currency: "EUR",
  rate: 4050,
  weekly_limit: 30,
  manual_time: true,
  retainer: 10_000,
  reading_mode: true,
  start: "2026-11-22",
  fee_profile: "none",
  policy: policy.id,
};
const faultsOf = (changes: Partial<TermsValues>, settled: Terms | null = null) =>
  faults({ ...valuesOf(hourly, policies), ...changes }, policies, policy, settled, today);

test("terms that are put into a form and sent again are the same terms", () => {
  const { policy: _, ...draft } = hourly;
  expect(draftOf(valuesOf(hourly, policies), policies)).toEqual(draft);
});

test("a fixed price sends nothing of hours, whatever was typed before", () => {
  const draft = draftOf({ ...valuesOf(hourly, policies), kind: "fixed" }, policies);
  expect(draft).toMatchObject({ rate: null, weekly_limit: null, manual_time: null, start: null });
});

test("an empty offer starts today and lacks a title and a rate", () => {
  const values = emptyTerms(policies, today);
  expect(values.start).toBe("2026-11-22");
  expect(Object.keys(faults(values, policies, policy, null, today))).toEqual(["title", "rate"]);
});

describe("faults", () => {
  test("are none in good terms", () => {
    expect(faultsOf({})).toEqual({});
  });
  test("name the lowest rate", () => {
    expect(faultsOf({ rate: "2.99" }).rate).toBe("The lowest rate is €3.00 per hour.");
    expect(faultsOf({ rate: "3" }).rate).toBeUndefined();
  });
  test("show how a rate is typed in the digits of the currency", () => {
    expect(faultsOf({ rate: "much" }).rate).toBe("Enter an amount, like 45.00.");
    expect(faultsOf({ rate: "1500.50", currency: "JPY" }).rate).toBe("Enter an amount, like 45.");
  });
  test.each(["-1", "1.5", "169", "", "1e1"])("refuse a weekly limit of %s", (weekly_limit) => {
    expect(faultsOf({ weekly_limit }).weekly_limit).toBe("Enter whole hours, from 0 to 168.");
  });
  test("take an empty retainer for none, and refuse what is no amount", () => {
    expect(faultsOf({ retainer: "" })).toEqual({});
    expect(faultsOf({ retainer: "0" }).retainer).toBe("Enter an amount, like 45.00, or nothing.");
    expect(faultsOf({ retainer: "some" }).retainer).toBeDefined();
  });
  test("keep the first day near, unless it stays as it was agreed", () => {
    expect(faultsOf({ start: "2026-11-20" }).start).toMatch("from 2026-11-21 to 2027-11-22");
    expect(faultsOf({ start: "2027-11-23" }).start).toBeDefined();
    expect(faultsOf({ start: "2020-01-01" }, { ...hourly, start: "2020-01-01" }).start).toBeUndefined();
  });
});

test("the lowest rate in minor units rounds a part up", () => {
  expect(leastRate(policy, 2)).toBe(300);
  expect(leastRate(policy, 0)).toBe(3);
  expect(leastRate({ ...policy, minimum_rate: "3.01" }, 0)).toBe(4);
  expect(leastRate({ ...policy, minimum_rate: "3.015" }, 2)).toBe(302);
});
