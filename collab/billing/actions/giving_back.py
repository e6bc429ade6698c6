"""Money goes back to the client: what was released, or what is held and bound to nothing."""

from datetime import datetime
from uuid import UUID

from collab import clock, limits, wire
from collab.billing.models import Release
from collab.billing.purses import purse_of
from collab.billing.refunds import give_back, refund
from collab.billing.rules.amounts import amount
from collab.errors import Conflict, NotFound
from collab.money import Money
from collab.workrooms.action import action
from collab.workrooms.log import lock, publish
from collab.workrooms.models import Member, Room
from collab.workrooms.rules import steps
from collab.workrooms.rules.terms import words


@action
def refund_release(seat: Member, *, release: UUID, minor: int, reason: str = "") -> wire.Done:
    """Give released money back, in whole or in part."""
    room, now, why = _ready(seat, "release.refund", reason)
    found = Release.objects.select_related("payment").filter(room=room, public_id=release).first()
    if found is None:
        raise NotFound("release.not_found", "Nothing of that kind was released in this room.")
    amount(minor, found.currency)
    if now >= found.refund_until:
        raise Conflict(
            "release.too_late", f"This could be given back until {found.refund_until:%-d %B %Y, %H:%M} UTC."
        )
    if minor > found.kept:
        left = Money(found.kept, found.currency)
        raise Conflict("release.too_much", f"Only {left} of this was not given back yet.")
    told = wire.ReleaseRefunded(id=found.public_id, minor=minor, reason=why)
    done = publish(room, told, by=seat.person, at=now)
    give_back(room, found, minor=minor, at=now, seq=done.seq, note=why, by=seat.person)
    return done


@action
def refund_escrow(seat: Member, *, minor: int, reason: str = "") -> wire.Done:
    """Give back money that is held and bound to no milestone."""
    return _from_escrow(seat, "escrow.refund", minor, reason)


@action
def take_back(seat: Member, *, minor: int, reason: str = "") -> wire.Done:
    """After the end nothing can be funded with it any more: then the client needs nobody to have it back."""
    return _from_escrow(seat, "escrow.take_back", minor, reason)


def _from_escrow(seat: Member, verb: str, minor: int, reason: str) -> wire.Done:
    room, now, why = _ready(seat, verb, reason)
    purse = purse_of(room)
    amount(minor, purse.currency)
    if minor > purse.free:
        free = Money(purse.free, purse.currency)
        raise Conflict("escrow.not_enough", f"Only {free} in escrow is bound to no milestone.")
    told = wire.EscrowRefunded(minor=minor, currency=purse.currency)
    done = publish(room, told, by=seat.person, at=now)
    refund(room, minor=minor, bound=0, at=now, seq=done.seq, note=why, by=seat.person)
    return done


def _ready(seat: Member, verb: str, reason: str) -> tuple[Room, datetime, str]:
    room = lock(seat)
    steps.check(verb, seat.role, seat.side, room.status)
    why = words(reason, code="reason", what="The reason", most=limits.REASON_CHARS)
    return room, clock.now(), why
