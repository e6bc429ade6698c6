import { expect, test } from "vitest";
import type { TermsVersion } from "../wire";
import { baseOf } from "./versions";

const terms = (rate: number) => ({
  title: "Site",
  description: "",
  kind: "hourly" as const,
  currency: "EUR",
  rate,
  weekly_limit: 40,
  manual_time: false,
  start: "2026-11-02",
  fee_profile: "none",
  policy: "upwork-like@1",
});
const version = (number: number, state: TermsVersion["state"], at: string, decided_at: string | null) => ({
  version: number,
  state,
  terms: terms(1000 * number),
  note: "",
  side: "client" as const,
  by: "alice",
  at,
  expires_at: null,
  decided_by: decided_at && "bob",
  decided_at,
  counts_from: {},
});
const offer = version(1, "proposed", "2026-11-01T00:00:00Z", null);

test("an offer stands in place of nothing", () => {
  expect(baseOf(offer, [offer])).toBeNull();
});

test("a request for changes stands beside the offer", () => {
  const request = version(2, "proposed", "2026-11-02T00:00:00Z", null);
  expect(baseOf(request, [offer, request])).toBe(offer.terms);
});

test("an amendment stands beside what was agreed when it was made, not beside what came later", () => {
  const agreed = version(1, "accepted", "2026-11-01T00:00:00Z", "2026-11-03T00:00:00Z");
  const second = version(2, "accepted", "2026-11-04T00:00:00Z", "2026-11-06T00:00:00Z");
  const third = version(3, "declined", "2026-11-05T00:00:00Z", "2026-11-07T00:00:00Z");
  const fourth = version(4, "proposed", "2026-11-08T00:00:00Z", null);
  const all = [agreed, second, third, fourth];
  expect(baseOf(second, all)).toBe(agreed.terms);
  expect(baseOf(third, all)).toBe(agreed.terms);
  expect(baseOf(fourth, all)).toBe(second.terms);
});
