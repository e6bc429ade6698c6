"""Time from one day to another, in all contracts of a person or in one, by person, contract, week or memo."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from django.db.models import Sum

from collab import limits, wire
from collab.accounts.models import Person
from collab.errors import Conflict, Refused
from collab.timetracker.claiming import Claimed, claimed_in
from collab.timetracker.models import Extra, Week
from collab.timetracker.rules.instants import whole
from collab.timetracker.rules.totals import Accepted, By, Total, counted, line_of
from collab.timetracker.rules.weeks import begin_of, monday_of
from collab.timetracker.standing import check_accepted
from collab.workrooms.log import snapshot
from collab.workrooms.models import Member, Room
from collab.workrooms.rules.steps import SETTLING

DAY = timedelta(days=1)
Totals = dict[tuple[str, str], Total]
"""By key and currency."""


@dataclass(frozen=True, slots=True)
class Asked:
    by: By
    first: date
    last: date
    """Both days are in it; UTC."""


def report(person: Person, asked: Asked, room: UUID | None = None) -> wire.TimeReport:
    """Of the contracts that this person has a seat in: what counts of their diaries, as of now.

    Raises Refused("time_report.days"), Conflict("time_report.too_long"), NotFound("room.not_found"), and as
    `check_accepted`.
    """
    days = (asked.last - asked.first).days + 1
    if not 1 <= days <= limits.REPORT_DAYS or asked.last == date.max:
        raise Refused("time_report.days", f"Ask for 1 to {limits.REPORT_DAYS} days, the first of them first.")
    with snapshot():
        totals = _totals(_rooms(person, room), asked)
    if len(totals) > limits.REPORT_LINES:
        raise Conflict(
            "time_report.too_long",
            f"This would be more than {limits.REPORT_LINES} lines. Ask for fewer days.",
        )
    lines = [line_of(key, currency, total) for (key, currency), total in totals.items()]
    lines.sort(key=lambda line: line.key if asked.by == "week" else (-line.seconds, line.label, line.key))
    return wire.TimeReport(
        by=asked.by,
        first=asked.first,
        last=asked.last,
        lines=lines,
        seconds=sum(line.seconds for line in lines),
    )


def _rooms(person: Person, room: UUID | None) -> dict[int, Room]:
    if room is not None:
        found = Member.objects.seat(person, room).room
        check_accepted(found)
        return {found.pk: found}
    seats = Member.objects.filter(
        person=person, removed_at=None, room__kind="hourly", room__status__in=SETTLING
    )
    return {seat.room_id: seat.room for seat in seats.select_related("room")}


def _totals(rooms: dict[int, Room], asked: Asked) -> Totals:
    totals: Totals = {}
    late = _late_accepted(rooms)
    for worker, weeks in _weeks(rooms, asked).items():
        mondays = sorted({week.monday for week in weeks})
        claims = claimed_in(worker.pk, mondays, {week.room_id for week in weeks})
        for week in weeks:
            accepted = late.get((week.room_id, week.monday), 0)
            _add(totals, asked, rooms[week.room_id], worker, week, claims[week.monday], accepted)
    return totals


def _late_accepted(rooms: Iterable[int]) -> dict[tuple[int, date], int]:
    """Seconds of supplements that the client pays for, by room and week."""
    found = Extra.objects.filter(room__in=rooms, kind="supplement").order_by()
    return {
        (one["room"], one["monday"]): one["sum"]
        for one in found.values("room", "monday").annotate(sum=Sum("seconds"))
    }


def _weeks(rooms: dict[int, Room], asked: Asked) -> dict[Person, list[Week]]:
    """By freelancer; weeks that timers alone are in are among them."""
    parties = Member.objects.filter(room__in=rooms, role="freelancer", removed_at=None).select_related(
        "person"
    )
    workers = {seat.room_id: seat.person for seat in parties}
    found: dict[Person, list[Week]] = {}
    first, last = monday_of(begin_of(asked.first)), asked.last
    rows = Week.objects.filter(room__in=rooms, monday__gte=first, monday__lte=last)
    for week in rows.order_by("monday", "room"):
        found.setdefault(workers[week.room_id], []).append(week)
    return found


def _add(
    totals: Totals, asked: Asked, room: Room, worker: Person, week: Week, claims: Claimed, late: int
) -> None:
    terms = claims.contracts[room.pk].terms(week.monday)
    begin, end = whole(begin_of(asked.first)), whole(begin_of(asked.last + DAY))
    stretches = claims.diary(room.pk)
    accepted: Accepted = {"over_limit": week.over_accepted, "late": late}
    for stretch, paid in counted(stretches, accepted, begin, end):
        key, label = _named(asked.by, room, worker, week, stretch.claim.memo)
        total = totals.setdefault((key, terms.currency), Total(label))
        # Rates of different contracts are never added up before they are rounded.
        total.add(stretch, paid, week.monday, terms.rate or 0)


def _named(by: By, room: Room, worker: Person, week: Week, memo: str) -> tuple[str, str]:
    """Key and label of the line."""
    match by:
        case "person":
            return str(worker.public_id), worker.name
        case "contract":
            return str(room.public_id), room.title
        case "week":
            return week.monday.isoformat(), f"Week of {week.monday:%-d %B %Y}"
    return memo, memo
