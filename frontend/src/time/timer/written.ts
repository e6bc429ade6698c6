import { shownZone } from "../../app/time";
import { instantsOf, localAt } from "../zoned";

/** 2530 → "0:42:10". Less than nothing is nothing: two clocks never agree to the second. */
export function writeElapsed(seconds: number): string {
  const whole = Math.max(0, Math.floor(seconds));
  const two = (value: number) => String(value).padStart(2, "0");
  return `${Math.floor(whole / 3_600)}:${two(Math.floor(whole / 60) % 60)}:${two(whole % 60)}`;
}

/** 570 → "09:30", as fields for a time of day have it. */
export function clockOf(minute: number): string {
  return [Math.floor(minute / 60), minute % 60].map((part) => String(part).padStart(2, "0")).join(":");
}

/** "09:30" → 570; null where it is none. */
export function minutesOf(clock: string): number | null {
  const [, hours, minutes] = /^(\d\d):(\d\d)/.exec(clock) ?? [];
  return hours === undefined ? null : Number(hours) * 60 + Number(minutes);
}

/** The minute of the day that clocks show at an instant, in seconds since 1970; in the zone of all other times. */
export function minuteAt(second: number): number {
  const { hour, minute } = localAt(second * 1_000, shownZone());
  return hour * 60 + minute;
}

/** The instant nearest to `near` at which those clocks show `minute` of the day. Seconds since 1970. */
export function secondAt(minute: number, near: number): number {
  const zone = shownZone();
  const days = [-1, 0, 1].map((days) => localAt((near + days * 86_400) * 1_000, zone).day);
  const found = days.flatMap((day) => instantsOf(`${day}T${clockOf(minute)}`, zone)).map((at) => at / 1_000);
  const apart = (one: number) => Math.abs(one - near);
  return found.reduce((best, one) => (apart(one) < apart(best) ? one : best));
}
