import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useEffect, useRef } from "react";
import type { ApiError } from "../api/errors";
import type { Event } from "../live/events";
import { useSession } from "../live/LiveProvider";
import type { Diary, Room, Weeks } from "../wire";
import { doors } from "./doors";
import { applyToDiary, applyToWeeks, isStale } from "./live";

/** A running timer grows between events; what shows it is read again so often. */
const GROWS_MS = 60_000;

type Followed<T> = {
  key: string[];
  read: () => Promise<T>;
  /** What an event tells, at once. */
  apply: (data: T, event: Event) => T;
  /** After these, more has changed than the event tells. */
  isMore: (event: Event) => boolean;
  every?: number;
};

/** Something of a room that is read once and kept as the room's events tell. */
function useFollowed<T extends { seq: number }>({ id, head }: Room, followed: Followed<T>) {
  const session = useSession();
  const queries = useQueryClient();
  const latest = useRef(followed);
  latest.current = followed;
  const answered = useQuery<T, ApiError>({
    queryKey: followed.key,
    queryFn: followed.read,
    refetchInterval: followed.every ?? false,
  });
  useEffect(
    () =>
      session.listen((which, events) => {
        if (which !== id) return;
        const { key, apply, isMore } = latest.current;
        queries.setQueryData<T>(key, (data) => data && events.reduce(apply, data));
        if (events.some(isMore)) void queries.invalidateQueries({ queryKey: key });
      }),
    [session, queries, id],
  );
  // What happened between the answer and now was told before there was anything to tell it to.
  const { data, isFetching, isError } = answered;
  const behind = data !== undefined && data.seq < head && !isFetching && !isError;
  useEffect(() => {
    if (behind) void queries.invalidateQueries({ queryKey: latest.current.key });
  }, [behind, queries]);
  return answered;
}

/** The weeks of a contract, their bills, and what is open to me. */
export function useWeeks(room: Room) {
  return useFollowed<Weeks>(room, {
    key: ["weeks", room.id],
    read: () => doors.weeks(room.id),
    apply: applyToWeeks,
    isMore: ({ kind }) => /^(contract|terms|week|bill|overtime)\.|^time\.answered/.test(kind),
  });
}

/** One week's diary; read again while a timer runs in it. */
export function useDiary(room: Room, monday: string, runs: boolean) {
  return useFollowed<Diary>(room, {
    key: ["diary", room.id, monday],
    read: () => doors.diary(room.id, monday),
    apply: applyToDiary,
    isMore: (event) => isStale(event, monday),
    every: runs ? GROWS_MS : undefined,
  });
}
