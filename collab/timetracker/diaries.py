"""The diary of a week of a contract, as one of its members sees it."""

from collections.abc import Sequence
from datetime import date

from collab import wire
from collab.accounts.models import Person
from collab.billing.purses import parties
from collab.timetracker import timers
from collab.timetracker.bills import count
from collab.timetracker.cards import reports_of, weeks_of
from collab.timetracker.claiming import claimed_by, reports_in
from collab.timetracker.contracts import contract_of
from collab.timetracker.dues import UNBILLED
from collab.timetracker.models import Bill, Report, Week
from collab.timetracker.paying import card_for
from collab.timetracker.rules.cells import cells
from collab.timetracker.rules.contract import Contract
from collab.timetracker.rules.diary import Stretch, days
from collab.timetracker.rules.instants import instant_of, whole
from collab.timetracker.rules.weeks import begin_of
from collab.timetracker.standing import check_accepted, check_monday
from collab.workrooms.log import snapshot
from collab.workrooms.models import Member, Room
from collab.workrooms.rules import openings, steps


def diary_of(seat: Member, monday: date) -> wire.Diary:
    """As of one event; a timer that runs is in it, as far as it was heard of.

    Raises NotFound("week.not_found") for a day that is no Monday, and as `check_accepted`.
    """
    check_monday(monday)
    with snapshot():
        here = Member.objects.select_related("room", "person").get(pk=seat.pk)
        check_accepted(here.room)
        person, contract = parties(here.room).freelancer, contract_of(here.room_id)
        all_of_it = list(reports_in(person.pk, monday).order_by("start", "pk"))
        stretches = claimed_by(all_of_it, monday, [here.room_id]).diary(here.room_id)
        reports = [report for report in all_of_it if report.room_id == here.room_id]
        return wire.Diary(
            week=_week(here, monday, contract, stretches), running=running_in(here, person),
            reports=_cards(reports, person), segments=[_segment(stretch) for stretch in stretches],
            cells=_cells(here, contract, monday, stretches, reports),
            days=days(stretches, whole(begin_of(monday))), may=may(here), seq=here.room.head,
        )  # fmt: skip


def may(seat: Member) -> list[str]:
    """The steps of time that are open to whoever holds the seat."""
    room = seat.room
    return sorted(
        verb
        for verb in steps.WHO
        if verb.startswith(openings.OF_TIME) and steps.may(verb, seat.role, seat.side, room.status)
    )


def running_in(seat: Member, person: Person) -> wire.Timer | None:
    """The timer of the freelancer that runs in the seat's room."""
    found = Report.objects.filter(room=seat.room_id, person=person, running=True).select_related(
        "room", "person"
    )
    report = found.first()
    return timers.card(report) if report else None


def _week(seat: Member, monday: date, contract: Contract, stretches: Sequence[Stretch]) -> wire.Week:
    """One in which nothing happened yet is as good as any other. Until its lock, it is what the diary comes to."""
    kept = Week.objects.filter(room=seat.room_id, monday=monday).first()
    week = kept or Week(room=seat.room, monday=monday, limit=contract.limit(monday))
    if week.state in UNBILLED:
        count(week, stretches)
    [card] = weeks_of([week])
    return card


def _cards(reports: Sequence[Report], person: Person) -> list[wire.Report]:
    for report in reports:
        report.person = person
    return reports_of(reports)


def _segment(stretch: Stretch) -> wire.Segment:
    claim = stretch.claim
    return wire.Segment(
        report=claim.id, start=instant_of(stretch.start), end=instant_of(stretch.end), kind=stretch.kind,
        source=claim.source, memo=claim.memo,
    )  # fmt: skip


def _is_paid_for(room: Room, monday: date) -> bool:
    """Whether there is a card to charge, or the week was charged: what was paid stays protected without the card."""
    return card_for(room) is not None or Bill.objects.filter(room=room, monday=monday, state="paid").exists()


def _cells(
    seat: Member, contract: Contract, monday: date, stretches: Sequence[Stretch], reports: Sequence[Report]
) -> list[wire.Cell]:
    return cells(
        stretches,
        {report.public_id: bytes(report.active) for report in reports},
        {report.public_id: whole(report.start) for report in reports},
        paid=_is_paid_for(seat.room, monday),
        reading=contract.reading(monday),
        activity_least=contract.policy.activity_least,
    )
