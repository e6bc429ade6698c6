"""A person's own money over all their contracts: what there is, and where each cent of it came from."""

from collections.abc import Sequence

from django.db.models import F, Min, QuerySet, Sum

from collab import cursors, wire
from collab.accounts.models import Person
from collab.billing.lists import balances_of
from collab.billing.models import Release
from collab.billing.statements import Reason, reasons_of, why
from collab.ledger.accounts import accounts_of_person
from collab.ledger.models import Leg
from collab.ledger.statements import statement
from collab.workrooms.models import Member, Room

HELD = F("purse__deposited") - F("purse__released") - F("purse__refunded")
PARTIES = ("client", "freelancer")


def my_balances(person: Person) -> list[wire.MyBalance]:
    """By currency, in each in which something ever was mine or is in escrow now."""
    mine = {one.currency: one for one in balances_of(person)}
    held = dict(_holding(person).values_list("purse__currency").annotate(held=Sum(HELD)))
    on_hold = Release.objects.filter(person=person, is_available=False, refunded__lt=F("minor"))
    next_at = dict(on_hold.values_list("currency").annotate(next_at=Min("available_at")))
    return [
        wire.MyBalance(
            currency=currency,
            pending=mine[currency].pending if currency in mine else 0,
            available=mine[currency].available if currency in mine else 0,
            escrow=held.get(currency, 0),
            next_at=next_at.get(currency),
        )
        for currency in sorted({*mine, *held})
    ]


def my_ledger(
    person: Person, kind: wire.MyAccount, currency: str, cursor: str | None, limit: int
) -> wire.MyLedger:
    """A page of what moved on an account of this person, newest first. Raises Refused("cursor.invalid")."""
    account = accounts_of_person(person).filter(kind=kind, currency=currency).first()
    legs = Leg.objects.filter(account=account)
    before = None if cursor is None else cursors.row_of(legs, cursor, "transfer__public_id").number
    found = [] if account is None else statement(account, before, limit + 1)
    shown, more = found[:limit], len(found) > limit
    return wire.MyLedger(items=_movements(shown), next=str(shown[-1].transfer.public_id) if more else None)


def my_escrows(person: Person, currency: str, cursor: str | None, limit: int) -> wire.EscrowPage:
    """A page of the contracts of this person that hold something, newest first. Raises Refused("cursor.invalid")."""
    holding = _holding(person).filter(purse__currency=currency).select_related("purse")
    if cursor is not None:
        # The last of the page before may hold nothing any more.
        holding = holding.filter(pk__lt=cursors.row_of(_rooms(person), cursor).pk)
    found, after = cursors.page(holding, None, limit)
    sides = dict(Member.objects.filter(person=person, room__in=found).values_list("room_id", "side"))
    items = [
        wire.Escrow(
            room=room.public_id, room_title=room.title, side=sides[room.pk], currency=room.purse.currency,
            held=room.purse.held, free=room.purse.free,
        )
        for room in found
    ]  # fmt: skip
    return wire.EscrowPage(items=items, next=after)


def _holding(person: Person) -> QuerySet[Room]:
    """What is in escrow is its two parties'; whoever helps them, or looks on, has no part of it."""
    return _rooms(person).filter(purse__deposited__gt=F("purse__released") + F("purse__refunded"))


def _rooms(person: Person) -> QuerySet[Room]:
    seats = Member.objects.filter(person=person, role__in=PARTIES, removed_at=None)
    return Room.objects.filter(pk__in=seats.values("room"))


def _movements(legs: Sequence[Leg]) -> list[wire.Movement]:
    transfers = [leg.transfer for leg in legs]
    reasons = reasons_of(transfers)
    rooms = Room.objects.in_bulk([one.room_id for one in transfers if one.room_id])
    return [_movement(leg, reasons[leg.transfer.cause], rooms.get(leg.transfer.room_id or 0)) for leg in legs]


def _movement(leg: Leg, reason: Reason, room: Room | None) -> wire.Movement:
    transfer = leg.transfer
    return wire.Movement(
        **why(transfer, reason),
        room=room and room.public_id, room_title=room.title if room else "", minor=leg.minor, balance=leg.balance,
    )  # fmt: skip
