import { expect, it } from "vitest";
import { isShortcut } from "./shortcut";

function pressed(how: KeyboardEventInit, target: HTMLElement = document.body): KeyboardEvent {
  const event = new KeyboardEvent("keydown", { key: "w", code: "KeyW", altKey: true, ...how });
  Object.defineProperty(event, "target", { value: target });
  return event;
}

it.each([
  [{}, true],
  [{ key: "W" }, true],
  [{ altKey: false }, false],
  [{ key: "x", code: "KeyX" }, false],
  [{ ctrlKey: true }, false],
  [{ shiftKey: true }, false],
  [{ repeat: true }, false],
])("%j is the timer's key: %s", (how, yes) => expect(isShortcut(pressed(how), false)).toBe(yes));

it("leaves to a Mac's fields what it writes there", () => {
  const field = document.createElement("textarea");
  expect(isShortcut(pressed({ key: "∑" }, field), true)).toBe(false);
  expect(isShortcut(pressed({ key: "∑" }), true)).toBe(true);
  expect(isShortcut(pressed({}, field), false)).toBe(true);
});
