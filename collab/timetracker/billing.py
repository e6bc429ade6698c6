"""All weeks that are due and were not billed, each in a transaction of its own; the memory of one, however many."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from django.db import connection, transaction
from django.db.models import QuerySet

from collab import clock
from collab.timetracker.closing import bill_week
from collab.timetracker.dues import UNBILLED
from collab.timetracker.models import Week
from collab.timetracker.rules.weeks import WEEK, monday_of
from collab.workrooms.models import Room
from collab.workrooms.policies import POLICIES

AT_ONCE = 200
"""Weeks that are looked up at a time."""


@dataclass(slots=True)
class Tally:
    billed: int = 0
    empty: int = 0
    others: int = 0
    """Billed by others meanwhile."""
    failed: int = 0


@dataclass(frozen=True, slots=True)
class Tried:
    room: int
    """Primary key."""
    monday: date
    trouble: Exception | None = None


def count_due() -> int:
    return _due().count()


def bill_due(tally: Tally) -> Iterator[Tried]:
    """Bill them one after the other, those first that nobody else is at just now; counts into `tally`."""
    left = list[tuple[int, date]]()
    for room, monday in _listed():
        if _is_taken(room):
            left.append((room, monday))
        else:
            yield _tried(room, monday, tally)
    for room, monday in left:
        yield _tried(room, monday, tally)


def _tried(room: int, monday: date, tally: Tally) -> Tried:
    try:
        how = bill_week(room, monday)
    except Exception as why:
        tally.failed += 1
        return Tried(room, monday, why)
    tally.billed += how == "billed"
    tally.empty += how == "empty"
    tally.others += how == "before"
    return Tried(room, monday)


def _due() -> QuerySet[Week]:
    """Whose lock may have come; the week itself knows."""
    soonest = timedelta(hours=min(policy.review_hours for policy in POLICIES.values()))
    last = monday_of(clock.now() - soonest) - WEEK
    return Week.objects.filter(state__in=UNBILLED, monday__lte=last)


def _listed() -> Iterator[tuple[int, date]]:
    """In the order of their rows, a few at a time: none is held while it is billed."""
    last = 0
    while True:
        rows = _due().filter(pk__gt=last).order_by("pk").values_list("pk", "room_id", "monday")[:AT_ONCE]
        found = list(rows)
        if not found:
            return
        yield from ((room, monday) for _, room, monday in found)
        last = found[-1][0]


def _is_taken(room: int) -> bool:
    """Whether somebody else holds the room at this moment. SQLite has one writer for all."""
    if connection.vendor != "postgresql":
        return False
    with transaction.atomic():
        rooms = Room.objects.select_for_update(skip_locked=True, no_key=True).filter(pk=room)
        return not list(rooms.values_list("pk"))
