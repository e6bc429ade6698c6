/** Every time zone that this browser knows, by name, with its distance from UTC at `at`. */
export function zones(at: Date, language: string): { value: string; label: string }[] {
  const names = new Set(["UTC", ...Intl.supportedValuesOf("timeZone")]);
  return [...names].map((value) => ({
    value,
    label: `${value.replaceAll("_", " ")} (${offset(value, at, language)})`,
  }));
}

export function offset(zone: string, at: Date, language: string): string {
  const parts = new Intl.DateTimeFormat(language, {
    timeZone: zone,
    timeZoneName: "longOffset",
  }).formatToParts(at);
  const name = parts.find((part) => part.type === "timeZoneName")?.value ?? "";
  return name === "GMT" ? "UTC+00:00" : name.replace("GMT", "UTC");
}

export const zoneHere = () => Intl.DateTimeFormat().resolvedOptions().timeZone;
