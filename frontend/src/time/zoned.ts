/** Clocks of a time zone: what they show at an instant, and at which instant they show something. */

const formats = new Map<string, Intl.DateTimeFormat>();

function format(zone: string): Intl.DateTimeFormat {
  let found = formats.get(zone);
  if (!found) {
    const digits = { year: "numeric", month: "2-digit", day: "2-digit" } as const;
    const clock = { hour: "2-digit", minute: "2-digit", second: "2-digit", hourCycle: "h23" } as const;
    found = new Intl.DateTimeFormat("en-US", { timeZone: zone, ...digits, ...clock });
    formats.set(zone, found);
  }
  return found;
}

export type Local = { day: string; hour: number; minute: number; second: number };

/** What clocks in `zone` show at an instant of milliseconds. */
export function localAt(at: number, zone: string): Local {
  const part: Record<string, string> = {};
  for (const { type, value } of format(zone).formatToParts(at)) part[type] = value;
  const { year = "", month = "", day = "", hour, minute, second } = part;
  return {
    day: `${year.padStart(4, "0")}-${month}-${day}`,
    hour: Number(hour),
    minute: Number(minute),
    second: Number(second),
  };
}

const two = (n: number) => String(n).padStart(2, "0");

/** 2026-11-16T09:30:05, as a field of a form takes it. */
export function fieldOf(at: number, zone: string): string {
  const { day, hour, minute, second } = localAt(at, zone);
  return `${day}T${two(hour)}:${two(minute)}:${two(second)}`;
}

/** How far clocks in `zone` are ahead of UTC, in milliseconds. */
function ahead(at: number, zone: string): number {
  return Date.parse(`${fieldOf(at, zone)}Z`) - Math.floor(at / 1000) * 1000;
}

/**
 * The instants at which clocks in `zone` show what a field says: none in the hour that is skipped in spring, two in
 * that which comes twice in autumn, the earlier first.
 */
export function instantsOf(field: string, zone: string): number[] {
  const shown = Date.parse(`${field.length === 16 ? `${field}:00` : field}Z`);
  if (Number.isNaN(shown)) return [];
  const day = 86_400_000;
  const offsets = new Set([ahead(shown - day, zone), ahead(shown + day, zone)]);
  return [...offsets]
    .map((offset) => shown - offset)
    .filter((at) => ahead(at, zone) === shown - at)
    .sort((one, other) => one - other);
}

/** The instant that a field means: of two, that which is nearer to `near`, else the earlier; null for none. */
export function instantOf(field: string, zone: string, near = Number.NEGATIVE_INFINITY): number | null {
  const [first = null, second = null] = instantsOf(field, zone);
  if (first === null || second === null) return first;
  return Math.abs(second - near) < Math.abs(first - near) ? second : first;
}

/** The instant that the end of something means: of two, the first that comes after its start. */
export function endOf(field: string, zone: string, start: number | null): number | null {
  const found = instantsOf(field, zone);
  return found.find((at) => start !== null && at > start) ?? found[0] ?? null;
}
