"""Bills as they cross the network: what was billed, and before that what would be."""

from collections.abc import Iterable, Sequence
from datetime import date
from uuid import UUID

from collab import wire
from collab.billing.models import Paper
from collab.billing.purses import parties
from collab.errors import NotFound
from collab.timetracker.claiming import claimed
from collab.timetracker.dues import UNBILLED
from collab.timetracker.models import Bill, Week
from collab.timetracker.reckoning import Costs, costs_of
from collab.timetracker.rules.diary import Stretch, sums
from collab.timetracker.standing import check_accepted, check_monday
from collab.workrooms.log import snapshot
from collab.workrooms.models import Member, Room


def preview_of(week: Week) -> wire.Bill | None:
    """What it would cost by its sums; None where there is nothing to bill."""
    costs = costs_of([week]).get(week.pk)
    return _preview(week, costs) if costs else None


def bills_of(weeks: Sequence[Week]) -> dict[int, wire.Bill | None]:
    """By the week's primary key: its bill, or else its preview. A constant number of queries."""
    to_come = [week for week in weeks if week.state in UNBILLED]
    costs = costs_of(to_come)
    found: dict[int, wire.Bill | None] = {
        week.pk: _preview(week, costs[week.pk]) if week.pk in costs else None for week in to_come
    }
    billed = {(week.room_id, week.monday): week.pk for week in weeks if week.state not in UNBILLED}
    if not billed:
        return found
    rows = Bill.objects.select_related("room").filter(
        room__in={room for room, _ in billed}, monday__in={monday for _, monday in billed}
    )
    bills = [bill for bill in rows if (bill.room_id, bill.monday) in billed]
    papers = dict(
        Paper.objects.filter(cause__in=[cause_of(bill) for bill in bills]).values_list("cause", "public_id")
    )
    made = {billed[bill.room_id, bill.monday]: _made(bill, papers) for bill in bills}
    return found | {pk: made.get(pk) for pk in billed.values()}


def bill_of(seat: Member, monday: date) -> wire.Bill:
    """Of one week: what was billed, or what would be as of now, with the timer that runs as far as it was heard of.

    Raises as `check_accepted`, NotFound `week.not_found`, `bill.nothing`.
    """
    check_monday(monday)
    with snapshot():
        room = Room.objects.get(pk=seat.room_id)
        check_accepted(room)
        week = Week.objects.filter(room=room, monday=monday).first()
        if week is None:
            raise NotFound("week.not_found", "This contract has no such week.")
        if week.state in UNBILLED:
            count(week, claimed(parties(room).freelancer.pk, monday, [room.pk]).diary(room.pk))
        bill = bills_of([week])[week.pk]
    if bill is None:
        raise NotFound("bill.nothing", "There is nothing to bill in this week.")
    return bill


def count(week: Week, stretches: Iterable[Stretch]) -> None:
    """Give it the sums of its diary, with the timer that runs: those that are kept are without that."""
    for name, seconds in sums(stretches).model_dump().items():
        setattr(week, name, seconds)


def cause_of(bill: Bill) -> str:
    """Of its invoice."""
    return f"bill/{bill.public_id}"


def _preview(week: Week, costs: Costs) -> wire.Bill:
    return wire.Bill(
        id=None, week=week.monday, currency=costs.currency, lines=costs.lines, minor=costs.minor, fee=costs.fee,
        total=costs.minor + costs.fee, net=costs.net, carried=costs.carried, state="preview",
        at=None, charged_at=costs.when.locks_at, available_at=costs.when.available_at,
    )  # fmt: skip


def _made(bill: Bill, papers: dict[str, UUID]) -> wire.Bill:
    paper = papers.get(cause_of(bill))
    return wire.Bill.model_validate(
        {"id": bill.public_id, "week": bill.monday, "currency": bill.currency, "lines": bill.lines,
         "minor": bill.minor, "fee": bill.fee, "total": bill.minor + bill.fee, "net": bill.net,
         "carried": bill.carried, "state": bill.state, "trouble": bill.trouble, "retry_at": bill.retry_at,
         "paper": paper, "path": paper and f"/api/v1/rooms/{bill.room.public_id}/papers/{paper}.pdf",
         "at": bill.at, "charged_at": bill.paid_at or bill.retry_at or bill.at, "available_at": bill.available_at}
    )  # fmt: skip
