import { notifications } from "@mantine/notifications";
import { useQueryClient } from "@tanstack/react-query";
import { useIntent } from "../app/useIntent";
import { useSession } from "../live/LiveProvider";

/**
 * Takes a step with milestones, time or money, once for each intent, and says that it is done. What it changed arrives as
 * an event; while the line is down it is read again instead.
 */
export function useAct(room: string) {
  const session = useSession();
  const queries = useQueryClient();
  const intent = useIntent();
  return async <T>(body: unknown, send: (key: string) => Promise<T>, done?: string): Promise<T> => {
    const answered = await intent(body, send);
    if (session.store.getState().connection !== "open") {
      await session.load(room);
      for (const key of ["milestones", "money", "ledger", "weeks", "diary", "bill"])
        await queries.invalidateQueries({ queryKey: [key, room] });
    }
    void queries.invalidateQueries({ queryKey: ["waiting"] });
    if (done) notifications.show({ message: done, color: "teal" });
    return answered;
  };
}
