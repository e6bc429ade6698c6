/** Money is whole minor units of an ISO 4217 currency. It is typed and shown in major units, and is never a float. */

/** Digits of a currency's minor unit, as `GET /policy` tells; what it does not know, or not yet, the browser does. */
export type Digits = Record<string, number>;

export function digitsOf(currency: string, digits: Digits): number {
  const known = () => new Intl.NumberFormat("en", { style: "currency", currency }).resolvedOptions();
  return digits[currency] ?? known().maximumFractionDigits ?? 2;
}

/**
 * "1,234.5" → 123450 minor units, at 2 digits. Point and comma both separate decimals; the other one, spaces and
 * apostrophes group thousands. Null where that does not read as one amount without doubt.
 */
export function parseMoney(text: string, digits: number): number | null {
  const bare = text.trim().replace(/[\s'’]/g, "");
  // Without decimals, a point or comma can only group.
  if (digits === 0 && /^\d{1,3}([.,])\d{3}(\1\d{3})*$/.test(bare))
    return parseMoney(bare.replace(/[.,]/g, ""), 0);
  const match = /^(\d+|\d{1,3}(?:,\d{3})+|\d{1,3}(?:\.\d{3})+)(?:([.,])(\d+))?$/.exec(bare);
  if (!match) return null;
  const [, whole = "", point = "", part = ""] = match;
  if (part.length > digits || (point && whole.includes(point))) return null;
  const minor = BigInt(whole.replace(/[.,]/g, "") + part.padEnd(digits, "0"));
  return minor <= BigInt(Number.MAX_SAFE_INTEGER) ? Number(minor) : null;
}

/** 123450 → "1234.50": what goes into a field, and what `Intl` can format without loss. */
export function majorUnits(minor: number, digits: number): `${number}` {
  const sign = minor < 0 ? "-" : "";
  const all = String(Math.abs(minor)).padStart(digits + 1, "0");
  const whole = all.slice(0, all.length - digits);
  return `${sign}${whole}${digits ? `.${all.slice(-digits)}` : ""}` as `${number}`;
}

/** 123450 USD → "$1,234.50", as the language writes it. */
export function writeMoney(minor: number, currency: string, digits: number, language: string): string {
  const shape = { minimumFractionDigits: digits, maximumFractionDigits: digits };
  return new Intl.NumberFormat(language, { style: "currency", currency, ...shape }).format(
    majorUnits(minor, digits),
  );
}
