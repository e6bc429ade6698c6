"""Money between Alice and Bob, told in a line."""

from collections.abc import Callable
from datetime import datetime
from typing import Any
from uuid import UUID, uuid4

from django.db import transaction

from collab import clock, wire
from collab.accounts.models import Person
from collab.agenda.firing import fire_due
from collab.billing import escrow, payments, sandbox
from collab.billing.models import Card, Payment, Purse, Release
from collab.billing.purses import agreed_on
from collab.ledger.models import Account
from collab.ledger.post import Cause, post
from collab.ledger.rules import Place, move
from collab.ledger.verify import differences
from collab.workrooms import log
from collab.workrooms.models import Room

NUMBERS = {behaviour.token: number for number, behaviour in sandbox.CARDS.items()}
"""`NUMBERS["slow"]` is the card that is slow."""


def card(person: Person, does: str = "pays", **more: Any) -> Card:
    made = sandbox.card(NUMBERS[does])
    return Card.objects.create(
        person=person, provider="sandbox", token=made.token, label=made.label, added_at=clock.now(), **more
    )


def begun(room: Room, by: Person, minor: int, does: str = "pays", **how: Any) -> Payment:
    """A charge that was written down; the provider was not asked yet."""
    with transaction.atomic():
        here = log.locked(room.pk)
        how = {"kind": "funding", "title": "Logo", "at": clock.now(), **how}
        return escrow.charge(here, by, card(by, does), minor=minor, **how)


def fund(room: Room, by: Person, minor: int, does: str = "pays", **how: Any) -> Payment:
    """Begun, and driven once."""
    return payments.drive(payments.payments().get(pk=begun(room, by, minor, does, **how).pk))


def within(room: Room, act: Callable[[Room, datetime], Any]) -> Any:
    """As another action would: in a transaction, with the room locked."""
    with transaction.atomic():
        return act(log.locked(room.pk), clock.now())


def unbound(room: Room, minor: int) -> None:
    within(room, lambda here, _: escrow.unbind(here, minor))


def bound(room: Room, minor: int) -> None:
    within(room, lambda here, at: escrow.bind(here, minor, at))


def released(room: Room, minor: int, bound: int | None = None, title: str = "Logo") -> Release:
    made: Release = within(
        room,
        lambda here, at: escrow.release(
            here, agreed_on(here), subject=uuid4(), title=title, bound=minor if bound is None else bound,
            minor=minor, at=at, seq=here.head,
        ),
    )  # fmt: skip
    return made


def refunded(room: Room, minor: int, bound: int = 0) -> list[Payment]:
    made: list[Payment] = within(
        room, lambda here, at: escrow.refund(here, minor=minor, bound=bound, at=at, seq=here.head)
    )
    return made


def again(payment: Payment) -> Payment:
    """As it stands now."""
    return payments.payments().get(pk=payment.pk)


def money(room: Room) -> wire.RoomMoney:
    return escrow.money_of(room)


def purse(room: Room) -> Purse:
    return Purse.objects.get(room=room)


def held(kind: str) -> int:
    """What all accounts of this kind hold together."""
    return sum(account.balance for account in Account.objects.filter(kind=kind))


def take(person: Person, minor: int) -> None:
    """Available money goes out of this world, as a payout will take it."""
    away = move(minor, Place("available", person.pk, "EUR"), Place("clearing", 999_999, "EUR"))
    with transaction.atomic():
        post(f"away/{uuid4()}", Cause("test:1"), away, clock.now())


def work() -> None:
    """All that is due now happens."""
    while fire_due():
        pass


def check() -> None:
    """Everything adds up."""
    assert list(differences()) == []


NOBODYS = UUID("00000000-0000-7000-8000-000000000000")
