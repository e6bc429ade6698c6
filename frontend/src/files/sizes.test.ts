import { describe, expect, it } from "vitest";
import { leftWords, percent, sizeWords } from "./sizes";

describe("sizes in words", () => {
  it.each([
    [0, "0 bytes"],
    [1, "1 byte"],
    [1023, "1,023 bytes"],
    [1024, "1 kB"],
    [1536, "1.5 kB"],
    [1024 ** 2 - 1, "1 MB"],
    [200 * 1024 ** 2, "200 MB"],
    [12.34 * 1024 ** 3, "12.3 GB"],
  ])("%d bytes are %s", (bytes, words) => expect(sizeWords(bytes)).toBe(words));

  it.each([
    [0.2, "1 second left"],
    [59, "59 seconds left"],
    [90, "2 minutes left"],
    [7_000, "2 hours left"],
  ])("%d seconds: %s", (seconds, words) => expect(leftWords(seconds)).toBe(words));

  it("never says that all is there before it is", () => expect(percent(0.999)).toBe("99%"));
});
