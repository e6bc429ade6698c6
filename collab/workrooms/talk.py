"""What was said in a room, as lists of rooms show it. Chat knows; it stands above and registers who to ask."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from collab import wire
from collab.workrooms.models import Member


@dataclass(frozen=True, slots=True)
class Talk:
    """For one seat: messages of others after its read mark, counted to 100, and the newest message of all."""

    unread: int = 0
    last: wire.Message | None = None


Tell = Callable[[Sequence[Member]], dict[int, Talk]]
"""For each seat its talk, by the room's primary key; a room without messages may be missing. A page of seats is one
call and a constant number of queries."""


def _silence(seats: Sequence[Member]) -> dict[int, Talk]:
    return {}


_tell: Tell = _silence


def told_by(tell: Tell) -> Tell:
    """Register who knows what was said."""
    global _tell
    _tell = tell
    return tell


def talk(seats: Sequence[Member]) -> dict[int, Talk]:
    """What was said in the rooms of these seats, by the room's primary key."""
    return _tell(seats)
