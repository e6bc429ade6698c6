import { answer, api } from "../api/client";
import type { Message, MessagePage, Room } from "../wire";
import { type Event, isLine, type Line } from "./events";

const EVENTS_A_PAGE = 500;

export type Page = { messages: Message[]; lines: Line[]; more: boolean };

/** A page of the timeline of `room` before event `before`: its messages, and what happened between them. */
export async function history(room: string, before: number, limit = 50): Promise<Page> {
  return withLines(room, await messages(room, limit, before), before);
}

/** A room as it is now, with the newest page of its timeline. */
export async function snapshot(id: string): Promise<{ room: Room } & Page> {
  const path = { room: id };
  // The room first: what is said meanwhile is then in the page already, and comes as an event once more. The other way
  // round it would be in neither.
  const room = await answer(api.GET("/api/v1/rooms/{room}", { params: { path } }));
  return { room, ...(await withLines(id, await messages(id, 50), room.head + 1)) };
}

function messages(room: string, limit: number, before?: number): Promise<MessagePage> {
  const query = { before, limit };
  return answer(api.GET("/api/v1/rooms/{room}/messages", { params: { path: { room }, query } }));
}

async function withLines(room: string, { items, more }: MessagePage, before: number): Promise<Page> {
  const after = more ? (items[0]?.seq ?? 1) - 1 : 0;
  return { messages: items, more, lines: await linesBetween(room, after, before) };
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
