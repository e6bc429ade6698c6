import { useInfiniteQuery, useQuery, useQueryClient } from "@tanstack/react-query";
import { useCallback, useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import type { ApiError } from "../api/errors";
import { useSession } from "../live/LiveProvider";
import { digitsOf, writeMoney } from "../terms/money";
import { usePolicy } from "../terms/usePolicy";
import type { MoneyPage, Room } from "../wire";
import { doors, type Lists, lists } from "./doors";
import { applyToMoney, joined, movesMoney } from "./live";
import type { Further } from "./More";
import type { Only } from "./only";
import { usePages } from "./usePages";

/** A room's money, kept as the room's events tell. */
export function useMoney(room: Room) {
  const session = useSession();
  const queries = useQueryClient();
  const { id, head } = room;
  const money = useQuery<MoneyPage, ApiError>({ queryKey: ["money", id], queryFn: () => doors.page(id) });
  const askAgain = useCallback(() => {
    for (const key of ["money", "ledger", "payments", "releases", "papers"])
      void queries.invalidateQueries({ queryKey: [key, id] });
  }, [queries, id]);
  useEffect(
    () =>
      session.listen((which, events) => {
        if (which !== id) return;
        queries.setQueryData<MoneyPage>(["money", id], (page) => page && events.reduce(applyToMoney, page));
        if (events.some(movesMoney)) askAgain();
      }),
    [session, queries, id, askAgain],
  );
  // What happened between the answer and now was told before there was anything to tell it to.
  const behind = money.data !== undefined && money.data.seq < head && !money.isFetching && !money.isError;
  useEffect(() => {
    if (behind) askAgain();
  }, [behind, askAgain]);
  return money;
}

/** One of the lists of a money page, and on request what is older. */
export function useList<L extends keyof Lists>(room: string, list: L, page: MoneyPage) {
  const [wanted, setWanted] = useState(false);
  const read = useInfiniteQuery({
    queryKey: [list, room],
    queryFn: ({ pageParam }) => lists[list](room, pageParam),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: ({ next }) => next ?? undefined,
    enabled: wanted,
  });
  const newest: { [K in keyof Lists]: Lists[K][] } = page;
  const found = wanted ? read.data?.pages : undefined;
  const further: Further = {
    more: found ? read.hasNextPage : page.more.includes(list),
    loading: read.isLoading || read.isFetchingNextPage,
    error: read.error,
    load: () => (wanted ? void read.fetchNextPage() : setWanted(true)),
    retry: () => void read.refetch(),
  };
  return { shown: joined(newest[list], found?.flatMap(({ items }) => items) ?? []), further };
}

/** All movements, or those about one milestone or week. */
export function useLedger(room: string, only: Only | null) {
  return usePages(["ledger", room, only], (cursor) => doors.ledger(room, only, cursor));
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
