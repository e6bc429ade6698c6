import { renderHook } from "@testing-library/react";
import { describe, expect, it, vi } from "vitest";
import { ApiError } from "../api/errors";
import { useIntent } from "./useIntent";

function keys(send: ReturnType<typeof vi.fn>): unknown[] {
  return send.mock.calls.map(([key]) => key);
}

describe("an intent", () => {
  it("has one key for a double click", async () => {
    const { result } = renderHook(() => useIntent());
    const send = vi.fn(async () => "done");
    await Promise.all([result.current({ minor: 1 }, send), result.current({ minor: 1 }, send)]);
    expect(new Set(keys(send)).size).toBe(1);
  });

  it("keeps its key while nobody knows whether it arrived", async () => {
    const { result } = renderHook(() => useIntent());
    const send = vi
      .fn()
      .mockRejectedValueOnce(new ApiError("", "offline", 0))
      .mockResolvedValue("done");
    await expect(result.current("a", send)).rejects.toThrow();
    await result.current("a", send);
    expect(new Set(keys(send)).size).toBe(1);
  });

  it.each([
    ["done", () => vi.fn().mockResolvedValue("done")],
    ["refused", () => vi.fn().mockRejectedValue(new ApiError("No.", "no", 409))],
  ])("is another one after it was %s", async (_, made) => {
    const { result } = renderHook(() => useIntent());
    const send = made();
    for (let i = 0; i < 2; i++) await result.current("a", send).catch(() => undefined);
    expect(new Set(keys(send)).size).toBe(2);
  });

  it("is another one with other words", async () => {
    const { result } = renderHook(() => useIntent());
    const send = vi.fn(async () => "done");
    await Promise.all([result.current("a", send), result.current("b", send)]);
    expect(new Set(keys(send)).size).toBe(2);
  });
});
