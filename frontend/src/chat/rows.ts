import { dayKey } from "../app/time";
import type { RoomState } from "../live/apply";
import type { Line } from "../live/events";
import type { Written } from "../live/outbox";
import type { Message } from "../wire";

export type Post = Extract<Written, { method: "message.post" }>;

/** One row of the timeline. `day` begins a new day, `fresh` stands under the "new" divider, `first` shows the author. */
export type Row = { key: string; at: Date; day: boolean; fresh: boolean; first: boolean } & (
  | { type: "line"; seq: number; line: Line }
  | { type: "message"; seq: number; message: Message }
  | { type: "post"; post: Post }
);

/** Messages of one author within this time stand together under one name. */
const TOGETHER_MS = 5 * 60_000;

/** What is shown, oldest first: the log, then what waits to be sent. `read` is where the "new" divider goes. */
export function rowsOf(state: RoomState, waiting: Post[], read: number): Row[] {
  const rows = [...logged(state), ...waiting.map(unsent)];
  let fresh = false;
  return rows.map((row, i) => {
    const before = rows[i - 1];
    const day = !before || dayKey(before.at) !== dayKey(row.at);
    const starts = !fresh && isNews(row, state.me, read);
    fresh ||= starts;
    const together = before && !day && !starts && author(before, state.me) === author(row, state.me);
    const first = !together || row.at.getTime() - before.at.getTime() > TOGETHER_MS;
    return { ...row, day, fresh: starts, first };
  });
}

function logged({ messages, lines }: RoomState): Row[] {
  const blank = { day: false, fresh: false, first: false };
  const rows: Row[] = [
    ...messages.map((message) => ({
      ...blank,
      type: "message" as const,
      key: `${message.seq}`,
      seq: message.seq,
      at: new Date(message.at),
      message,
    })),
    ...lines
      .filter(isHere)
      .filter(isLast)
      .map((line) => ({
        ...blank,
        type: "line" as const,
        key: `${line.seq}`,
        seq: line.seq,
        at: new Date(line.at),
        line,
      })),
  ];
  return rows.sort((one, other) => seqOf(one) - seqOf(other));
}

/** A file that a message has taken along stands with that message; a mark stands in the review, and what a charge was
 * for on the line that follows it. */
function isHere(line: Line): boolean {
  if (line.kind === "review.marked") return false;
  if (line.kind === "payment.succeeded") return line.data.payment?.kind === "refund";
  return line.kind !== "file.added" || line.data.version?.said === line.seq;
}

/** Somebody who sorts milestones moves many; one line tells of them all. */
function isLast(line: Line, i: number, lines: Line[]): boolean {
  const next = lines[i + 1];
  return line.kind !== "milestones.ordered" || next?.kind !== line.kind || next.by !== line.by;
}

function unsent(post: Post): Row {
  const at = new Date(post.at);
  return { type: "post", key: post.id, at, day: false, fresh: false, first: false, post };
}

export function seqOf(row: Row): number {
  return row.type === "post" ? Number.POSITIVE_INFINITY : row.seq;
}

function isNews(row: Row, me: string, read: number): boolean {
  return row.type === "message" && row.seq > read && row.message.by !== me;
}

/** Whose row it is; a line belongs to nobody, so that a name is shown again after it. */
function author(row: Row, me: string): string {
  if (row.type === "message") return row.message.by;
  return row.type === "post" ? me : row.key;
}
