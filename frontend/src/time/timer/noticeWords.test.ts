import { renderHook } from "@testing-library/react";
import { expect, it } from "vitest";
import { useNoticeWords } from "./noticeWords";
import type { Notice } from "./run";

const WORK = { room: "r", title: "A logo", memo: "Draw" };
const NOON = new Date(2026, 0, 5, 12, 0).getTime() / 1_000;

function words(notice: object) {
  const { result } = renderHook(() => useNoticeWords());
  return result.current({ id: "n", at: NOON, ...notice } as Notice);
}

it("says what was merged, each kind in a sentence, and nothing of what there is none", () => {
  const none = { shadow: 0, over: 0, outside: 0, late: 0 };
  expect(words({ what: "merged", ...none, seconds: 4_800 }).message).toBe(
    "1 h 20 min added that this device measured on its own.",
  );
  expect(words({ what: "merged", ...none, seconds: 4_800, shadow: 240 }).message).toBe(
    "1 h 20 min added that this device measured on its own. " +
      "4 min were already claimed by another timer or report of yours and count once.",
  );
  expect(words({ what: "merged", ...none, seconds: 0, over: 60, outside: 120, late: 180 }).message).toBe(
    "1 min are over the weekly limit: they count if the client accepts them. " +
      "2 min fell in time when the contract was not running and do not count. " +
      "3 min came after the week was billed and wait for the client.",
  );
});

it("says what was refused, with the server's reason", () => {
  const said = words({ what: "refused", work: WORK, start: NOON, end: NOON + 600, message: "It ended." });
  expect(said.title).toBe("10 min could not be added");
  expect(said.message).toMatch(/^“Draw” \(A logo\), .*12:00.* to .*12:10.*: It ended\.$/);
});

it("says what stopped a timer, and what was not added only where it is worth a word", () => {
  const ended = { what: "ended", work: WORK, how: "replaced", end: NOON };
  expect(words({ ...ended, lost: 300 }).message).toContain(
    "you started another timer on another device. What",
  );
  expect(words({ ...ended, lost: 5 }).message).toMatch(/on another device\.$/);
  expect(words({ what: "stopped", work: WORK, seconds: 60 }).message).toContain("stopped after 1 min");
  expect(words({ what: "unstarted", work: WORK, message: "Paused." }).message).toBe("Paused.");
});
