import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { ApiError } from "../api/errors";
import { Marks } from "./marks";

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

test("the first mark is said at once, and what follows quickly is said together", async () => {
  const said: number[] = [];
  const marks = new Marks(async (_, seq) => void said.push(seq));
  for (const seq of [1, 2, 3, 2]) marks.mark("room", seq);
  await vi.advanceTimersByTimeAsync(10_000);
  expect(said).toEqual([1, 3]);
});

test("rooms do not wait for each other", async () => {
  const said: string[] = [];
  const marks = new Marks(async (room, seq) => void said.push(`${room}${seq}`));
  marks.mark("a", 1);
  marks.mark("b", 1);
  expect(said).toEqual(["a1", "b1"]);
});

test("a mark that was refused for haste is said again when it may be", async () => {
  const said: number[] = [];
  const marks = new Marks(async (_, seq) => {
    said.push(seq);
    if (said.length === 1) throw new ApiError("Too fast.", "rate.limited", 429, { retry_after: 5 });
  });
  marks.mark("room", 7);
  await vi.advanceTimersByTimeAsync(4_000);
  expect(said).toEqual([7]);
  await vi.advanceTimersByTimeAsync(2_000);
  expect(said).toEqual([7, 7]);
});

test("a mark lost with the connection can be said again", async () => {
  let lost = true;
  const said: number[] = [];
  const marks = new Marks(async (_, seq) => {
    if (lost) throw new Error("closed");
    said.push(seq);
  });
  marks.mark("room", 7);
  await vi.advanceTimersByTimeAsync(0);
  lost = false;
  marks.mark("room", 7);
  await vi.advanceTimersByTimeAsync(0);
  expect(said).toEqual([7]);
});
