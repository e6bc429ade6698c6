"""What waits for somebody in their rooms. Terms do; apps above know of more, and register who to ask."""

from collections.abc import Callable, Sequence

from collab import wire
from collab.workrooms.models import Member

Tell = Callable[[Sequence[Member]], set[int]]
"""The rooms (primary keys) of these seats in which something waits for whoever holds the seat: a constant number of
queries, whatever theirs."""
List = Callable[[Sequence[Member]], list[wire.Waits]]
"""What it is, in no order; a constant number of queries. The seats have their rooms selected."""
_tell: list[Tell] = []
_list: list[List] = []


def told_by(tell: Tell) -> Tell:
    """Register who knows where something waits."""
    _tell.append(tell)
    return tell


def listed_by(list_: List) -> List:
    """Register who knows what waits."""
    _list.append(list_)
    return list_


def waiting_rooms(seats: Sequence[Member]) -> set[int]:
    return {room for tell in _tell for room in tell(seats)}


def waiting_things(seats: Sequence[Member]) -> list[wire.Waits]:
    return [one for list_ in _list for one in list_(seats)]
