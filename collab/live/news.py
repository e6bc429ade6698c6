"""Reading the log for sockets; runs in the pool."""

from collections.abc import Mapping
from typing import NamedTuple

from collab import limits
from collab.workrooms import log
from collab.workrooms.models import Member

ROOMS_AT_ONCE = 100
EVENTS_AT_ONCE = 2 * limits.REPLAY_PAGE


class Told(NamedTuple):
    """An event as JSON. `removed` is the public id of the person whose seat it takes away, if it does."""

    seq: int
    event: str
    removed: str | None = None


def after(cursors: Mapping[int, int]) -> dict[int, list[Told]]:
    """What came after the given number in each room (primary key), at most EVENTS_AT_ONCE."""
    told: dict[int, list[Told]] = {}
    for line in log.after(cursors, EVENTS_AT_ONCE):
        removed = line.data["person"] if line.kind == "member.removed" else None
        told.setdefault(line.room, []).append(Told(line.seq, line.json(), removed))
    return told


def page(seat: int, room: int, seq: int) -> list[Told] | None:
    """A page of what came after `seq`, or none when the seat is no longer held.

    The seat is read last: whoever holds it then was free to read everything that the page has.
    """
    told = [Told(line.seq, line.json()) for line in log.after({room: seq}, limits.REPLAY_PAGE)]
    return told if Member.objects.filter(pk=seat, removed_at=None).exists() else None
