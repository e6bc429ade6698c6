import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useEffect } from "react";
import type { ApiError } from "../api/errors";
import { type Event, isMoney, isStep } from "../live/events";
import { useSession } from "../live/LiveProvider";
import type { Milestone, MilestoneList, Room } from "../wire";
import { doors } from "./doors";
import { applyToMilestones } from "./live";
import { openTo } from "./steps";

/** The milestones of a room, kept as the room's events tell. */
export function useMilestones(room: Room) {
  const session = useSession();
  const queries = useQueryClient();
  const { id, head } = room;
  const list = useQuery<MilestoneList, ApiError>({
    queryKey: ["milestones", id],
    queryFn: () => doors.list(id),
  });
  useEffect(
    () =>
      session.listen((which, events) => {
        if (which !== id) return;
        queries.setQueryData<MilestoneList>(
          ["milestones", id],
          (data) => data && events.reduce(applyToMilestones, data),
        );
        if (events.some(isMore)) void queries.invalidateQueries({ queryKey: ["milestones", id] });
      }),
    [session, queries, id],
  );
  // What happened between the answer and now was told before there was anything to tell it to.
  const behind = list.data !== undefined && list.data.seq < head && !list.isFetching && !list.isError;
  useEffect(() => {
    if (behind) void queries.invalidateQueries({ queryKey: ["milestones", id] });
  }, [behind, queries, id]);
  return list;
}

/** After these, more has changed than the event tells: deadlines, and what is open to me. */
function isMore(event: Event): boolean {
  return isStep(event) || (isMoney(event) && event.kind !== "review.marked");
}

/** The steps that are open to me: as the server told, or by the same rules while it has not been asked yet. */
export function useSteps(room: Room, milestone: Milestone): (verb: string) => boolean {
  const steps = milestone.may.length ? milestone.may : openTo(room, milestone);
  return (verb) => steps.includes(verb);
}

/** Shows a milestone as it will be, until the event tells. */
export function useExpected(room: string) {
  const queries = useQueryClient();
  return (change: (list: MilestoneList) => MilestoneList) =>
    queries.setQueryData<MilestoneList>(["milestones", room], (list) => list && change(list));
}
