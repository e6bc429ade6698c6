"""The sums of a week, added up anew from the diary: in a locked room, with the person's sheet locked."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal

from collab import wire
from collab.accounts.models import Person
from collab.agenda import book
from collab.billing.purses import parties
from collab.timetracker import weeks
from collab.timetracker.claiming import Claimed, claimed
from collab.timetracker.models import Report, Week
from collab.timetracker.rules.claims import Span
from collab.timetracker.rules.contract import Contract
from collab.timetracker.rules.diary import Stretch, sums
from collab.timetracker.rules.weeks import WEEK, begin_of, monday_of
from collab.workrooms.log import publish
from collab.workrooms.models import Room

RECOUNT = "week.recount"
"""On the agenda: time on another contract of the same person may have changed this week."""
Percent = Literal[80, 100]
PERCENTS: tuple[Percent, ...] = (80, 100)


@dataclass(frozen=True, slots=True)
class Counted:
    week: Week
    claimed: Claimed
    stretches: list[Stretch]
    changed: bool
    """Whether its sums or its limit are others than they were."""

    def of(self, report: object) -> list[Stretch]:
        return [stretch for stretch in self.stretches if stretch.claim.id == report]


def recount(room: Room, monday: date, at: datetime) -> Week:
    """The week as it stands now."""
    return counted(room, monday, at, parties(room).freelancer).week


def counted(
    room: Room, monday: date, at: datetime, person: Person, contract: Contract | None = None,
    week: Week | None = None,
) -> Counted:  # fmt: skip
    """Add it up, keep the sums, and tell both sides when 80 and 100 per cent of the limit are reached.

    `contract`, `week`: where they were read already, since the room was locked.
    A timer that runs counts once the week is over, as far as it was heard of: its part of that week is all there.
    """
    known = {room.pk: contract} if contract else None
    found = claimed(person.pk, monday, [room.pk], running=at >= begin_of(monday) + WEEK, known=known)
    stretches = found.diary(room.pk)
    week = week or weeks.ensure(room, monday, at, found.contracts[room.pk])
    changed = _kept(week, sums(stretches), found.contracts[room.pk].limit(monday))
    alert(room, week, at)
    if changed:
        weeks.foretell(room, week, found.contracts[room.pk])
    return Counted(week, found, stretches, changed)


def refresh(room: Room, monday: date, at: datetime, person: Person) -> None:
    """Add it up anew because of something else, and tell if that made a difference."""
    if counted(room, monday, at, person).changed:
        publish(room, wire.WeekChanged(days=[monday]), by=None, at=at)


def _kept(week: Week, found: wire.Sums, limit: int) -> bool:
    """What the client accepted over the limit never is more than there is."""
    new = found.model_dump() | {"over_accepted": min(week.over_accepted, found.over_limit)}
    new["limit"] = limit
    changed = any(getattr(week, name) != value for name, value in new.items())
    raised = new["limit"] > week.limit
    for name, value in new.items():
        setattr(week, name, value)
    if raised:
        # A higher limit has alerts of its own.
        week.alerted = min(week.alerted, reached(week))
        new["alerted"] = week.alerted
    if changed:
        Week.objects.filter(pk=week.pk).update(**new)
    return changed


def reached(week: Week, more: int = 0) -> int:
    """How much of the limit is used: 0, 80 or 100 per cent. `more` seconds count besides."""
    used = week.tracked + week.manual + week.over_limit + more
    if used >= week.limit:
        return 100 if used else 0
    return 80 if used * 100 >= week.limit * 80 else 0


def alert(room: Room, week: Week, at: datetime, more: int = 0) -> None:
    """Tell each alert once, whoever comes first: the row decides."""
    for percent in PERCENTS:
        if percent > reached(week, more) or percent <= week.alerted:
            continue
        if Week.objects.filter(pk=week.pk, alerted__lt=percent).update(alerted=percent):
            week.alerted = percent
            publish(room, wire.LimitReached(days=[week.monday], percent=percent), by=None, at=at)


def alert_running(room: Room, report: Report, at: datetime) -> None:
    """A timer that runs reaches the limit, too: it is told then, although its time is added up when it stops."""
    monday = monday_of(at)
    start = max(report.start, begin_of(monday))
    week = Week.objects.filter(room=room, monday=monday).first()
    if week is None or not reached(week, int((report.end - start).total_seconds())) > week.alerted:
        return
    # As far as it is known: what of it is shadow is not, and costs a look at the whole week.
    found = claimed(report.person_id, monday, [room.pk])
    now = sums(found.diary(room.pk))
    alert(
        room,
        week,
        at,
        now.tracked + now.manual + now.over_limit - week.tracked - week.manual - week.over_limit,
    )


def recount_beside(claimed: Claimed, room: Room, spans: Iterable[Span], at: datetime) -> None:
    """Let the weeks of other contracts be added up anew that have claims in these spans, each in its own time."""
    beside = claimed.rooms_beside(room.pk, spans)
    for other in Room.objects.filter(pk__in=beside).order_by("pk"):
        subject = f"{other.public_id}/{claimed.monday.isoformat()}"
        words = f"The week of {claimed.monday:%-d %B} is added up anew: there is time on another contract."
        book.put(RECOUNT, subject, at, words, room_id=other.pk)
