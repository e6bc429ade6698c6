"""A contract's money at a glance: sums kept with every movement, and what paying would take."""

from collections.abc import Iterable
from typing import NamedTuple

from collab import wire
from collab.accounts.models import Person
from collab.billing.models import Purse
from collab.billing.rules.fees import fee_of
from collab.rows import find, first, insert, read
from collab.workrooms.models import Room, TermsVersion
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


_PARTIES = """JOIN workrooms_member AS seat ON seat.person_id = accounts_person.id
WHERE seat.room_id = %s AND seat.role IN ('client', 'freelancer') AND seat.removed_at IS NULL ORDER BY seat.role"""


def agreed_on(room: Room) -> Agreed:
    """Currency and fees of a running contract never change (workrooms.rules.terms.SETTLED)."""
    return _agreed(find(TermsVersion, room_id=room.pk, order="version"))


def _agreed_in(rooms: Iterable[int]) -> dict[int, Agreed]:
    versions: dict[int, list[TermsVersion]] = {}
    for version in TermsVersion.objects.filter(room__in=list(rooms)).order_by("version"):
        versions.setdefault(version.room_id, []).append(version)
    return {room: _agreed(found) for room, found in versions.items()}


def _agreed(versions: list[TermsVersion]) -> Agreed:
    terms = agreed(versions)
    return Agreed(terms.currency, FEE_PROFILES[terms.fee_profile], POLICIES[terms.policy])


def parties(room: Room) -> Parties:
    """The two sides of a contract that was accepted: they never leave."""
    client, freelancer = read(Person, _PARTIES, [room.pk])
    return Parties(client, freelancer)


def purse_of(room: Room, terms: Agreed | None = None) -> Purse:
    """The purse of a locked room: whoever changes it saves it. `terms`: where they were read already."""
    found = first(Purse, room_id=room.pk)
    if found is None:
        found = Purse(room=room, currency=(terms or agreed_on(room)).currency)
        insert([found])
    return found


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
    return quoted(agreed_on(room), first(Purse, room_id=room.pk), minor, kind)


def quoted(terms: Agreed, purse: Purse | None, minor: int, kind: wire.PaymentKind) -> wire.Quote:
    """The same, where terms and purse were read already."""
    free = min(purse.free if purse else 0, minor) if kind == "funding" else 0
    charged = minor - free
    fee = fee_of(charged, terms.fees.client_percent) + initiation(terms, purse, charged, kind)
    return wire.Quote(currency=terms.currency, free=free, charged=charged, fee=fee, total=charged + fee)


def initiation(terms: Agreed, purse: Purse | None, charged: int, kind: wire.PaymentKind) -> int:
    """The one-off fee, with the first charge into escrow."""
    due = kind == "funding" and charged > 0 and not (purse and purse.initiated)
    return terms.fees.initiation_fee if due else 0
