import { useInfiniteQuery } from "@tanstack/react-query";
import type { ApiError } from "../api/errors";
import type { Page } from "./doors";
import type { Further } from "./More";

/** A list that is read page by page: what was read so far, undefined before the first, and the way to more. */
export function usePages<T>(key: readonly unknown[], read: (cursor?: string) => Promise<Page<T>>) {
  const pages = useInfiniteQuery<Page<T>, ApiError, Page<T>[], readonly unknown[], string | undefined>({
    queryKey: key,
    queryFn: ({ pageParam }) => read(pageParam),
    initialPageParam: undefined,
    getNextPageParam: ({ next }) => next ?? undefined,
    select: (data) => data.pages,
  });
  const further: Further = {
    more: pages.hasNextPage,
    loading: pages.isFetchingNextPage,
    error: pages.error,
    load: () => void pages.fetchNextPage(),
    retry: () => void pages.refetch(),
  };
  return { items: pages.data?.flatMap(({ items }) => items), isPending: pages.isPending, further };
}
