"""The payer answers what a bank asks them: they confirm, or give the payment up."""

from uuid import UUID

from collab import clock, wire
from collab.billing.asking import ask_soon
from collab.billing.models import Answered
from collab.billing.payments import payments
from collab.errors import Conflict, Forbidden, NotFound
from collab.workrooms.action import action
from collab.workrooms.log import lock, publish
from collab.workrooms.models import Member
from collab.workrooms.rules import steps


@action
def confirm_payment(seat: Member, *, payment: UUID) -> wire.Created:
    """The payment goes on."""
    return _answer(seat, "payment.confirm", payment, "confirmed")


@action
def give_up_payment(seat: Member, *, payment: UUID) -> wire.Created:
    """The payment fails once the provider has called it off; if it succeeded there before that, it is paid."""
    return _answer(seat, "payment.give_up", payment, "given_up", f"Given up by {seat.person.name}.")


def _answer(seat: Member, verb: str, payment: UUID, answered: Answered, words: str = "") -> wire.Created:
    """The provider hears of it after the commit, from the sweeper too, until it is known."""
    room = lock(seat)
    now = clock.now()
    steps.check(verb, seat.role, seat.side, room.status)
    # Whose card it is pays, whoever began: a week is charged by the clock.
    found = payments().filter(room=room, public_id=payment).exclude(kind="refund").first()
    if found is None:
        raise NotFound("payment.not_found", "There is no such payment in this room.")
    if found.card.person_id != seat.person_id:
        raise Forbidden("payment.not_yours", "Only whoever pays can confirm this, or give it up.")
    if found.state != "needs_confirmation":
        raise Conflict("payment.not_waiting", "This payment does not wait for a confirmation.")
    found.state, found.answered, found.trouble = "processing", answered, words
    found.save(update_fields=["state", "answered", "trouble"])
    done = publish(room, wire.PaymentChanged(id=found.public_id, state=found.state), by=seat.person, at=now)
    ask_soon(found, now)
    return wire.Created(id=found.public_id, seq=done.seq, at=done.at)
