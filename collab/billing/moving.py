"""The legs of each movement of a contract's money: the one place that knows which account it touches."""

from datetime import datetime

from collab.accounts.models import Person
from collab.billing.models import Payment, Release
from collab.errors import Conflict
from collab.ledger.models import Leg as LegRow
from collab.ledger.models import Transfer
from collab.ledger.post import Cause, post
from collab.ledger.rules import AccountKind, Leg, Place, move
from collab.workrooms.models import Room


def _room(kind: AccountKind, room: Room, currency: str) -> Place:
    return Place(kind, room.pk, currency)


def _person(kind: AccountKind, person: int, currency: str) -> Place:
    return Place(kind, person, currency)


def _because(name: str, room: Room, seq: int) -> Cause:
    return Cause(name, room_id=room.pk, seq=seq)


def came_in(room: Room, payment: Payment, at: datetime, seq: int) -> Transfer:
    """A funding succeeded."""
    own, currency = payment.minor + payment.fee, payment.currency
    legs = [
        Leg(_room("clearing", room, currency), -own),
        Leg(_room("escrow", room, currency), payment.minor),
        Leg(_room("fees", room, currency), payment.fee),
    ]
    return post(payment.key, _because(f"funding:{payment.public_id}", room, seq), legs, at)


def came_through(room: Room, payment: Payment, release: Release, at: datetime, seq: int) -> Transfer:
    """A bonus, or the bill of a week: from the client's card to the freelancer, past escrow."""
    currency = payment.currency
    legs = [
        Leg(_room("clearing", room, currency), -payment.minor - payment.fee),
        Leg(_person("pending", release.person_id, currency), release.minor - release.fee),
        Leg(_room("fees", room, currency), payment.fee + release.fee),
    ]
    return post(payment.key, _because(f"{payment.kind}:{payment.public_id}", room, seq), legs, at)


def released(room: Room, release: Release, at: datetime, seq: int) -> Transfer:
    currency = release.currency
    legs = [
        Leg(_room("escrow", room, currency), -release.minor),
        Leg(_person("pending", release.person_id, currency), release.minor - release.fee),
        Leg(_room("fees", room, currency), release.fee),
    ]
    name = str(release.public_id)
    return post(f"release/{name}", _because(f"release:{name}", room, seq), legs, at)


def became_available(room: Room, release: Release, at: datetime, seq: int) -> Transfer | None:
    """None where nothing is left of it."""
    if not release.net:
        return None
    source = _person("pending", release.person_id, release.currency)
    target = _person("available", release.person_id, release.currency)
    name = str(release.public_id)
    return post(
        f"available/{name}", _because(f"available:{name}", room, seq), move(release.net, source, target), at
    )


def left_escrow(room: Room, payment: Payment, at: datetime, seq: int) -> Transfer:
    """A refund of what was held: the amount, and the client's fee of it."""
    currency = payment.currency
    legs = [
        Leg(_room("escrow", room, currency), -payment.minor),
        Leg(_room("fees", room, currency), -payment.fee),
        Leg(_room("clearing", room, currency), payment.minor + payment.fee),
    ]
    return post(payment.key, _because(f"refund:{payment.public_id}", room, seq), legs, at)


def was_given_back(
    room: Room, payment: Payment, release: Release, fee: int, at: datetime, seq: int
) -> Transfer:
    """A refund of what was released: the freelancer's part, and the freelancer's fee of it.

    Raises Conflict("release.not_enough") where that person's account would fall below zero.
    """
    currency, kind = payment.currency, _kind(release)
    legs = [
        Leg(_person(kind, release.person_id, currency), fee - payment.minor),
        Leg(_room("fees", room, currency), -fee),
        Leg(_room("clearing", room, currency), payment.minor),
    ]
    transfer = post(payment.key, _because(f"refund:{payment.public_id}", room, seq), legs, at)
    # The account is locked by now, so nobody else takes from it at the same time.
    if LegRow.objects.filter(transfer=transfer, account__kind=kind, balance__lt=0).exists():
        raise Conflict("release.not_enough", "You do not have so much money here any more.")
    return transfer


def _kind(release: Release) -> AccountKind:
    return "available" if release.is_available else "pending"


def places_of(person: Person, currency: str) -> tuple[Place, Place]:
    """Where a person's money is: pending, and available."""
    return _person("pending", person.pk, currency), _person("available", person.pk, currency)
