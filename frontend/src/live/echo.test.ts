import { describe, expect, it } from "vitest";
import { recognised, unsettled } from "./echo";
import type { Event } from "./events";
import type { Written } from "./outbox";
import type { LiveState } from "./state";

function wrote(id: string, text: string): Written {
  return {
    id,
    n: 1,
    person: "me",
    at: 0,
    method: "message.post",
    params: { room: "r", text, reply_to: null, files: [] },
  };
}

function said(seq: number, text: string, by = "me"): Event {
  return { seq, at: "", by, kind: "message.posted", data: { text, reply_to: null, attached: 0, files: [] } };
}

describe("my own messages", () => {
  it("are known again when their event comes before the acknowledgement", () => {
    const state = { written: [wrote("a", "hello")], saved: {} };
    expect(recognised(state, "r", [said(7, "hello")], "me")).toEqual({ a: 7 });
  });

  it("are taken one event each, in order, when they say the same", () => {
    const state = { written: [wrote("a", "ok"), wrote("b", "ok")], saved: {} };
    expect(recognised(state, "r", [said(7, "ok"), said(8, "ok")], "me")).toEqual({ a: 7, b: 8 });
  });

  it("are told apart by their files where they have no words", () => {
    const files = (id: string) => ({ ...wrote(id, ""), params: { ...wrote(id, "").params, files: [id] } });
    const event = said(7, "");
    const brought = { ...event, data: { ...event.data, files: [{ id: "b" }] } } as Event;
    const state = { written: [files("a"), files("b")] as Written[], saved: {} };
    expect(recognised(state, "r", [brought], "me")).toEqual({ b: 7 });
  });

  it("are not mistaken for what was acknowledged already, or for another's words", () => {
    const state = { written: [wrote("a", "ok"), wrote("b", "ok")], saved: { a: 7 } };
    expect(recognised(state, "r", [said(7, "ok"), said(8, "ok", "she")], "me")).toEqual({});
  });

  it("stay on screen until the room has got to their number", () => {
    const rooms = { r: { room: { head: 6 } } } as unknown as LiveState["rooms"];
    const written = [wrote("a", "saved"), wrote("b", "seen"), wrote("c", "unsent")];
    const left = unsettled({ saved: { a: 7, b: 6 }, rooms }, written);
    expect(left.map(({ id }) => id)).toEqual(["a", "c"]);
  });
});
