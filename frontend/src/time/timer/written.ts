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

/** The instant nearest to `near` at which clocks here show `minute` of the day. Seconds since 1970. */
export function secondAt(minute: number, near: number): number {
  const at = new Date(near * 1_000);
  const days = [-1, 0, 1].map((day) =>
    new Date(at.getFullYear(), at.getMonth(), at.getDate() + day, 0, minute).getTime(),
  );
  const apart = (one: number) => Math.abs(one / 1_000 - near);
  return Math.round(days.reduce((best, one) => (apart(one) < apart(best) ? one : best)) / 1_000);
}
