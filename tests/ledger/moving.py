"""Short words for the tests of the ledger: Alice's contract is room 1."""

from datetime import UTC, datetime

from django.db import transaction

from collab.accounts.models import Person
from collab.ledger.models import Transfer
from collab.ledger.post import Cause, post
from collab.ledger.rules import Leg, Place, move
from collab.ledger.statements import balances

AT = datetime(2026, 3, 2, 12, tzinfo=UTC)
ESCROW = Place("escrow", 1, "EUR")
CLEARING = Place("clearing", 1, "EUR")
FEES = Place("fees", 1, "EUR")


def pending(person: Person) -> Place:
    return Place("pending", person.pk, "EUR")


def available(person: Person) -> Place:
    return Place("available", person.pk, "EUR")


def moved(key: str, *legs: Leg, at: datetime = AT, cause: str = "test:1") -> Transfer:
    with transaction.atomic():
        return post(key, Cause(cause, room_id=1), legs, at)


def funded(minor: int, key: str = "fund", at: datetime = AT) -> Transfer:
    """The client's money comes in and is held."""
    return moved(key, *move(minor, CLEARING, ESCROW), at=at)


def held(place: Place) -> int:
    return balances([place])[place]
