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
  return {
    zone,
    date: write({ dateStyle: "medium", timeZone: zone }),
    dateTime: write({ dateStyle: "medium", timeStyle: "short", timeZone: zone }),
    /** For what happens at an instant of UTC, whatever the reader's zone. */
    utc: write({ dateStyle: "medium", timeStyle: "short", timeZone: "UTC" }),
  };
}
