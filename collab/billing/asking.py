"""When the provider is asked again about a payment: a row of the agenda for each that is open."""

from datetime import datetime, timedelta

from collab import limits
from collab.agenda import book
from collab.billing.models import Payment
from collab.money import Money

ASK = "payment.ask"


def ask_at_once(payment: Payment, at: datetime) -> None:
    """For a refund, which nobody waits for with an open page: the next worker that looks drives it."""
    _put(payment, at)


def ask_soon(payment: Payment, at: datetime) -> None:
    """Whoever began the payment asks first; this is for when they could not."""
    _put(payment, at + timedelta(seconds=limits.PAYMENT_ASK_SECONDS))


def ask_later(payment: Payment, now: datetime) -> None:
    """It did not end yet: again after as long as it is under way already, an hour at most."""
    if until := payment.confirm_until:
        _put(payment, max(until, now + timedelta(seconds=limits.PAYMENT_ASK_SECONDS)))
        return
    age = (now - payment.at).total_seconds()
    wait = min(max(age, limits.PAYMENT_ASK_SECONDS), limits.PAYMENT_SELDOM_SECONDS)
    _put(payment, now + timedelta(seconds=wait))


def _put(payment: Payment, at: datetime) -> None:
    total = Money(payment.minor + payment.fee, payment.currency)
    waits = payment.state == "needs_confirmation"
    sentence = f"The payment provider is asked again how the payment of {total} stands."
    if payment.kind == "refund":
        sentence = f"The payment provider is asked to send {total} back to the client."
    if waits:
        sentence = f"If it is not confirmed until then, the payment of {total} is given up."
    side = "client" if waits else ""
    book.put(ASK, payment.public_id, at, sentence, room_id=payment.room_id, side=side)


def asked_enough(payment: Payment) -> None:
    """It ended."""
    book.cross_out(ASK, payment.public_id)
