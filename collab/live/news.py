"""Reading the log for sockets; runs in the pool."""

from collections.abc import Mapping
from functools import reduce
from operator import or_
from typing import NamedTuple

from django.db.models import Q

from collab import limits
from collab.workrooms.log import as_wire
from collab.workrooms.models import Event, Member

ROOMS_AT_ONCE = 100
EVENTS_AT_ONCE = 2 * limits.REPLAY_PAGE


class Told(NamedTuple):
    """An event as JSON. `removed` is the public id of the person whose seat it takes away, if it does."""

    seq: int
    event: str
    removed: str | None = None


def after(cursors: Mapping[int, int]) -> dict[int, list[Told]]:
    """What came after the given number in each room (primary key), at most EVENTS_AT_ONCE, in one query."""
    wanted = reduce(or_, (Q(room_id=room, seq__gt=seq) for room, seq in cursors.items()))
    rows = Event.objects.filter(wanted).select_related("by").order_by("room_id", "seq")
    found = list(rows[:EVENTS_AT_ONCE])
    told: dict[int, list[Told]] = {}
    for row, event in zip(found, as_wire(found), strict=True):
        removed = row.data["person"] if row.kind == "member.removed" else None
        told.setdefault(row.room_id, []).append(Told(row.seq, event.model_dump_json(), removed))
    return told


def page(seat: int, room: int, seq: int) -> list[Told] | None:
    """A page of what came after `seq`, or none when the seat is no longer held.

    The seat is read last: whoever holds it then was free to read everything that the page has.
    """
    rows = Event.objects.filter(room_id=room, seq__gt=seq).select_related("by").order_by("seq")
    found = list(rows[: limits.REPLAY_PAGE])
    told = [Told(row.seq, event.model_dump_json()) for row, event in zip(found, as_wire(found), strict=True)]
    return told if Member.objects.filter(pk=seat, removed_at=None).exists() else None
