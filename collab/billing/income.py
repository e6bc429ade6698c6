"""What a payment that ended does to the contract's money."""

from datetime import datetime
from uuid import UUID

from collab import wire
from collab.accounts.models import Person
from collab.billing import moving
from collab.billing.models import Payment
from collab.billing.papers import Item, issue
from collab.billing.purses import agreed_on, parties, purse_of
from collab.billing.releases import credit
from collab.rows import change
from collab.workrooms.log import publish
from collab.workrooms.models import Room


def give_up(room: Room, payment: Payment) -> None:
    """Give back what was taken of the free money when it began."""
    purse = purse_of(room)
    purse.bound -= payment.free
    if payment.initiation:
        purse.initiated = False
    change(purse)


def take_in(room: Room, payment: Payment, at: datetime, seq: int) -> None:
    """What follows from a payment that succeeded, as event `seq` tells."""
    if payment.kind == "funding":
        _fund(room, payment, at, seq)
    elif payment.kind == "bonus":
        _pay_bonus(room, payment, at)
    elif payment.kind == "bill":
        _pay_bill(room, payment, at, seq)
    # A refund has left escrow when it began.


def _fund(room: Room, payment: Payment, at: datetime, seq: int) -> None:
    purse = purse_of(room)
    purse.deposited += payment.minor
    purse.bound += payment.minor
    purse.fees_client += payment.fee
    change(purse)
    _issue_receipt(room, parties(room).client, payment, "Into escrow", at)
    moving.came_in(room, payment, at, seq)


def _pay_bonus(room: Room, payment: Payment, at: datetime) -> None:
    purse = purse_of(room)
    purse.bonuses += payment.minor
    purse.fees_client += payment.fee
    both = parties(room)
    _issue_receipt(room, both.client, payment, "Bonus", at)
    subject = UUID(payment.subjects[0]) if payment.subjects else None
    release = credit(
        room, both, agreed_on(room), purse, subject=subject, title=payment.title or "Bonus", minor=payment.minor,
        at=at, payment=payment,
    )  # fmt: skip
    change(purse)
    told = publish(room, wire.BonusPaid(id=release.public_id), by=payment.by, at=at)
    moving.came_through(room, payment, release, at, told.seq)


def _pay_bill(room: Room, payment: Payment, at: datetime, seq: int) -> None:
    """For a week of work: its invoice was issued when it was billed."""
    purse = purse_of(room)
    purse.billed += payment.minor
    purse.fees_client += payment.fee
    both = parties(room)
    _issue_receipt(room, both.client, payment, "Paid", at)
    release = credit(
        room, both, agreed_on(room), purse, subject=None, title=payment.title, minor=payment.minor, at=at,
        payment=payment,
    )  # fmt: skip
    change(purse)
    moving.came_through(room, payment, release, at, seq)


def _issue_receipt(room: Room, client: Person, payment: Payment, what: str, at: datetime) -> None:
    title = f"{what}: {payment.title}" if payment.title else what
    fees = [
        Item("Fee", payment.fee - payment.initiation),
        Item("One-off fee of this contract", payment.initiation),
    ]
    issue(
        room, "receipt", by=None, to=client, title=title, items=[Item(title, payment.minor), *fees],
        currency=payment.currency, cause=payment.key, at=at,
    )  # fmt: skip
