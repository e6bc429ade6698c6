import { useTranslation } from "react-i18next";

/** Days and clocks in words, in some zone. Input: milliseconds, or a calendar day like 2026-11-16. */
export function useZoned(zone: string) {
  const { i18n } = useTranslation();
  const write = (options: Intl.DateTimeFormatOptions, timeZone = zone) => {
    const format = new Intl.DateTimeFormat(i18n.language, { timeZone, ...options });
    return (at: number) => format.format(at);
  };
  const ofDay = (options: Intl.DateTimeFormatOptions) => {
    const format = write(options, "UTC");
    return (day: string) => format(Date.parse(`${day}T00:00:00Z`));
  };
  const clock = { hour: "2-digit", minute: "2-digit", hourCycle: "h23" } as const;
  return {
    clock: write(clock),
    /** To the second, where it matters. */
    exact: write({ ...clock, second: "2-digit" }),
    dayClock: write({ weekday: "short", ...clock }),
    dayTime: write({ weekday: "short", month: "short", day: "numeric", ...clock }),
    weekday: ofDay({ weekday: "short" }),
    shortDay: ofDay({ month: "short", day: "numeric" }),
    longDay: ofDay({ weekday: "long", month: "long", day: "numeric" }),
    day: ofDay({ dateStyle: "medium" }),
  };
}
