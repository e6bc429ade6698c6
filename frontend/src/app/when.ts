import { useTranslation } from "react-i18next";
import { useMe } from "../accounts/me";

/** Instants in words, in the reader's language and time zone. Input: ISO 8601, or seconds as allauth gives them. */
export function useWhen() {
  const { i18n } = useTranslation();
  const zone = useMe().data?.time_zone ?? "UTC";
  const write = (options: Intl.DateTimeFormatOptions) => (at: string | number) =>
    new Intl.DateTimeFormat(i18n.language, options).format(
      typeof at === "number" ? new Date(at * 1000) : new Date(at),
    );
  const dateTime = write({ dateStyle: "medium", timeStyle: "short", timeZone: zone });
  const utc = write({ dateStyle: "medium", timeStyle: "short", timeZone: "UTC" });
  return {
    date: write({ dateStyle: "medium", timeZone: zone }),
    dateTime,
    /** For what happens at an instant of UTC, whatever the reader's zone. */
    utc,
    /** A deadline: as the reader's clocks show it, and in UTC beside it where that differs. */
    deadline: (at: string) => (zone === "UTC" ? `${utc(at)} UTC` : `${dateTime(at)} (${utc(at)} UTC)`),
    /** A calendar day, like 2026-11-23: the same everywhere. */
    day: write({ dateStyle: "medium", timeZone: "UTC" }),
  };
}
