import { type Event, isTime } from "../live/events";
import type { Diary, Sums, Week, Weeks } from "../wire";

/** The weeks of a contract after an event; the same object where it is known already. Pure. */
export function applyToWeeks(weeks: Weeks, event: Event): Weeks {
  if (event.seq <= weeks.seq) return weeks;
  return { ...changed(weeks, event), seq: event.seq };
}

function changed(weeks: Weeks, event: Event): Weeks {
  if (event.kind === "timer.started") {
    const { timer } = event.data;
    return timer ? { ...weeks, running: timer, memos: lastFirst(weeks.memos, timer.memo) } : weeks;
  }
  if (event.kind === "bill.card") return { ...weeks, card: event.data.label };
  const running =
    event.kind === "timer.stopped" && weeks.running?.id === event.data.id ? null : weeks.running;
  return weeksIn(event).reduce(withWeek, { ...weeks, running });
}

/** As they stand after an event about time, or after the acceptance, which makes the first. */
function weeksIn({ data }: Event): Week[] {
  return "weeks" in data ? data.weeks : [];
}

function lastFirst(memos: string[], memo: string): string[] {
  return memo ? [memo, ...memos.filter((one) => one !== memo)] : memos;
}

/** In its place, newest first; what it adds is in the contract's total, too. */
function withWeek(weeks: Weeks, week: Week): Weeks {
  const before = weeks.items.find((one) => one.week === week.week);
  const rest = weeks.items.filter((one) => one.week !== week.week);
  const items = [...rest, week].sort((one, other) => other.week.localeCompare(one.week));
  return { ...weeks, items, total: moved(weeks.total, before?.sums, week.sums) };
}

function moved(total: Sums, before: Sums | undefined, after: Sums): Sums {
  const next = { ...total };
  for (const kind of Object.keys(after) as (keyof Sums)[])
    next[kind] = total[kind] + after[kind] - (before?.[kind] ?? 0);
  return next;
}

/** A week's diary after an event: its card and its timer at once; what has to be read again says `isStale`. */
export function applyToDiary(diary: Diary, event: Event): Diary {
  if (event.seq <= diary.seq) return diary;
  const next = { ...diary, seq: event.seq };
  if (event.kind === "timer.started") return { ...next, running: event.data.timer ?? diary.running };
  const stopped = event.kind === "timer.stopped" && diary.running?.id === event.data.id;
  const running = stopped ? null : diary.running;
  const told = weeksIn(event).find((one) => one.week === diary.week.week);
  // What is told is without the timer that runs: the sums here have more, until they are read again.
  return { ...next, running, week: told && !running ? told : diary.week };
}

/** Whether an event changes more of a week than its card tells: reports, cells, the bill. */
export function isStale(event: Event, monday: string): boolean {
  if (/^(contract|terms)\./.test(event.kind)) return true;
  if (!isTime(event)) return false;
  return !("days" in event.data) || event.data.days.length === 0 || event.data.days.includes(monday);
}
