import i18n from "../app/i18n";

const UNITS = ["byte", "kilobyte", "megabyte", "gigabyte", "terabyte"] as const;
const STEP = 1024;

/** A number of bytes for people: 3 significant figures at most, in steps of 1024. */
export function sizeWords(bytes: number): string {
  let value = bytes;
  let unit = 0;
  // What would be rounded up to a whole next unit is that unit.
  while (value >= STEP - 0.5 && unit < UNITS.length - 1) {
    value /= STEP;
    unit++;
  }
  const maximumFractionDigits = unit === 0 || value >= 100 ? 0 : value >= 10 ? 1 : 2;
  const style = {
    style: "unit",
    unit: UNITS[unit],
    unitDisplay: unit ? "short" : "long",
    maximumFractionDigits,
  } as const;
  return new Intl.NumberFormat(i18n.language, style).format(value);
}

export function rateWords(bytesPerSecond: number): string {
  return i18n.t("files:rate", { size: sizeWords(bytesPerSecond) });
}

/** A time to wait, rounded to what one would say. */
export function leftWords(seconds: number): string {
  if (seconds < 60) return i18n.t("files:left.seconds", { count: Math.max(1, Math.ceil(seconds)) });
  if (seconds < 3600) return i18n.t("files:left.minutes", { count: Math.round(seconds / 60) });
  return i18n.t("files:left.hours", { count: Math.round(seconds / 3600) });
}

export function percent(share: number): string {
  return new Intl.NumberFormat(i18n.language, { style: "percent" }).format(Math.floor(share * 100) / 100);
}
