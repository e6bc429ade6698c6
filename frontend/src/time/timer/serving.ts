import { ApiError } from "../../api/errors";
import type { ReportDraft, Timer } from "../../wire";
import type { TimerDoors } from "./asking";
import { iso, type StopHow, second } from "./run";

export const BEGIN = Date.parse("2026-01-05T10:00:00Z") / 1_000;
const LEASE_S = 90;

type Row = { id: string; room: string; memo: string; device: string; start: number; end: number };
type Live = Row & { how: StopHow | null };

export const offline = () => new ApiError("", "offline", 0);

/** What a server does with one person's timers and reports, and a network to it that can be cut. `now` in seconds. */
export class FakeServer {
  now = BEGIN;
  /** By device: no connection. */
  readonly cut = new Set<string>();
  /** The next answers are lost on their way, after what was asked was done. */
  losing = 0;
  /** So are all of this door. */
  losingAll: keyof TimerDoors | null = null;
  readonly live = new Map<string, Live>();
  readonly reports = new Map<string, Row>();
  readonly pieces = new Map<string, { start: number; end: number }[]>();
  readonly asked: string[] = [];
  /** What is said against it, by door. */
  readonly refusals: Partial<Record<keyof TimerDoors, ApiError>> = {};
  /** Seconds that the next reports are on their way. */
  ways: number[] = [];
  /** Seconds that others claimed before, of the next report. */
  shadow = 0;
  sent: (string | null | undefined)[] = [];
  readonly memosOf: string[] = [];
  /** By key: what was asked under it, and answered. */
  private readonly answers = new Map<string, { said: string; answer: unknown }>();

  running(): Live | undefined {
    this.lapse();
    return [...this.live.values()].find(({ how }) => how === null);
  }

  end(how: StopHow): void {
    const live = this.running();
    if (live) Object.assign(live, { how, end: this.now });
  }

  /** All that counts, by time: what is left of every report. */
  spans(): { start: number; end: number; memo: string; room: string }[] {
    this.lapse();
    return [...this.live.values(), ...this.reports.values()]
      .flatMap(({ id, start, end, memo, room }) =>
        (this.pieces.get(id) ?? [{ start, end }]).map((piece) => ({ ...piece, memo, room })),
      )
      .filter(({ start, end }) => end > start)
      .sort((one, other) => one.start - other.start);
  }

  doors(device: string): TimerDoors {
    const ask = async <T>(
      door: keyof TimerDoors,
      key: string | null,
      body: unknown,
      work: () => T,
    ): Promise<T> => {
      if (this.cut.has(device)) throw offline();
      this.asked.push(`${device} ${door}`);
      const refusal = this.refusals[door];
      if (refusal) throw refusal;
      const [said, before] = [JSON.stringify(body), key && this.answers.get(key)];
      if (before && before.said !== said) throw new ApiError("This id was used.", "key.reused", 409);
      const answer = before ? (before.answer as T) : work();
      if (key) this.answers.set(key, { said, answer });
      if (this.losing > 0) {
        this.losing--;
        throw offline();
      }
      if (this.losingAll === door) throw offline();
      return structuredClone(answer);
    };
    const done = () => ({ seq: 1, at: iso(this.now) });
    return {
      mine: () => ask("mine", null, {}, () => ({ timer: timerOf(this.running()), now: iso(this.now) })),
      start: (room, { id, memo }, key) =>
        ask("start", key, { id, memo }, () => {
          const stopped = this.running();
          this.end("replaced");
          const row = { id, room, memo, device, start: this.now, end: this.now, how: null };
          this.live.set(id, row);
          return { ...done(), timer: timerOf(row) as Timer, stopped: timerOf(stopped) };
        }),
      beat: (_room, report) =>
        ask("beat", null, {}, () => {
          this.lapse();
          const live = this.live.get(report) as Live;
          if (live.how === null) live.end = this.now;
          const { how, end } = live;
          return { running: how === null, how, end: iso(end), lapses_at: null, now: iso(this.now) };
        }),
      stop: (_room, report, { active, end }, key) =>
        ask("stop", key, { active, end }, () => {
          this.lapse();
          const live = this.live.get(report);
          if (!live) throw new ApiError("Nothing here.", "timer.not_found", 404);
          if (live.how === null) Object.assign(live, { how: "stopped", end: end ? second(end) : this.now });
          return { ...done(), timer: timerOf(live) as Timer, how: live.how as StopHow };
        }),
      report: (room, { sent_at, reports }, key) =>
        ask("report", key, { sent_at, reports }, () => {
          this.now += this.ways.shift() ?? 0;
          this.sent.push(sent_at);
          const off = sent_at ? Math.round(Date.parse(sent_at) / 1_000 - this.now) : 0;
          return { ...done(), results: reports.map((draft) => this.take(room, device, draft, off)) };
        }),
      correct: (_room, report, { pieces }, key) =>
        ask("correct", key, { pieces }, () => {
          if (this.pieces.has(report)) throw new ApiError("Changed meanwhile.", "correction.number", 409);
          const left = pieces.map(({ start, end }) => ({ start: second(start), end: second(end) }));
          this.pieces.set(report, left);
          return done();
        }),
    };
  }

  private take(room: string, device: string, { id, memo, start, end }: ReportDraft, off: number) {
    const row = { id, room, memo, device, start: second(start) - off, end: second(end) - off };
    this.reports.set(id, row);
    const { shadow } = this;
    this.shadow = 0;
    const seconds = row.end - row.start - shadow;
    const nothing = { over_limit: 0, outside: 0, code: "", message: "" };
    return { id, outcome: "accepted" as const, seconds, shadow, ...nothing };
  }

  private lapse(): void {
    for (const live of this.live.values())
      if (live.how === null && this.now - live.end > LEASE_S) live.how = "silent";
  }
}

function timerOf(live: Live | undefined): Timer | null {
  if (!live) return null;
  const { id, room, device, memo, start, end } = live;
  const more = { room_title: "", person: "bob", lapses_at: iso(end + LEASE_S) };
  return { id, room, device, memo, start: iso(start), end: iso(end), ...more };
}
