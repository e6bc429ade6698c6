import { afterEach, describe, expect, it, vi } from "vitest";
import { api } from "../api/client";
import { snapshot } from "./history";

afterEach(() => vi.restoreAllMocks());

describe("a snapshot of a room", () => {
  it("holds what was said while it was read, though the room is older", async () => {
    let said = 1;
    const item = (seq: number) => ({ seq, at: "", by: "bob", text: `${seq}`, files: [] });
    const get = async (path: string) => {
      const head = said;
      if (path === "/api/v1/rooms/{room}") {
        // Somebody speaks as soon as the room was read, before its answer is here.
        said += 1;
        await new Promise((done) => setTimeout(done, 5));
        return { data: { head } };
      }
      if (path.endsWith("/events")) return { data: { items: [] } };
      return { data: { items: Array.from({ length: head }, (_, i) => item(i + 1)), more: false } };
    };
    vi.spyOn(api, "GET").mockImplementation(get as never);
    const { room, messages } = await snapshot("r");
    expect(room.head).toBe(1);
    expect(messages.map(({ seq }) => seq)).toEqual([1, 2]);
  });

  it("lacks nothing up to its head, whatever the order in which a server answers", async () => {
    let said = 1;
    const get = async (path: string) => {
      if (path.endsWith("/events")) return { data: { items: [] } };
      if (path === "/api/v1/rooms/{room}") {
        // A slow door: meanwhile something is said, and the room has it.
        await new Promise((done) => setTimeout(done, 5));
        said += 1;
        return { data: { head: said } };
      }
      const items = Array.from({ length: said }, (_, i) => ({ seq: i + 1, files: [] }));
      return { data: { items, more: false } };
    };
    vi.spyOn(api, "GET").mockImplementation(get as never);
    const { room, messages } = await snapshot("r");
    expect(messages).toHaveLength(room.head);
  });
});
