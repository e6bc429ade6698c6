"""Time that Bob works for Alice, told in a line. Contracts are agreed on Monday, 2 March 2026, at 8:00 UTC."""

from collections.abc import Callable, Sequence
from datetime import UTC, date, datetime, timedelta
from typing import Any
from uuid import UUID

import pytest
from uuid_utils.compat import uuid7

from collab import clock, wire
from collab.accounts.models import Person
from collab.errors import Refused
from collab.timetracker import actions
from collab.timetracker.diaries import diary_of
from collab.timetracker.models import Ask, Report, Week
from collab.workrooms.models import Member, Room
from tests.timetracker.billed import AGREED, HOUR, LOCK, MONDAY, agreed, work
from tests.workrooms import story

__all__ = ["AGREED", "HOUR", "LOCK", "MONDAY", "Work", "agreed", "at", "told", "work"]
NIGHT = {"title": "Night work", "fee_profile": "none"}


def at(day: int, hour: int = 9, minute: int = 0, second: int = 0) -> datetime:
    """Of the first week: day 0 is its Monday, 7 the next one."""
    return datetime(2026, 3, 2, hour, minute, second, tzinfo=UTC) + timedelta(days=day)


def told(
    start: datetime, end: datetime | float, memo: str = "Form", *, id: UUID | None = None, **more: Any
) -> wire.ReportDraft:
    """A report of a device; `end` as an instant, or in hours from the start."""
    until = end if isinstance(end, datetime) else start + timedelta(seconds=round(end * HOUR))
    said = {"id": id or uuid7(), "start": start, "end": until, "memo": memo} | more
    return wire.ReportDraft.model_validate(said)


class Work:
    """What Bob does with the time of a contract, and what Alice says to it, at the instant that each is told with."""

    def __init__(self, alice: Person, bob: Person, room: Room) -> None:
        self.alice, self.bob, self.room = alice, bob, room

    def beside(self, **terms: Any) -> "Work":
        """Another contract of the two."""
        return Work(self.alice, self.bob, agreed(self.alice, self.bob, **(NIGHT | terms)))

    def seat(self, who: Person) -> Member:
        return story.seat(who, self.room)

    def start(
        self, now: datetime, memo: str = "Form", *, device: str = "laptop", id: UUID | None = None
    ) -> wire.TimerDone:
        with clock.at(now):
            draft = wire.TimerDraft(id=id or uuid7(), device=device, memo=memo)
            return actions.start_timer(self.seat(self.bob), None, draft=draft)

    def beat(self, timer: UUID, now: datetime, active: Sequence[int] = ()) -> wire.Beaten:
        with clock.at(now):
            return actions.beat(self.seat(self.bob), report=timer, active=active)

    def stop(self, timer: UUID, now: datetime, **how: Any) -> wire.TimerEnded:
        with clock.at(now):
            return actions.stop_timer(self.seat(self.bob), None, report=timer, **how)

    def tracks(self, start: datetime, hours: float, memo: str = "Form") -> UUID:
        """A timer that runs so long and is heard of all the time."""
        timer = self.start(start, memo).timer.id
        end = start + timedelta(seconds=round(hours * HOUR))
        Report.objects.filter(public_id=timer).update(end=end)
        self.stop(timer, end)
        return timer

    def report(
        self,
        now: datetime,
        *drafts: wire.ReportDraft,
        device: str = "tracker",
        sent_at: datetime | None = None,
    ) -> wire.ReportsDone:
        with clock.at(now):
            draft = wire.ReportsDraft(device=device, sent_at=sent_at, reports=list(drafts))
            return actions.report_time(self.seat(self.bob), None, draft=draft)

    def told(self, now: datetime, *drafts: wire.ReportDraft, **how: Any) -> wire.Reported:
        """What became of the only one, or the last."""
        return self.report(now, *drafts, **how).results[-1]

    def refusal(self, now: datetime, draft: wire.ReportDraft, **how: Any) -> str:
        """The code with which a report is refused; its words are a sentence, and nothing is kept."""
        before = (self.head, Report.objects.count())
        result = self.told(now, draft, **how)
        assert result.outcome == "refused", result
        assert result.message.endswith(".")
        assert (self.head, Report.objects.count()) == before
        return result.code

    def by_hand(
        self, now: datetime, start: datetime, hours: float, *, id: UUID | None = None, reason: str = ""
    ) -> wire.ManualDone:
        end = start + timedelta(seconds=round(hours * HOUR))
        draft = wire.ManualDraft(id=id or uuid7(), start=start, end=end, memo="Call", reason=reason)
        with clock.at(now):
            return actions.add_manual_time(self.seat(self.bob), None, draft=draft)

    def correct(
        self, now: datetime, report: UUID, *pieces: tuple[datetime, datetime, str], number: int = 0
    ) -> wire.Done:
        left = [wire.Piece(start=start, end=end, memo=memo) for start, end, memo in pieces]
        with clock.at(now):
            seat = self.seat(self.bob)
            return actions.correct(seat, None, report=report, number=number, pieces=left, reason="")

    def accept(self, now: datetime, ask: UUID) -> wire.Done:
        return self.as_of(now, actions.accept_ask, self.alice, ask=ask)

    def overtime(self, now: datetime, seconds: int, week: date = MONDAY) -> wire.Done:
        return self.as_of(now, actions.accept_overtime, self.alice, week=week, seconds=seconds)

    def as_of(self, now: datetime, verb: Callable[..., Any], who: Person, **how: Any) -> Any:
        with clock.at(now):
            return verb(self.seat(who), None, **how)

    def refused(self, act: Callable[..., Any], *args: Any, **how: Any) -> str:
        """The code of the refusal; its words are a sentence, and nothing happened."""
        before = (self.head, Report.objects.count())
        with pytest.raises(Refused) as why:
            act(*args, **how)
        assert why.value.message.endswith(".")
        assert (self.head, Report.objects.count()) == before
        return why.value.code

    def row(self, report: UUID) -> Report:
        return Report.objects.get(public_id=report)

    def week(self, monday: date = MONDAY) -> Week:
        return Week.objects.get(room=self.room, monday=monday)

    def sums(self, monday: date = MONDAY) -> dict[str, int]:
        """Seconds of the week by kind, where there are any; the diary says the same."""
        week = self.week(monday)
        return {kind: seconds for kind in wire.Sums.model_fields if (seconds := getattr(week, kind))}

    def diary(self, now: datetime, monday: date = MONDAY, who: Person | None = None) -> wire.Diary:
        with clock.at(now):
            return diary_of(self.seat(who or self.alice), monday)

    def ask(self) -> Ask:
        """The only one that is open."""
        return Ask.objects.get(room=self.room, state="asked")

    @property
    def head(self) -> int:
        return Room.objects.get(pk=self.room.pk).head

    def kinds(self, after: int = 0) -> list[str]:
        return story.kinds(self.room, after)
