"""Payments on their way: the provider is asked, and what it says is written down with all that follows from it.

The row comes first. Whoever asks does so with no transaction open, and settles in one; asking and settling again
changes nothing, whoever dies in between.
"""

import logging
from collections.abc import Callable
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.db.models import QuerySet

from collab import clock, wire
from collab.agenda import book
from collab.agenda.models import Due
from collab.billing import income
from collab.billing.asking import ASK, ask_later, asked_enough
from collab.billing.models import Payment
from collab.billing.provider import Outcome, Silent
from collab.billing.providers import provider
from collab.errors import NotFound
from collab.rows import change, find
from collab.workrooms.action import told_once
from collab.workrooms.log import locked, publish
from collab.workrooms.models import Member, Room

log = logging.getLogger(__name__)
Then = Callable[[Room, Payment, datetime], None]
_succeeded: dict[str, list[Then]] = {}
_failed: dict[str, list[Then]] = {}


def when_succeeded(kind: wire.PaymentKind) -> Callable[[Then], Then]:
    """Register what follows when a payment of this kind succeeds: in the same transaction, with the room locked."""
    return _registered(_succeeded, kind)


def when_failed(kind: wire.PaymentKind) -> Callable[[Then], Then]:
    return _registered(_failed, kind)


def _registered(register: dict[str, list[Then]], kind: wire.PaymentKind) -> Callable[[Then], Then]:
    def add(then: Then) -> Then:
        register.setdefault(kind, []).append(then)
        return then

    return add


def payments() -> QuerySet[Payment]:
    """With all that driving and showing one needs."""
    return Payment.objects.select_related("by", "card", "of")


def driven(id: UUID) -> Payment:
    """By whoever waits for it with an open page."""
    return drive(payments().get(public_id=id))


def done(seat: Member, key: UUID | None, created: wire.Created) -> wire.PaymentDone:
    """The answer to whoever moved a payment on: drives it first, and shows it as it stands then."""
    answer = wire.PaymentDone(seq=created.seq, at=created.at, payment=driven(created.id).card_of())
    return told_once(seat.person, key, answer)


def drive(payment: Payment) -> Payment:
    """Ask the provider and write down what it says. If it says nothing, the sweeper asks again."""
    if payment.ended_at is not None:
        return payment
    try:
        return settle(payment, _asked(payment))
    except Silent:
        log.warning("The payment provider did not answer about %s.", payment.key)
        return payment


@book.fires(ASK, alone=True)
def ask_again(due: Due) -> None:
    """The sweeper: with the same key as ever. Raises Silent, so that the agenda tries again."""
    payment = payments().filter(public_id=due.subject, ended_at=None).first()
    if payment is None:
        book.cross_out(due.verb, due.subject)
    else:
        settle(payment, _asked(payment))


def heard_of(key: str) -> Payment:
    """A provider says that something happened to the payment of this key. It is a hint: the provider is asked itself,
    so that hints may come twice, late and out of order. Raises NotFound("payment.not_found").
    """
    name = key.removeprefix("payment/")
    payment = payments().filter(public_id=name).first() if _is_uuid(name) else None
    if payment is None:
        raise NotFound("payment.not_found", "There is no such payment.")
    if payment.ended_at is None:
        # What the payer answered may not have come to the provider yet.
        outcome = _asked(payment) if payment.answered else provider(payment.card.provider).status(payment.key)
        if outcome is not None:
            return settle(payment, outcome)
    return payment


def _is_uuid(name: str) -> bool:
    try:
        return str(UUID(name)) == name
    except ValueError:
        return False


def _asked(payment: Payment) -> Outcome:
    adapter, total = provider(payment.card.provider), payment.minor + payment.fee
    if payment.of is not None:
        return adapter.refund(payment.key, payment.of.key, total, payment.currency)
    if payment.answered:
        return (adapter.confirm if payment.answered == "confirmed" else adapter.cancel)(payment.key)
    if payment.state == "needs_confirmation" and (outcome := adapter.status(payment.key)):
        return outcome
    return adapter.charge(payment.key, payment.card.token, total, payment.currency)


@transaction.atomic(durable=True)
def settle(payment: Payment, outcome: Outcome) -> Payment:
    """Write down how a payment stands, with all that follows; nothing where it has ended already."""
    room, asked = locked(payment.room_id), payment
    [payment] = find(Payment, id=asked.pk)
    # These never change.
    payment.by, payment.card, payment.of = asked.by, asked.card, asked.of
    if payment.answered:
        outcome = _since_answered(payment, outcome)
    if payment.ended_at is None:
        refused_refund = payment.kind == "refund" and outcome.state == "failed"
        if refused_refund or outcome.state in ("processing", "needs_confirmation"):
            _goes_on(room, payment, outcome, refused_refund)
        else:
            _ends(room, payment, outcome)
    return payment


def _since_answered(payment: Payment, outcome: Outcome) -> Outcome:
    """What the provider said before it heard the payer takes nothing back. Money that came is kept, whatever they said;
    without it, what was given up ends in the words of whoever did.
    """
    unheard = outcome.state == "needs_confirmation"
    words = "" if unheard else outcome.words
    if payment.answered == "given_up" and outcome.state != "succeeded":
        words = payment.trouble
    return Outcome("processing" if unheard else outcome.state, words)


def _goes_on(room: Room, payment: Payment, outcome: Outcome, refused_refund: bool) -> None:
    """Also a refund that the provider refused: the money is the client's, so it is asked again for ever."""
    now, before = clock.now(), (payment.state, payment.trouble)
    payment.state = "processing" if refused_refund else outcome.state
    payment.trouble = outcome.words
    if (payment.state, payment.trouble) != before:
        change(payment, "state", "trouble")
        publish(room, wire.PaymentChanged(id=payment.public_id, state=payment.state), by=None, at=now)
    ask_later(payment, now)


def _ends(room: Room, payment: Payment, outcome: Outcome) -> None:
    now = clock.now()
    payment.state, payment.trouble, payment.ended_at = outcome.state, outcome.words, now
    change(payment, "state", "trouble", "ended_at")
    asked_enough(payment)
    if outcome.state == "failed":
        publish(room, wire.PaymentChanged(id=payment.public_id, state=payment.state), by=None, at=now)
        income.give_up(room, payment)
    else:
        told = publish(room, wire.PaymentSucceeded(id=payment.public_id), by=None, at=now)
        income.take_in(room, payment, now, told.seq)
    for then in (_failed if outcome.state == "failed" else _succeeded).get(payment.kind, []):
        then(room, payment, now)
