"""Time and bills that wait for somebody: a constant number of queries, however many they are."""

from collections.abc import Sequence
from datetime import UTC, datetime

from django.db.models import F, Max
from django.db.models.functions import TruncWeek

from collab import clock, wire
from collab.timetracker.asks import LAPSE
from collab.timetracker.charging import title_of
from collab.timetracker.contracts import contracts_of
from collab.timetracker.dues import BILL, RETRY, UNBILLED, named, subject_of
from collab.timetracker.models import Ask, Bill, Report, Week
from collab.timetracker.reckoning import price_of_overtime
from collab.timetracker.rules.papers import hours
from collab.timetracker.rules.weeks import begin_of
from collab.workrooms.models import Member
from collab.workrooms.rules import steps
from collab.workrooms.waiting import Dues, Others, dues_in, others_in
from collab.workrooms.waits import listed_by, told_by


@told_by
def rooms_waiting(seats: Sequence[Member]) -> set[int]:
    return _rooms_of(_asks(seats), _bills(seats), _overtime(seats))


@listed_by
def time(seats: Sequence[Member]) -> list[wire.Waits]:
    asks, bills, weeks = _asks(seats), _bills(seats), _overtime(seats)
    rooms = _rooms_of(asks, bills, weeks)
    dues, others = dues_in(rooms), others_in(seats, rooms)
    return [
        *(_of_ask(ask, dues, others) for ask in asks),
        *(_of_bill(bill, dues) for bill in bills),
        *_of_weeks(weeks, dues, others),
    ]


def _rooms_of(*found: Sequence[Ask] | Sequence[Bill] | Sequence[Week]) -> set[int]:
    return {one.room_id for some in found for one in some}


def _asks(seats: Sequence[Member]) -> list[Ask]:
    """What they may still accept or decline."""
    asked = Ask.objects.filter(room__in=_rooms(seats, "time.answer"), state="asked", until__gt=clock.now())
    return list(asked.select_related("room").order_by("pk"))


def _bills(seats: Sequence[Member]) -> list[Bill]:
    """What they owe."""
    owed = Bill.objects.filter(room__in=_rooms(seats, "bill.pay"), state="past_due")
    return list(owed.select_related("room").order_by("pk"))


def _overtime(seats: Sequence[Member]) -> list[Week]:
    """In which there is time over the limit that they may still accept before the bill."""
    weeks = Week.objects.filter(room__in=_rooms(seats, "overtime.accept"), state__in=UNBILLED)
    return list(weeks.filter(over_limit__gt=F("over_accepted")).select_related("room").order_by("pk"))


def _rooms(seats: Sequence[Member], verb: str) -> list[int]:
    return [seat.room_id for seat in seats if steps.may(verb, seat.role, seat.side, seat.room.status)]


def _of_ask(ask: Ask, dues: Dues, others: Others) -> wire.Waits:
    what = ask.memo or named(ask.monday)
    return wire.Waits(
        room=ask.room.public_id, room_title=ask.room.title, subject=ask.public_id,
        kind="manual_time" if ask.kind == "manual" else "supplement", title=f"{what}, {hours(ask.seconds)} h",
        since=ask.at, due=dues.get((LAPSE, str(ask.public_id))), who=others.get(ask.room_id),
    )  # fmt: skip


def _of_bill(bill: Bill, dues: Dues) -> wire.Waits:
    return wire.Waits(
        room=bill.room.public_id, room_title=bill.room.title, kind="bill", subject=bill.public_id,
        title=title_of(bill), minor=bill.minor + bill.fee, currency=bill.currency, since=bill.at,
        due=dues.get((RETRY, str(bill.public_id))),
    )  # fmt: skip


def _of_weeks(weeks: Sequence[Week], dues: Dues, others: Others) -> list[wire.Waits]:
    contracts, told = contracts_of({week.room_id for week in weeks}), _last_told(weeks)
    found = []
    for week in weeks:
        begins, price = begin_of(week.monday), price_of_overtime(week, contracts[week.room_id])
        found.append(wire.Waits(
            room=week.room.public_id, room_title=week.room.title, kind="overtime",
            title=f"{named(week.monday)}, {hours(week.over_unpaid)} h", minor=price.minor, currency=price.currency,
            since=told.get((week.room_id, begins), begins), due=dues.get((BILL, subject_of(week.room, week.monday))),
            who=others.get(week.room_id),
        ))  # fmt: skip
    return found


def _last_told(weeks: Sequence[Week]) -> dict[tuple[int, datetime], datetime]:
    """When the last time of each came in, by room and the week's begin."""
    if not weeks:
        return {}
    first = begin_of(min(week.monday for week in weeks))
    reports = Report.objects.filter(room__in={week.room_id for week in weeks}, start__gte=first).order_by()
    of_week = reports.values_list("room", TruncWeek("start", tzinfo=UTC))
    return {(room, begins): last for room, begins, last in of_week.annotate(Max("at"))}
