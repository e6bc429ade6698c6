"""Time and bills that wait for somebody: a constant number of queries, however many they are."""

from collections.abc import Sequence

from collab import clock, wire
from collab.timetracker.asks import LAPSE
from collab.timetracker.charging import title_of
from collab.timetracker.dues import RETRY, named
from collab.timetracker.models import Ask, Bill
from collab.timetracker.rules.papers import hours
from collab.workrooms.models import Member
from collab.workrooms.rules import steps
from collab.workrooms.waiting import Dues, Others, dues_in, others_in
from collab.workrooms.waits import listed_by, told_by


@told_by
def rooms_waiting(seats: Sequence[Member]) -> set[int]:
    return {ask.room_id for ask in _asks(seats)} | {bill.room_id for bill in _bills(seats)}


@listed_by
def time(seats: Sequence[Member]) -> list[wire.Waits]:
    asks, bills = _asks(seats), _bills(seats)
    rooms = {ask.room_id for ask in asks} | {bill.room_id for bill in bills}
    dues, others = dues_in(rooms), others_in(seats, rooms)
    return [*(_of_ask(ask, dues, others) for ask in asks), *(_of_bill(bill, dues) for bill in bills)]


def _asks(seats: Sequence[Member]) -> list[Ask]:
    """What they may still accept or decline."""
    asked = Ask.objects.filter(room__in=_rooms(seats, "time.answer"), state="asked", until__gt=clock.now())
    return list(asked.select_related("room").order_by("pk"))


def _bills(seats: Sequence[Member]) -> list[Bill]:
    """What they owe."""
    owed = Bill.objects.filter(room__in=_rooms(seats, "bill.pay"), state="past_due")
    return list(owed.select_related("room").order_by("pk"))


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
