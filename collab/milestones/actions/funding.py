"""Funding: what is free in escrow first, the rest by card; and what becomes of it once the provider has decided."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from collab import limits, wire
from collab.accounts.models import Person
from collab.billing import escrow
from collab.billing.models import Payment
from collab.billing.payments import when_failed, when_succeeded
from collab.billing.rules.amounts import amount
from collab.errors import Conflict, Refused
from collab.milestones.cards import cards_of, milestones
from collab.milestones.models import Milestone
from collab.milestones.rules import steps
from collab.milestones.standing import Here, begin, edited_after, standing_of, unknown_milestone
from collab.money import Money
from collab.workrooms.action import action
from collab.workrooms.log import publish
from collab.workrooms.models import Member, Room


@action
def fund(
    seat: Member, *, chosen: Sequence[UUID], minor: int, card: UUID | None, total: int | None = None,
    seen: int | None = None,
) -> wire.Funded:  # fmt: skip
    """Pay for these milestones at once; `minor` is what they cost together, and `total` what is charged, as the payer
    saw them after event `seen`.

    Raises as `begin` and `rules.steps.refusal`, Refused `funding.*` and `amount.*`, NotFound `milestone.not_found`
    and `card.not_found`, Conflict("funding.changed").
    """
    if not 0 < len(chosen) <= limits.FUNDED_AT_ONCE or len(set(chosen)) < len(chosen):
        raise Refused(
            "funding.milestones",
            f"Choose 1 to {limits.FUNDED_AT_ONCE} milestones to fund, each of them once.",
        )
    here = begin(seat, "milestone.fund")
    found = _ready(seat, here, chosen)
    _check_seen(here, found, minor, seen)
    amount(minor, here.agreed.currency, what="What is paid at once")
    paying = None if card is None else escrow.my_card(seat.person, card)
    payment, quote = None, escrow.quote(here.room, minor)
    if total not in (None, quote.total):
        charged = Money(quote.total, quote.currency)
        raise Conflict("funding.changed", f"The card would be charged {charged} now. Please look again.")
    if quote.charged:
        if paying is None:
            raise Refused("funding.card", "Choose the card that pays for this.")
        payment = escrow.charge(
            here.room, seat.person, paying, kind="funding", minor=minor, at=here.at,
            title=_title(found), subjects=[str(one.public_id) for one in found],
        )  # fmt: skip
        Milestone.objects.filter(pk__in=[one.pk for one in found]).update(payment=payment.public_id)
    else:
        escrow.bind(here.room, minor, here.at)
        _funded(here.room, found, by=seat.person, payment=None, at=here.at)
    return wire.Funded(
        seq=here.room.head, at=here.at, milestones=cards_of(_all(found), seat), payment=payment and payment.card_of()
    )  # fmt: skip


def _ready(seat: Member, here: Here, chosen: Sequence[UUID]) -> list[Milestone]:
    """In the order of the room."""
    rows = Milestone.objects.filter(room=here.room, public_id__in=list(chosen)).order_by("position", "pk")
    found = list(rows)
    if len(found) < len(chosen):
        raise unknown_milestone()
    for one in found:
        if why := steps.refusal("milestone.fund", seat.side, standing_of(one, [], None, here.at)):
            raise why
    return found


def _check_seen(here: Here, found: Sequence[Milestone], minor: int, seen: int | None) -> None:
    """Raises Conflict("funding.changed") where they are not what the payer saw."""
    total = sum(one.minor for one in found)
    if total != minor:
        cost = Money(total, here.agreed.currency)
        raise Conflict("funding.changed", f"These milestones cost {cost} together now. Please look again.")
    if edited_after(here.room, found, seen):
        raise Conflict("funding.changed", "What is to be done was changed meanwhile. Please look again.")


def _title(found: Sequence[Milestone]) -> str:
    more = f" and {len(found) - 1} more" if len(found) > 1 else ""
    return found[0].title[: limits.LINE_CHARS - len(more)] + more


def _all(found: Sequence[Milestone]) -> list[Milestone]:
    """As they stand now."""
    return list(milestones().filter(pk__in=[one.pk for one in found]).order_by("position", "pk"))


def _funded(
    room: Room, found: Sequence[Milestone], *, by: Person | None, payment: Payment | None, at: datetime
) -> None:
    for one in found:
        one.state, one.payment = steps.STEPS[one.state, "milestone.fund"], None
        one.funded_at = at
        one.save(update_fields=["state", "payment", "funded_at"])
        told = wire.MilestoneFunded(id=one.public_id, payment=payment and payment.public_id, minor=one.minor)
        publish(room, told, by=by, at=at)


def _paid_by(room: Room, payment: Payment) -> list[Milestone]:
    return list(Milestone.objects.filter(room=room, payment=payment.public_id).order_by("position", "pk"))


@when_succeeded("funding")
def funded(room: Room, payment: Payment, at: datetime) -> None:
    """Billing has bound their amounts already."""
    _funded(room, _paid_by(room, payment), by=payment.by, payment=payment, at=at)


@when_failed("funding")
def not_funded(room: Room, payment: Payment, at: datetime) -> None:
    """They are drafts as before; `payment.changed` has told so."""
    Milestone.objects.filter(room=room, payment=payment.public_id).update(payment=None)
