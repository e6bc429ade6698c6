import { describe, expect, it } from "vitest";
import type { TimeLine } from "../wire";
import { daysOf, queryOf, totalsOf } from "./reports";

const today = new Date("2026-11-18T12:00:00Z");
const of = (search: string) => queryOf(new URLSearchParams(search), today);

describe("the report that an address asks for", () => {
  it("is of the last four weeks by contract where nothing is said", () => {
    expect(of("")).toEqual({ by: "contract", first: "2026-10-26", last: "2026-11-18" });
  });

  it("is what is said", () => {
    const query = { by: "memo", first: "2026-11-01", last: "2026-11-30", room: "r" };
    expect(of("by=memo&first=2026-11-01&last=2026-11-30&room=r")).toEqual(query);
    expect(daysOf(of("first=2026-11-01&last=2026-11-30"))).toBe(30);
  });

  it("passes over what it does not know", () => {
    expect(of("by=moon&first=yesterday")).toEqual(of(""));
  });
});

it("adds up each currency by itself", () => {
  const line = (currency: string, minor: number) => ({ currency, minor }) as TimeLine;
  expect(totalsOf([line("EUR", 100), line("USD", 5), line("EUR", 20)])).toEqual([
    { currency: "EUR", minor: 120 },
    { currency: "USD", minor: 5 },
  ]);
});
