import { expect, test } from "vitest";
import { safeNext } from "./wayIn";

test("signing in leads on to where one wanted to go", () => {
  expect(safeNext("/rooms/1?tab=terms")).toBe("/rooms/1?tab=terms");
});

test.each([null, "", "https://evil.example/", "//evil.example", "/\\evil.example", "javascript:alert(1)"])(
  "but never off this site: %s",
  (next) => {
    expect(safeNext(next)).toBe("/rooms");
  },
);
