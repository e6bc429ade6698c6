"""What becomes of a bill: charged, paid, or past due and tried again. All in transactions with the room locked."""

from datetime import datetime, timedelta

from django.db.models import Q

from collab import clock, wire
from collab.accounts.models import Person
from collab.agenda import book
from collab.agenda.models import Due
from collab.billing import escrow
from collab.billing.holds import when_available
from collab.billing.models import Card, Payment, Release
from collab.billing.payments import when_failed, when_succeeded
from collab.billing.purses import agreed_on
from collab.money import Money
from collab.rows import change, find
from collab.timetracker import extras
from collab.timetracker.dues import RETRY, SETTLE, named, subject_of
from collab.timetracker.models import Bill, Week
from collab.timetracker.paying import card_for
from collab.workrooms import holding
from collab.workrooms.following import when
from collab.workrooms.log import publish
from collab.workrooms.models import Room

NO_CARD = "There is no card to charge."
TROUBLE_CHARS = 200
OWED = Q(state="past_due") | Q(state="charging", tries__gt=1)
"""A charge failed, and none cleared since: also while the next one is on its way."""


def charge(room: Room, bill: Bill, card: Card, at: datetime, *, by: Person | None = None) -> Payment:
    """Write down that it is to be paid; `by` is None for the clock. Whoever calls this drives the payment later."""
    payment = escrow.charge(
        room, by, card, kind="bill", minor=bill.minor, at=at, title=title_of(bill), week=bill.monday,
        hold_until=bill.available_at,
    )  # fmt: skip
    was_tried = bill.tries > 0
    bill.state, bill.payment, bill.tries = "charging", payment.public_id, bill.tries + 1
    bill.trouble, bill.retry_at = "", None
    change(bill, "state", "payment", "tries", "trouble", "retry_at")
    if was_tried:
        book.cross_out(RETRY, bill.public_id)
        publish(room, wire.WeekChanged(days=[bill.monday]), by=None, at=at)
    return payment


def title_of(bill: Bill) -> str:
    """Of its papers."""
    return f"Week of {bill.monday:%-d %B %Y}"


def charge_by_clock(room: Room, bill: Bill, at: datetime) -> Payment | None:
    """With the card of the contract; where there is none, it is past due. None where nothing is to be driven."""
    card = card_for(room)
    if card is not None:
        return charge(room, bill, card, at)
    bill.tries += 1
    fail(room, bill, NO_CARD, at)
    return None


@when_succeeded("bill")
def paid(room: Room, payment: Payment, at: datetime) -> None:
    """The money is the freelancer's, pending; what was on hold for want of it goes on."""
    [bill] = find(Bill, room_id=room.pk, payment=payment.public_id)
    bill.state, bill.paid_at, bill.available_at = "paid", at, payment.release.available_at
    change(bill, "state", "paid_at", "available_at")
    stand(room, bill)
    publish(room, wire.BillPaid(days=[bill.monday], minor=bill.minor), by=None, at=at)
    if room.status == "on_hold" and not Bill.objects.filter(OWED, room=room).exists():
        holding.release(room, at)
    # Not here: accounts are locked by now, and whoever gives back locks an issuer of papers before (rule 4).
    extras.return_soon(room, at)


@when_failed("bill")
def not_paid(room: Room, payment: Payment, at: datetime) -> None:
    bill = Bill.objects.get(room=room, payment=payment.public_id)
    fail(room, bill, payment.trouble or "The card could not be charged.", at)


def fail(room: Room, bill: Bill, reason: str, at: datetime) -> None:
    """It is past due: the contract is on hold, and the charge is tried again later."""
    hours = agreed_on(room).policy.retry_hours
    bill.state, bill.trouble = "past_due", reason[:TROUBLE_CHARS]
    bill.retry_at = at + timedelta(hours=hours[min(bill.tries, len(hours)) - 1])
    bill.save(update_fields=["state", "trouble", "tries", "retry_at"])
    stand(room, bill)
    total = Money(bill.minor + bill.fee, bill.currency)
    again = f"The charge of {total} for the {named(bill.monday)} is tried again."
    book.put(RETRY, bill.public_id, bill.retry_at, again, room_id=room.pk, side="client")
    publish(room, wire.BillFailed(days=[bill.monday], reason=bill.trouble), by=None, at=at)
    _hold(room, bill, at)


def _hold(room: Room, bill: Bill, at: datetime) -> None:
    total = Money(bill.minor + bill.fee, bill.currency)
    why = f"{total} for the {named(bill.monday)} could not be charged. {bill.trouble}"
    holding.hold(room, why.rstrip(), at)


@when("contract.resume")
def hold_again(room: Room, at: datetime) -> None:
    """Whoever resumes a contract that owes for a week has it on hold until that is paid."""
    owed = Bill.objects.filter(OWED, room=room).order_by("monday").first()
    if owed is not None:
        _hold(room, owed, at)


def stand(room: Room, bill: Bill) -> None:
    """Let the week say where its money is."""
    Week.objects.filter(room=room, monday=bill.monday).update(state=_state(room, bill))


def _state(room: Room, bill: Bill) -> wire.WeekState:
    if bill.state == "past_due" or (bill.state == "charging" and bill.tries > 1):
        return "past_due"
    disputable = Due.objects.filter(verb=SETTLE, subject=subject_of(room, bill.monday)).exists()
    if disputable or bill.state == "charging":
        return "invoiced"
    # A bill of nothing has nothing on hold.
    if bill.payment is None:
        return "available"
    held = Release.objects.filter(payment__public_id=bill.payment, is_available=False).exists()
    return "pending" if held else "available"


@when_available("bill")
def available(room: Room, release: Release, at: datetime) -> None:
    assert release.payment is not None, "a constraint holds it"
    bill = Bill.objects.get(room=room, payment=release.payment.public_id)
    stand(room, bill)
    publish(room, wire.WeekChanged(days=[bill.monday]), by=None, at=at)


def retry(room: Room, bill: Bill) -> Payment | None:
    """The clock's next try, where nobody acted before."""
    return charge_by_clock(room, bill, clock.now()) if bill.state == "past_due" else None
