"""What the clock does to weeks and their bills. Safe to fire twice: the agenda's row goes with the step."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from collab import clock, wire
from collab.accounts.models import Person
from collab.agenda import book
from collab.agenda.models import Due
from collab.billing import payments
from collab.billing.cards import when_cards_change
from collab.billing.models import Payment
from collab.billing.purses import parties
from collab.timetracker import charging, closing, extras, sheets
from collab.timetracker.contracts import contract_of
from collab.timetracker.dues import BILL, END, FORETELL, RETRY, RETURN, SETTLE, UNBILLED, monday_in
from collab.timetracker.models import Bill, Week
from collab.timetracker.recounting import recount
from collab.timetracker.rules.weeks import begin_of, monday_of
from collab.timetracker.weeks import ensure, foretell_all
from collab.workrooms.following import when
from collab.workrooms.log import locked, publish
from collab.workrooms.models import Member, Room
from collab.workrooms.rules.steps import SETTLING


@when("contract.accept")
def begin(room: Room, at: datetime) -> None:
    """The first week is that of the first day, or of the acceptance where that comes later."""
    if room.kind == "hourly":
        first = begin_of(contract_of(room.pk).first_day)
        ensure(room, monday_of(max(first, at)), at)


@when("contract.pause", "contract.end", "terms.accept")
def tell_anew(room: Room, at: datetime) -> None:
    """What the next bill comes to may have changed with it."""
    if room.kind == "hourly" and (days := foretell_all(room)):
        publish(room, wire.WeekChanged(days=days), by=None, at=at)


@when("contract.end")
def return_credit(room: Room, at: datetime) -> None:
    """Mostly the last week is still to be billed."""
    extras.return_credit(room, at)


@book.fires(RETURN)
def return_by_clock(due: Due) -> None:
    room = _locked(due)
    if book.cross_out(due.verb, due.subject):
        extras.return_credit(room, clock.now())


@when_cards_change
def tell_anew_soon(person: Person, at: datetime) -> None:
    """Mondays may be charged to another card: each contract is told in a transaction of its own."""
    theirs = Member.objects.filter(person=person, role="client", removed_at=None, room__kind="hourly")
    for seat in theirs.select_related("room").order_by("room"):
        if seat.room.status in SETTLING:
            words = "The next bill is foretold anew: the client's cards have changed."
            book.put(FORETELL, seat.room.public_id, at, words, room_id=seat.room_id)


@book.fires(FORETELL)
def foretell_by_clock(due: Due) -> None:
    room = _locked(due)
    if book.cross_out(due.verb, due.subject):
        tell_anew(room, clock.now())


@book.fires(END)
def end_by_clock(due: Due) -> None:
    room, monday = _locked(due), monday_in(due.subject)
    if not book.cross_out(due.verb, due.subject):
        return
    week, now = Week.objects.get(room=room, monday=monday), clock.now()
    if week.state in UNBILLED:
        # A timer that went on into the next week has its part of this one counted now.
        sheets.take(parties(room).freelancer.pk, [monday])
        week = recount(room, monday, now)
    closing.end(room, week, now)


@book.fires(BILL, alone=True)
def bill_by_clock(due: Due) -> None:
    assert due.room_id is not None, "whoever puts these in names the room"
    if closing.bill_week(due.room_id, monday_in(due.subject)) == "before":
        with transaction.atomic(durable=True):
            book.cross_out(due.verb, due.subject)


@book.fires(SETTLE)
def settle_by_clock(due: Due) -> None:
    room, monday = _locked(due), monday_in(due.subject)
    if book.cross_out(due.verb, due.subject):
        charging.stand(room, Bill.objects.get(room=room, monday=monday))
        publish(room, wire.WeekSettled(days=[monday]), by=None, at=clock.now())


@book.fires(RETRY, alone=True)
def retry_by_clock(due: Due) -> None:
    payment = _retried(due)
    if payment is not None:
        payments.drive(payment)


@transaction.atomic(durable=True)
def _retried(due: Due) -> Payment | None:
    room = _locked(due)
    if not book.cross_out(due.verb, due.subject):
        return None
    return charging.retry(room, Bill.objects.get(room=room, public_id=UUID(due.subject)))


def _locked(due: Due) -> Room:
    assert due.room_id is not None, "whoever puts these in names the room"
    return locked(due.room_id)
