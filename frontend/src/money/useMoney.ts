import { useInfiniteQuery, useQuery, useQueryClient } from "@tanstack/react-query";
import { useEffect } from "react";
import { useTranslation } from "react-i18next";
import type { ApiError } from "../api/errors";
import { useSession } from "../live/LiveProvider";
import { digitsOf, writeMoney } from "../terms/money";
import { usePolicy } from "../terms/usePolicy";
import type { MoneyPage, Room } from "../wire";
import { doors } from "./doors";
import { applyToMoney, movesMoney } from "./live";

/** A room's money, kept as the room's events tell. */
export function useMoney(room: Room) {
  const session = useSession();
  const queries = useQueryClient();
  const { id, head } = room;
  const money = useQuery<MoneyPage, ApiError>({ queryKey: ["money", id], queryFn: () => doors.page(id) });
  useEffect(
    () =>
      session.listen((which, events) => {
        if (which !== id) return;
        queries.setQueryData<MoneyPage>(["money", id], (page) => page && events.reduce(applyToMoney, page));
        if (!events.some(movesMoney)) return;
        for (const key of ["money", "ledger"]) void queries.invalidateQueries({ queryKey: [key, id] });
      }),
    [session, queries, id],
  );
  // What happened between the answer and now was told before there was anything to tell it to.
  const behind = money.data !== undefined && money.data.seq < head && !money.isFetching && !money.isError;
  useEffect(() => {
    if (behind) void queries.invalidateQueries({ queryKey: ["money", id] });
  }, [behind, queries, id]);
  return money;
}

/** All movements, or those about one milestone. */
export function useLedger(room: string, milestone: string | null) {
  return useInfiniteQuery({
    queryKey: ["ledger", room, milestone],
    queryFn: ({ pageParam }) => doors.ledger(room, milestone, pageParam),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: ({ next }) => next ?? undefined,
  });
}

/** Sums in words. */
export function useSums(): (minor: number, currency: string) => string {
  const { i18n } = useTranslation();
  const digits = usePolicy().data?.currencies ?? {};
  return (minor, currency) => writeMoney(minor, currency, digitsOf(currency, digits), i18n.language);
}

/** How many digits the minor unit of a currency has. */
export function useDigits(currency: string): number {
  return digitsOf(currency, usePolicy().data?.currencies ?? {});
}
