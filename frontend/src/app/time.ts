import i18n from "./i18n";

const formats = new Map<string, Intl.DateTimeFormat>();

let here: string | undefined;

/** From now on times are shown in this zone (IANA); until then, and where this browser does not know it, in the device's. */
export function showTimesIn(zone: string): void {
  try {
    here = new Intl.DateTimeFormat("en", { timeZone: zone }).resolvedOptions().timeZone;
  } catch {
    here = undefined;
  }
}

/** The zone in which times are shown. */
export function shownZone(): string {
  return here ?? new Intl.DateTimeFormat("en").resolvedOptions().timeZone;
}

/** Whether Intl takes it: a browser of a machine without a language calls its own `en-US@posix`, which it does not. */
function isTag(language: string): boolean {
  try {
    return Intl.getCanonicalLocales(language).length > 0;
  } catch {
    return false;
  }
}

/** The browser's own kind of the language shown: en-GB writes its days and hours otherwise than en-US. */
function locale(): string {
  const ours = navigator.languages.filter((language) => language.startsWith(i18n.language));
  return ours.find(isTag) ?? i18n.language;
}

function format(options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const key = locale() + JSON.stringify(options);
  const found = formats.get(key) ?? new Intl.DateTimeFormat(locale(), options);
  formats.set(key, found);
  return found;
}

/** Hours and minutes; in `zone` (IANA) or the reader's. */
export function clockTime(at: Date, zone = here): string {
  return format({ hour: "2-digit", minute: "2-digit", timeZone: zone }).format(at);
}

/** A day and a time, in full. */
export function fullTime(at: Date, zone = here): string {
  return format({ dateStyle: "full", timeStyle: "short", timeZone: zone }).format(at);
}

/** The reader's calendar day, as a key: the same for all instants of it. */
export function dayKey(at: Date): string {
  return format({ dateStyle: "short", timeZone: here }).format(at);
}

/** The reader's calendar year. */
function year(at: Date): string {
  return format({ year: "numeric", timeZone: here }).format(at);
}

/** Today, yesterday, or the date. */
export function dayName(at: Date, now: Date): string {
  if (dayKey(at) === dayKey(now)) return i18n.t("app:today");
  if (dayKey(at) === dayKey(new Date(now.getTime() - 86_400_000))) return i18n.t("app:yesterday");
  const which = year(at) === year(now) ? undefined : "numeric";
  return format({ weekday: "long", day: "numeric", month: "long", year: which, timeZone: here }).format(at);
}

/** The time for today, else the date: short enough for a list. */
export function shortTime(at: Date, now: Date): string {
  if (dayKey(at) === dayKey(now)) return clockTime(at);
  const which = year(at) === year(now) ? undefined : "2-digit";
  return format({ day: "numeric", month: "short", year: which, timeZone: here }).format(at);
}

/** Whether clocks in `zone` show something else than the reader's, now. An unknown zone counts as no. */
export function isElsewhere(zone: string, at: Date): boolean {
  try {
    return (
      clockTime(at, zone) !== clockTime(at) ||
      format({ day: "numeric", timeZone: zone }).format(at) !==
        format({ day: "numeric", timeZone: here }).format(at)
    );
  } catch {
    return false;
  }
}
