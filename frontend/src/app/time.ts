import i18n from "./i18n";

const formats = new Map<string, Intl.DateTimeFormat>();

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

/** Hours and minutes; in `zone` (IANA) or where this screen is. */
export function clockTime(at: Date, zone?: string): string {
  return format({ hour: "2-digit", minute: "2-digit", timeZone: zone }).format(at);
}

/** A day and a time, in full. */
export function fullTime(at: Date, zone?: string): string {
  return format({ dateStyle: "full", timeStyle: "short", timeZone: zone }).format(at);
}

/** A calendar day here, as a key: 2026-01-31. */
export function dayKey(at: Date): string {
  return [at.getFullYear(), at.getMonth() + 1, at.getDate()].map((n) => String(n).padStart(2, "0")).join("-");
}

/** Today, yesterday, or the date. */
export function dayName(at: Date, now: Date): string {
  if (dayKey(at) === dayKey(now)) return i18n.t("app:today");
  if (dayKey(at) === dayKey(new Date(now.getTime() - 86_400_000))) return i18n.t("app:yesterday");
  const year = at.getFullYear() === now.getFullYear() ? undefined : "numeric";
  return format({ weekday: "long", day: "numeric", month: "long", year }).format(at);
}

/** The time for today, else the date: short enough for a list. */
export function shortTime(at: Date, now: Date): string {
  if (dayKey(at) === dayKey(now)) return clockTime(at);
  const year = at.getFullYear() === now.getFullYear() ? undefined : "2-digit";
  return format({ day: "numeric", month: "short", year }).format(at);
}

/** Whether clocks in `zone` show something else than here, now. An unknown zone counts as no. */
export function isElsewhere(zone: string, at: Date): boolean {
  try {
    return (
      clockTime(at, zone) !== clockTime(at) ||
      format({ day: "numeric", timeZone: zone }).format(at) !== format({ day: "numeric" }).format(at)
    );
  } catch {
    return false;
  }
}
