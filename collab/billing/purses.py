"""A contract's money at a glance: sums kept with every movement, and what paying would take."""

from collections.abc import Iterable
from typing import NamedTuple

from collab import wire
from collab.accounts.models import Person
from collab.billing.models import Purse
from collab.billing.rules.fees import fee_of
from collab.workrooms.models import Member, Room, TermsVersion
from collab.workrooms.policies import FEE_PROFILES, POLICIES
from collab.workrooms.proposals import agreed


class Agreed(NamedTuple):
    """What the terms of a contract say about money."""

    currency: str
    fees: wire.FeeProfile
    policy: wire.Policy


class Parties(NamedTuple):
    client: Person
    freelancer: Person


def agreed_on(room: Room) -> Agreed:
    """Currency and fees of a running contract never change (workrooms.rules.terms.SETTLED)."""
    return _agreed_in([room.pk])[room.pk]


def _agreed_in(rooms: Iterable[int]) -> dict[int, Agreed]:
    versions: dict[int, list[TermsVersion]] = {}
    for version in TermsVersion.objects.filter(room__in=list(rooms)).order_by("version"):
        versions.setdefault(version.room_id, []).append(version)
    terms = {room: agreed(found) for room, found in versions.items()}
    return {
        room: Agreed(one.currency, FEE_PROFILES[one.fee_profile], POLICIES[one.policy])
        for room, one in terms.items()
    }


def parties(room: Room) -> Parties:
    """The two sides of a contract that was accepted: they never leave."""
    seats = Member.objects.filter(room=room, role__in=["client", "freelancer"], removed_at=None)
    found = {seat.role: seat.person for seat in seats.select_related("person")}
    return Parties(found["client"], found["freelancer"])


def purse_of(room: Room) -> Purse:
    """The purse of a locked room: whoever changes it saves it."""
    found = Purse.objects.filter(room=room).first()
    return found or Purse.objects.create(room=room, currency=agreed_on(room).currency)


def money_of(room: Room) -> wire.RoomMoney:
    return moneys_of([room.pk])[room.pk]


def moneys_of(rooms: Iterable[int]) -> dict[int, wire.RoomMoney]:
    """The money of many rooms (primary keys), in one question, or two."""
    asked = set(rooms)
    found = {purse.room_id: purse.money() for purse in Purse.objects.filter(room__in=asked)}
    if missing := asked - found.keys():
        found |= {room: wire.RoomMoney(currency=one.currency) for room, one in _agreed_in(missing).items()}
    return found


def quote(room: Room, minor: int, kind: wire.PaymentKind = "funding") -> wire.Quote:
    """What paying this would take now: a funding takes what is free in escrow first."""
    terms = agreed_on(room)
    purse = Purse.objects.filter(room=room).first()
    free = min(purse.free if purse else 0, minor) if kind == "funding" else 0
    charged = minor - free
    fee = fee_of(charged, terms.fees.client_percent) + initiation(terms, purse, charged, kind)
    return wire.Quote(currency=terms.currency, free=free, charged=charged, fee=fee, total=charged + fee)


def initiation(terms: Agreed, purse: Purse | None, charged: int, kind: wire.PaymentKind) -> int:
    """The one-off fee, with the first charge into escrow."""
    due = kind == "funding" and charged > 0 and not (purse and purse.initiated)
    return terms.fees.initiation_fee if due else 0
