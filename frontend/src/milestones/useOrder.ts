import { useMutation } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { Milestone } from "../wire";
import { doors } from "./doors";
import { ordered } from "./live";
import { moved } from "./order";
import { useAct } from "./useAct";
import { useExpected } from "./useMilestones";

/** The milestones in an order that I can change: shown at once, put right again when the server refuses. */
export function useOrder(room: string, items: Milestone[]) {
  const { t } = useTranslation("milestones");
  const act = useAct(room);
  const expect = useExpected(room);
  const [said, setSaid] = useState("");
  const saving = useMutation({
    mutationFn: (ids: string[]) => act(ids, (key) => doors.order(room, ids, key)),
    scope: { id: `order-${room}` },
    onError: (_error, _ids, before) => {
      const was = (before as { was: string[] } | undefined)?.was;
      if (was) expect((list) => ({ ...list, items: ordered(list.items, was) }));
    },
    onMutate: (ids: string[]) => {
      expect((list) => ({ ...list, items: ordered(list.items, ids) }));
      return { was: items.map(({ id }) => id) };
    },
  });
  const move = (from: number, to: number) => {
    const title = items[from]?.title ?? "";
    setSaid(t("order.moved", { title, place: to + 1, count: items.length }));
    saving.mutate(moved(items, from, to).map(({ id }) => id));
  };
  return { items, move, said, error: saving.error };
}
