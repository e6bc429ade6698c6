import { describe, expect, it } from "vitest";
import type { RoomState } from "../live/apply";
import { type Post, rowsOf } from "./rows";

const ME = "me";
const SHE = "she";

function message(seq: number, by: string, at: string) {
  return { seq, by, at, text: `${seq}`, reply_to: null, edited_at: null, deleted_at: null, files: [] };
}

function timeline(messages: RoomState["messages"], lines: object[] = []): RoomState {
  return { me: ME, messages, lines, more: false } as unknown as RoomState;
}

describe("rowsOf", () => {
  it("puts messages, steps of the contract and what is unsent into one order", () => {
    const paused = { seq: 5, at: "2026-01-05T10:01:00Z", by: SHE, kind: "contract.paused", data: {} };
    const post = { id: "key", at: Date.parse("2026-01-05T10:02:00Z"), method: "message.post" } as Post;
    const said = [message(4, SHE, "2026-01-05T10:00:00Z"), message(6, ME, "2026-01-05T10:01:30Z")];
    expect(rowsOf(timeline(said, [paused]), [post], 9).map(({ key }) => key)).toEqual(["4", "5", "6", "key"]);
  });

  it("shows a file on a line of its own only until a message takes it along", () => {
    const line = (seq: number, said: number) => ({
      seq,
      at: "2026-01-05T10:00:00Z",
      by: SHE,
      kind: "file.added",
      data: { id: "v", version: { said } },
    });
    expect(rowsOf(timeline([], [line(5, 5), line(6, 8)]), [], 9).map(({ key }) => key)).toEqual(["5"]);
  });

  it("shows no mark of a review", () => {
    const mark = { seq: 5, at: "2026-01-05T10:00:00Z", by: SHE, kind: "review.marked", data: {} };
    expect(rowsOf(timeline([], [mark]), [], 9)).toEqual([]);
  });

  it("leaves a payment to the line about what it was for, but for money that comes back", () => {
    const paid = (seq: number, kind: string) => ({
      seq,
      at: "2026-01-05T10:00:00Z",
      by: null,
      kind: "payment.succeeded",
      data: { id: kind, payment: { kind } },
    });
    const lines = ["funding", "bonus", "bill", "refund"].map((kind, i) => paid(i + 1, kind));
    expect(rowsOf(timeline([], lines), [], 9).map(({ key }) => key)).toEqual(["4"]);
  });

  it("shows the author once for what was said within five minutes", () => {
    const said = [
      message(1, SHE, "2026-01-05T10:00:00Z"),
      message(2, SHE, "2026-01-05T10:04:00Z"),
      message(3, SHE, "2026-01-05T10:10:00Z"),
      message(4, ME, "2026-01-05T10:10:30Z"),
    ];
    expect(rowsOf(timeline(said), [], 9).map(({ first }) => first)).toEqual([true, false, true, true]);
  });

  it("begins a new day with a divider", () => {
    const said = [message(1, SHE, "2026-01-05T12:00:00"), message(2, SHE, "2026-01-06T12:00:00")];
    expect(rowsOf(timeline(said), [], 9).map(({ day }) => day)).toEqual([true, true]);
  });

  it("divides what is new from what was read, once, and never by my own words", () => {
    const at = "2026-01-05T10:00:00Z";
    const said = [message(1, SHE, at), message(2, ME, at), message(3, SHE, at), message(4, SHE, at)];
    expect(rowsOf(timeline(said), [], 1).map(({ fresh }) => fresh)).toEqual([false, false, true, false]);
  });
});
