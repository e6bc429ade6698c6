"""What the clock wants: what nobody answered in time lapses, and nobody's seat stays waiting."""

import logging
from datetime import datetime

from allauth.account.models import EmailAddress
from django.db import DatabaseError, transaction

from collab import wire
from collab.accounts.models import Person
from collab.workrooms.actions.contract import close, move
from collab.workrooms.actions.members import take_offered_seats
from collab.workrooms.log import locked, publish
from collab.workrooms.models import Invite, TermsVersion
from collab.workrooms.proposals import decide, lapse
from collab.workrooms.rules.openings import OFFER

log = logging.getLogger(__name__)

ROOMS_AT_ONCE = 100
PEOPLE_AT_ONCE = 100


def expire_due(now: datetime) -> int:
    """Let lapse what was due by `now`, in at most `ROOMS_AT_ONCE` rooms; answers in how many it did.

    Safe to call twice, at once or from several processes: each room is looked at again under its lock.
    """
    due = TermsVersion.objects.filter(state="proposed", expires_at__lte=now)
    rooms = due.order_by("room_id").values_list("room_id", flat=True).distinct()[:ROOMS_AT_ONCE]
    return sum(_expire(room, now) for room in list(rooms))


def seat_arrivals() -> int:
    """Give the seats that wait for an address whose owner is here; answers how many.

    One takes them on proving the address; this is for offers made at that very moment, and for a process that ended
    between the two.
    """
    verified = EmailAddress.objects.filter(verified=True, user__is_active=True)
    waiting = Invite.objects.filter(role="freelancer", closed="").values("email")
    people = Person.objects.filter(pk__in=verified.filter(email__in=waiting).values("user"))
    return sum(take_offered_seats(person) for person in people[:PEOPLE_AT_ONCE])


def _expire(pk: int, now: datetime) -> bool:
    try:
        with transaction.atomic(durable=True):
            return _expire_in(pk, now)
    except DatabaseError:
        log.warning(
            "A lapsed offer or proposal could not be closed now; it will be tried again.", exc_info=True
        )
        return False


def _expire_in(pk: int, now: datetime) -> bool:
    room = locked(pk)
    due = TermsVersion.objects.filter(room=room, state="proposed", expires_at__lte=now)
    offer = due.filter(version=OFFER).first()
    if offer is None:
        before = room.head
        lapse(room, now)
        return room.head > before
    move(room, "contract.expire")
    close(room, offer, by=None, at=now)
    decide(offer, "expired", by=None, at=now)
    publish(room, wire.ContractExpired(), by=None, at=now)
    return True
