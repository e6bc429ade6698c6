"""A bonus: never from escrow, so it is charged."""

from uuid import UUID

from collab import clock, limits, wire
from collab.billing.escrow import charge, check_bonus_in_time, my_card
from collab.billing.purses import agreed_on
from collab.billing.rules.amounts import amount
from collab.workrooms.action import action
from collab.workrooms.log import lock
from collab.workrooms.models import Member
from collab.workrooms.rules import steps
from collab.workrooms.rules.terms import words


@action
def pay_bonus(seat: Member, *, minor: int, card: UUID, note: str = "") -> wire.Created:
    """Charge a bonus; the freelancer has it once the provider says so. The id is the payment's."""
    room = lock(seat)
    now = clock.now()
    steps.check("bonus.pay", seat.role, seat.side, room.status)
    terms = agreed_on(room)
    said = words(note, code="note", what="The note", most=limits.REASON_CHARS)
    amount(minor, terms.currency, code="bonus", what="The bonus")
    check_bonus_in_time(room, terms.policy, now)
    payment = charge(
        room, seat.person, my_card(seat.person, card), kind="bonus", minor=minor, at=now, title=_title(said), note=said
    )  # fmt: skip
    return wire.Created(id=payment.public_id, seq=room.head, at=now)


def _title(note: str) -> str:
    """The first line of the note."""
    first = note.strip().splitlines()[0] if note.strip() else "Bonus"
    return first[: limits.LINE_CHARS]
