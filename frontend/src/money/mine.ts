import { useQuery } from "@tanstack/react-query";
import type { ApiError } from "../api/errors";
import type { MyBalance } from "../wire";
import { doors } from "./doors";
import { usePages } from "./usePages";

/** Where somebody's money is, over all their contracts. */
export const PLACES = ["escrow", "pending", "available"] as const;
export type Place = (typeof PLACES)[number];
/** What is mine already, whichever contract it came from. */
export type MyAccount = Exclude<Place, "escrow">;

/** Everything below this is asked again whenever money of any room moves. */
const KEY = "my-money";

/** The page that tells what a sum of mine is made of. */
export function myMoney(place: Place, currency: string): string {
  return `/money?currency=${currency}&account=${place}`;
}

export function useMyBalances() {
  return useQuery<MyBalance[], ApiError>({
    queryKey: [KEY, "balances"],
    queryFn: async () => (await doors.balances()).items,
  });
}

/** What moved on an account of mine, newest first. */
export function useMyLedger(account: MyAccount, currency: string) {
  return usePages([KEY, account, currency], (cursor) => doors.myLedger(account, currency, cursor));
}

/** My contracts that hold something, newest first. */
export function useMyEscrows(currency: string) {
  return usePages([KEY, "escrow", currency], (cursor) => doors.myEscrows(currency, cursor));
}

type Asked = { balances: MyBalance[]; currency: string; place: Place };

/** What the address asks for, also where there is none of it; else the first place where there is something. Pure. */
export function asked(search: URLSearchParams, found: MyBalance[]): Asked | null {
  const currency = search.get("currency") ?? "";
  const missing = /^[A-Z]{3}$/.test(currency) && found.every((one) => one.currency !== currency);
  const balances = missing ? [...found, { currency, escrow: 0, pending: 0, available: 0 }] : found;
  const balance = balances.find((one) => one.currency === currency) ?? balances[0];
  if (!balance) return null;
  const place =
    PLACES.find((one) => one === search.get("account")) ?? PLACES.find((one) => balance[one] !== 0);
  return { balances, currency: balance.currency, place: place ?? "available" };
}
