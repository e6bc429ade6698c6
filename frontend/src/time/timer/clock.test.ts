import { describe, expect, it } from "vitest";
import { offsetAfter, SteadyClock } from "./clock";

describe("the clock of a device", () => {
  const device = { wall: 1_000_000, steady: 0 };
  const pass = (ms: number, asleep = false) => {
    device.wall += ms;
    if (!asleep) device.steady += ms;
  };
  const clock = new SteadyClock(
    () => device.wall,
    () => device.steady,
  );

  it("goes on evenly, follows what was slept, and never goes back", () => {
    pass(500);
    expect(clock.now()).toBe(1_000_500);
    pass(3_600_000, true);
    expect(clock.now()).toBe(4_600_500);
    device.wall -= 1_800_000;
    pass(1_000);
    expect(clock.now()).toBe(4_601_500);
  });
});

describe("how far the server is ahead", () => {
  it("is measured in the middle of question and answer", () => {
    expect(offsetAfter(null, 61_000, 1_000, 1_200)).toBe(59_900);
  });

  it("stays while the difference is the doubt of the way", () => {
    expect(offsetAfter(59_500, 61_000, 1_000, 1_200)).toBe(59_500);
    expect(offsetAfter(0, 61_000, 1_000, 1_200)).toBe(59_900);
  });
});
