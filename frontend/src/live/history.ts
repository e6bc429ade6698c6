import { answer, api } from "../api/client";
import type { Message } from "../wire";
import { type Event, isLine, type Line } from "./events";

const EVENTS_A_PAGE = 500;

export type Page = { messages: Message[]; lines: Line[]; more: boolean };

/** A page of the timeline of `room` before event `before`: its messages, and what happened between them. */
export async function history(room: string, before: number, limit = 50): Promise<Page> {
  const { items: messages, more } = await answer(
    api.GET("/api/v1/rooms/{room}/messages", { params: { path: { room }, query: { before, limit } } }),
  );
  const after = more ? (messages[0]?.seq ?? 1) - 1 : 0;
  return { messages, more, lines: await linesBetween(room, after, before) };
}

async function linesBetween(room: string, after: number, before: number): Promise<Line[]> {
  const lines: Line[] = [];
  while (after + 1 < before) {
    const limit = Math.min(EVENTS_A_PAGE, before - after - 1);
    const { items } = await answer(
      api.GET("/api/v1/rooms/{room}/events", { params: { path: { room }, query: { after, limit } } }),
    );
    const events = items as Event[];
    lines.push(...(events.filter((event) => isLine(event) && event.seq < before) as Line[]));
    if (events.length === 0) break;
    after = events.at(-1)?.seq ?? before;
  }
  return lines;
}
