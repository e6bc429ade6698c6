"""What the clock wants: offers and proposals that nobody answered in time lapse."""

import logging
from datetime import datetime

from django.db import DatabaseError, transaction

from collab import wire
from collab.workrooms.actions.contract import close, move
from collab.workrooms.log import locked, publish
from collab.workrooms.models import TermsVersion
from collab.workrooms.proposals import decide, lapse
from collab.workrooms.rules.openings import OFFER

log = logging.getLogger(__name__)

ROOMS_AT_ONCE = 100


def expire_due(now: datetime) -> int:
    """Let lapse what was due by `now`, in at most `ROOMS_AT_ONCE` rooms; answers in how many it did.

    Safe to call twice, at once or from several processes: each room is looked at again under its lock.
    """
    due = TermsVersion.objects.filter(state="proposed", expires_at__lte=now)
    rooms = due.order_by("room_id").values_list("room_id", flat=True).distinct()[:ROOMS_AT_ONCE]
    return sum(_expire(room, now) for room in list(rooms))


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
