"""What waits for somebody in their rooms, besides terms. Milestones knows; it stands above and registers who to ask."""

from collections.abc import Callable, Sequence

from collab.workrooms.models import Member

Tell = Callable[[Sequence[Member]], set[int]]
"""The rooms (primary keys) of these seats in which something waits for whoever holds the seat: a constant number of
queries, whatever theirs."""


def _nothing(seats: Sequence[Member]) -> set[int]:
    return set()


_tell: Tell = _nothing


def told_by(tell: Tell) -> Tell:
    """Register who knows what waits."""
    global _tell
    _tell = tell
    return tell


def waiting_rooms(seats: Sequence[Member]) -> set[int]:
    return _tell(seats)
