"""What a server should know of somebody's worked time, on paper: the domain rules told once more. Knows nothing of it.

Instants are unix milliseconds where somebody acts, and unix seconds where time is counted.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from uuid import UUID

from proof.diary_model import Spans, Told, paper
from proof.money_model import need

LEASE, DAY, WEEK, LOCK, LATE = 90, 86_400, 7 * 86_400, 12 * 3_600, 14 * 86_400
MONDAY = 4 * DAY
"""1970-01-05, the first of all Mondays."""
FOR_EVER = 2**40


def week_of(second: int) -> int:
    """When the week begins in which a second is."""
    return second - (second - MONDAY) % WEEK


@dataclass(eq=False)
class Kept:
    """A report, or a timer that becomes one."""

    id: UUID
    room: int
    began: int
    end: int
    at: int
    """When it arrived; milliseconds."""
    number: int = 0
    """As how manieth."""
    by_hand: bool = False
    left: tuple[tuple[int, int], ...] | None = None
    """By the last correction,"""
    memo: str = ""
    """and what it says; empty as at first."""
    corrections: int = 0
    running: bool = False

    @property
    def pieces(self) -> tuple[tuple[int, int], ...]:
        return ((self.began, self.end),) if self.left is None else self.left

    def is_alive(self, now: int) -> bool:
        """Whether its device was heard of lately, and it is no day old."""
        return self.running and now < 1000 * min(self.end + LEASE, self.began + DAY)

    def weeks(self) -> Iterable[int]:
        return range(week_of(self.began), max(self.end, self.began + 1), WEEK)

    def told(self, week: int) -> Told:
        late = self.at >= 1000 * (week + WEEK + LOCK)
        return Told(self.id, self.room, self.began, self.pieces, self.by_hand, self.number if late else 0)


@dataclass(eq=False)
class Contract:
    """Steps of contracts are taken on whole seconds here."""

    runs: list[tuple[int, int]]
    limits: list[tuple[int, int]]
    """From when on how many seconds a week."""
    manual: bool = True

    def runs_at(self, second: int) -> bool:
        return any(start <= second < end for start, end in self.runs)

    def halt(self, second: int) -> None:
        need(self.runs_at(second))
        self.runs[-1] = (self.runs[-1][0], second)

    def resume(self, second: int) -> None:
        need(not self.runs_at(second))
        self.runs.append((second, FOR_EVER))

    def change_limit(self, second: int, limit: int) -> None:
        """A lower one waits for the next week."""
        now = [most for since, most in self.limits if since <= second][-1]
        self.limits.append((second if limit > now else week_of(second) + WEEK, limit))

    def caps(self, week: int) -> Spans:
        at_first = [most for since, most in self.limits if since <= week] or [0]
        return [
            (week, at_first[-1]),
            *((since, most) for since, most in self.limits if week < since < week + WEEK),
        ]


@dataclass(eq=False)
class Paper:
    """All contracts of one freelancer, by number."""

    contracts: dict[int, Contract]
    reports: dict[UUID, Kept] = field(default_factory=dict)

    @property
    def running(self) -> Kept | None:
        return next((one for one in self.reports.values() if one.running), None)

    # ── timers ──────────────────────────────────────────────────────────────────────────────────────────────────

    def start(self, room: int, id: UUID, now: int) -> None:
        need(self.contracts[room].runs_at(now // 1000) and id not in self.reports)
        if before := self.running:
            self.stop(before, now)
        self.reports[id] = Kept(id, room, now // 1000, now // 1000, now, running=True)

    def beat(self, timer: Kept, now: int) -> bool:
        """Whether it goes on."""
        if timer.is_alive(now):
            timer.end = max(timer.end, now // 1000)
        elif timer.running:
            self.stop(timer, now)
        return timer.running

    def stop(self, timer: Kept, now: int, end: int | None = None) -> None:
        """One that was not heard of in time ended when it last was."""
        if not timer.running:
            return
        if timer.is_alive(now):
            last = now // 1000 if end is None else end
            timer.end = max(timer.end, last)
            if last < timer.end:
                timer.left, timer.corrections = (((timer.began, last),) if last > timer.began else ()), 1
        timer.running = False

    def halt(self, room: int, now: int) -> None:
        """The client pauses."""
        self.contracts[room].halt(now // 1000)
        if (timer := self.running) and timer.room == room:
            self.stop(timer, now)

    # ── reports ─────────────────────────────────────────────────────────────────────────────────────────────────

    def report(self, room: int, id: UUID, start: int, end: int, now: int) -> str:
        """What becomes of it."""
        if id in self.reports:
            return "repeated"
        need(start < end <= start + DAY and end <= now // 1000 + 60)
        need(any(first < end and last > start for first, last in self.contracts[room].runs))
        need(now < 1000 * (week_of(start) + WEEK + LOCK + LATE))
        self.reports[id] = kept = Kept(id, room, start, end, now, 1 + len(self.reports))
        return "late" if any(kept.told(week).late for week in kept.weeks()) else "accepted"

    def correct(self, kept: Kept, left: Sequence[tuple[int, int]], memo: str, now: int) -> None:
        """Nothing changes in a week that is locked."""
        need(not kept.running and (left, memo) != ([*kept.pieces], kept.memo))
        for week in kept.weeks():
            same = clipped(left, week) == clipped(kept.pieces, week) and memo == kept.memo
            need(
                same
                or now < 1000 * (week + WEEK + LOCK)
                or not (clipped(left, week) or clipped(kept.pieces, week))
            )
        kept.left, kept.memo, kept.corrections = tuple(left), memo, kept.corrections + 1

    def by_hand(self, room: int, id: UUID, start: int, end: int, now: int) -> None:
        """Before the lock, while the contract ran, and where nothing else is claimed."""
        kept = Kept(id, room, start, end, now, by_hand=True)
        need(start < end <= now // 1000 + 60)
        need(all(now < 1000 * (week + WEEK + LOCK) for week in kept.weeks()))
        need(any(first <= start and end <= last for first, last in self.contracts[room].runs))
        claimed = [piece for one in self.reports.values() for piece in one.pieces]
        need(not any(max(first, start) < min(last, end) for first, last in claimed))
        self.reports[id] = kept

    # ── what it comes to ────────────────────────────────────────────────────────────────────────────────────────

    def diary(self, room: int, week: int, *, running: bool = True) -> dict[tuple[UUID, int], str]:
        told = [one.told(week) for one in self.reports.values() if running or not one.running]
        runs = {number: clipped(one.runs, week) for number, one in self.contracts.items()}
        return paper(told, room, runs, (week, week + WEEK), self.contracts[room].caps(week))


def clipped(spans: Spans, week: int) -> Spans:
    """What of them is in that week."""
    found = [(max(start, week), min(end, week + WEEK)) for start, end in spans]
    return [(start, end) for start, end in found if start < end]
