import { describe, expect, it } from "vitest";
import { asked, read } from "./filters";

const of = (query: string) => read(new URLSearchParams(query));

describe("filters", () => {
  it("are read from an address, and nonsense in it counts as nothing", () => {
    expect(of("kind=pdf&sort=name&since=2026-01-31")).toMatchObject({
      kind: "pdf",
      sort: "name",
      since: "2026-01-31",
    });
    expect(of("kind=cake&sort=up&until=2026-13-99")).toMatchObject({ kind: "", sort: "newest", until: "" });
  });

  it("ask for whole days where the reader is", () => {
    const { since, until } = asked(of("since=2026-01-31&until=2026-01-31"));
    expect(new Date(since as string)).toEqual(new Date(2026, 0, 31));
    expect(new Date(until as string)).toEqual(new Date(2026, 1, 1));
  });

  it("ask for nothing that is not wanted", () =>
    expect(JSON.parse(JSON.stringify(asked(of("q=%20"))))).toEqual({ sort: "newest" }));
});
