import i18n from "../app/i18n";

const PARTS = [
  ["hours", 3_600],
  ["minutes", 60],
  ["seconds", 1],
] as const;

/** 5415 → "1 h 30 min 15 s": every second of it, without parts that are nothing. */
export function writeDuration(seconds: number): string {
  const t = i18n.getFixedT(null, "time");
  let rest = Math.abs(seconds);
  const words: string[] = [];
  for (const [part, length] of PARTS) {
    const count = Math.floor(rest / length);
    rest -= count * length;
    if (count || (length === 1 && !words.length)) words.push(t(`duration.${part}`, { count }));
  }
  return (seconds < 0 ? "−" : "") + words.join(" ");
}

/** 5415 → "1:30": whole minutes begun and ended, for tables; what is billed is said by the second elsewhere. */
export function writeClock(seconds: number): string {
  const minutes = Math.floor(Math.abs(seconds) / 60);
  const clock = `${Math.floor(minutes / 60)}:${String(minutes % 60).padStart(2, "0")}`;
  return seconds < 0 ? `−${clock}` : clock;
}
