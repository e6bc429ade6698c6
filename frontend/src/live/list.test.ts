import { describe, expect, it } from "vitest";
import type { RoomItem } from "../wire";
import type { Event } from "./events";
import { applyToItem } from "./list";

const item = {
  id: "r",
  head: 3,
  last_at: "2026-01-05T10:00:00Z",
  unread: 0,
  last: null,
} as unknown as RoomItem;

function event(seq: number, kind: string, data: object): Event {
  return { seq, at: "2026-01-06T10:00:00Z", by: "bob", kind, data } as unknown as Event;
}

describe("a row of the list of rooms", () => {
  it("moves up with what was said", () => {
    const said = event(4, "message.posted", { text: "Hello", reply_to: null, files: [] });
    expect(applyToItem(item, said, "alice")).toMatchObject({ head: 4, last_at: said.at, unread: 1 });
  });

  it("stays where it is when a file is only looked at, or a preview was drawn", () => {
    for (const kind of ["file.changed", "file.downloaded", "read.marked", "upload.started"])
      expect(applyToItem(item, event(4, kind, {}), "alice")).toEqual({ ...item, head: 4 });
  });

  it("takes nothing in twice", () => {
    expect(applyToItem(item, event(3, "contract.paused", {}), "alice")).toBe(item);
  });
});
