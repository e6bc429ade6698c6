import { describe, expect, it } from "vitest";
import { endOf, fieldOf, instantOf, instantsOf, localAt } from "./zoned";

const at = (text: string) => Date.parse(text);

describe("clocks of a zone", () => {
  it.each([
    ["2026-11-16T00:00:00Z", "UTC", "2026-11-16T00:00:00"],
    ["2026-11-16T00:00:00Z", "Asia/Kathmandu", "2026-11-16T05:45:00"],
    ["2026-11-16T00:00:07Z", "America/Los_Angeles", "2026-11-15T16:00:07"],
    ["2024-02-28T23:30:00Z", "Europe/Berlin", "2024-02-29T00:30:00"],
    ["2026-12-31T23:00:00Z", "Asia/Tokyo", "2027-01-01T08:00:00"],
  ])("%s in %s is %s, and back", (instant, zone, field) => {
    expect(fieldOf(at(instant), zone)).toBe(field);
    expect(instantOf(field, zone)).toBe(at(instant));
  });

  it("knows midnight as hour 0", () => {
    expect(localAt(at("2026-11-15T23:00:00Z"), "Europe/Berlin")).toMatchObject({
      day: "2026-11-16",
      hour: 0,
    });
  });

  it("finds no instant in the hour that spring skips", () => {
    expect(instantsOf("2026-03-29T02:30:00", "Europe/Berlin")).toEqual([]);
    expect(instantOf("2026-03-29T02:30", "Europe/Berlin")).toBeNull();
  });

  it("finds two in the hour that comes twice, and takes the nearer one", () => {
    const [first, second] = [at("2026-10-25T00:30:00Z"), at("2026-10-25T01:30:00Z")];
    expect(instantsOf("2026-10-25T02:30", "Europe/Berlin")).toEqual([first, second]);
    expect(instantOf("2026-10-25T02:30", "Europe/Berlin")).toBe(first);
    expect(instantOf("2026-10-25T02:30", "Europe/Berlin", at("2026-10-25T01:10:00Z"))).toBe(second);
  });

  it("cuts nothing off an entry over that hour which is only opened and saved", () => {
    for (const text of ["2026-10-25T00:00:00Z", "2026-10-25T00:30:00Z", "2026-10-25T01:30:00Z"])
      expect(instantOf(fieldOf(at(text), "Europe/Berlin"), "Europe/Berlin", at(text))).toBe(at(text));
  });

  it("ends what begins there after its begin, the sooner one", () => {
    const [first, second] = [at("2026-10-25T00:30:00Z"), at("2026-10-25T01:30:00Z")];
    const end = (field: string, start: number | null) => endOf(field, "Europe/Berlin", start);
    expect(end("2026-10-25T02:40", first)).toBe(at("2026-10-25T00:40:00Z"));
    expect(end("2026-10-25T02:30", first)).toBe(second);
    expect(end("2026-10-25T02:40", second)).toBe(at("2026-10-25T01:40:00Z"));
    expect(end("2026-10-25T01:40", second)).toBe(at("2026-10-24T23:40:00Z"));
    expect(end("", first)).toBeNull();
  });

  it("finds none where nothing was typed", () => {
    expect(instantOf("", "UTC")).toBeNull();
  });

  it.each(Intl.supportedValuesOf("timeZone").filter((_, i) => i % 10 === 0))(
    "leads from each hour of a year in %s to a field and back",
    (zone) => {
      for (let time = at("2026-01-01T00:30:00Z"); time < at("2027-01-01T00:00:00Z"); time += 23 * 3_600_000)
        expect(instantOf(fieldOf(time, zone), zone, time)).toBe(time);
    },
  );
});
