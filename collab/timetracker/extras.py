"""Lines of a later bill: what was accepted late or after the lock, and what was taken back. All in a locked room."""

from datetime import date, datetime

from collab import limits, wire
from collab.timetracker.contracts import contract_of
from collab.timetracker.dues import UNBILLED, named
from collab.timetracker.models import Ask, Extra, Week
from collab.timetracker.rules.bills import line_minor
from collab.timetracker.rules.weeks import monday_of
from collab.timetracker.weeks import ensure, foretell_all
from collab.workrooms.models import Room


def accepted(ask: Ask, room: Room, at: datetime) -> Extra:
    """Late time that the client accepted, at the rate of its week."""
    return _worked(room, ask.monday, "supplement", ask.seconds, at)


def over_limit(room: Room, monday: date, seconds: int, at: datetime) -> Extra:
    """Time over the limit of a week that was billed before the client accepted it."""
    return _worked(room, monday, "over_limit", seconds, at)


def _worked(room: Room, monday: date, kind: wire.BillLineKind, seconds: int, at: datetime) -> Extra:
    rate = contract_of(room.pk).terms(monday).rate
    assert rate is not None, "every hourly contract has one"
    minor = line_minor(seconds, rate)
    return add(room, monday, kind, at, minor=minor, seconds=seconds, rate=rate)


def add(
    room: Room, monday: date, kind: wire.BillLineKind, at: datetime, *, minor: int, seconds: int = 0,
    rate: int | None = None, text: str = "",
) -> Extra:  # fmt: skip
    """Write it down for the next bill. Where the contract is over and none would come, its week of now gets one."""
    extra = Extra.objects.create(
        room=room, monday=monday, kind=kind, seconds=seconds, rate=rate, minor=minor,
        text=text[: limits.LINE_CHARS], at=at,
    )  # fmt: skip
    if minor > 0 and not has_next(room):
        ensure(room, monday_of(at), at)
    foretell_all(room)
    return extra


def has_next(room: Room) -> bool:
    """Whether there will be a bill that takes up what is left over."""
    return Week.objects.filter(room=room, state__in=UNBILLED).exists()


def carry(room: Room, monday: date, minor: int, at: datetime) -> Extra:
    """A credit (below zero) that the bill of this week could not take up."""
    return add(room, monday, "correction", at, minor=minor, text=f"Carried over from the {named(monday)}")
