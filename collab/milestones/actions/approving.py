"""Approving: state and money move in one transaction."""

from uuid import UUID

from collab import wire
from collab.billing import escrow
from collab.billing.models import Payment
from collab.billing.rules.amounts import amount
from collab.errors import Conflict, Refused
from collab.milestones import ending
from collab.milestones.answers import answer
from collab.milestones.cards import card_after
from collab.milestones.rules import drafts
from collab.milestones.standing import Taken, take
from collab.workrooms.action import action
from collab.workrooms.models import Member


@action
def approve(
    seat: Member,
    *,
    milestone: UUID,
    note: str = "",
    bonus: int = 0,
    card: UUID | None = None,
    submission: int | None = None,
) -> wire.Approved:
    """Release the full amount; a `bonus` on top is charged to the card, and comes once the provider says so.

    Raises as `take`, Refused `note.*`, `bonus.*`, Conflict("bonus.too_late"), NotFound("card.not_found").
    """
    said = drafts.said(note, what="The note", code="note")
    taken = take(seat, "milestone.approve", milestone, submission=submission)
    done = ending.approve(taken, minor=taken.milestone.minor, by=seat.person, note=said)
    payment = _charge_bonus(seat, taken, bonus, card) if bonus else None
    return wire.Approved(
        seq=done.seq, at=done.at, milestone=card_after(taken, seat), payment=payment and payment.card_of()
    )  # fmt: skip


def _charge_bonus(seat: Member, taken: Taken, bonus: int, card: UUID | None) -> Payment:
    amount(bonus, taken.agreed.currency, code="bonus", what="The bonus")
    escrow.check_bonus_in_time(taken.room, taken.agreed.policy, taken.at)
    if card is None:
        raise Refused("bonus.card", "A bonus is paid by card: please choose one.")
    found = taken.milestone
    return escrow.charge(
        taken.room, seat.person, escrow.my_card(seat.person, card), kind="bonus", minor=bonus, at=taken.at,
        title=found.title, subjects=[str(found.public_id)],
    )  # fmt: skip


@action
def accept_less(seat: Member, *, milestone: UUID, minor: int) -> wire.MilestoneDone:
    """The freelancer takes less, `minor` as they saw it; the rest stays in escrow. Raises as `take`,
    Conflict("less.changed").
    """
    taken = take(seat, "less.accept", milestone)
    found = taken.milestone
    if minor != found.less_minor:
        raise Conflict("less.changed", "Another amount was offered meanwhile. Please look again.")
    # The client approves by offering, so the note is theirs; who decided is the freelancer.
    done = ending.approve(taken, minor=minor, by=seat.person, note=found.less_note)
    return answer(done, found, seat)
