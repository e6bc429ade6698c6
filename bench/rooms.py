"""Who sits where: the same rooms and people for every system."""

from collections.abc import Sequence

from bench.generator import Seat

WARM_CONNECTIONS = 100
IDLE_CONNECTIONS = 1_000

GROUPS = {
    "pairs": (32, 2),
    "tens": (16, 10),
    "warm": (WARM_CONNECTIONS // 2, 2),
    "idle": (IDLE_CONNECTIONS // 2, 2),
    "history": (1, 2),
}
"""Name of a group: (rooms, members of each)."""


def history(length: int) -> str:
    """The group of the room that holds so many messages before anything is measured in it."""
    return f"history-{length}"


def seats(group: str, count: int | None = None) -> list[Seat]:
    """All first members, then all second members, …: sending from the front spreads over the rooms.

    `count` asks for fewer rooms than the group has.
    """
    most, members = GROUPS[group.split("-")[0]]
    return [
        {
            "room": f"{group}-{room}",
            "person": f"{group}-{room}-{member}",
            "member": member,
            "members": members,
        }
        for member in range(members)
        for room in range(count or most)
    ]


def on_ports(these: Sequence[Seat], ports: Sequence[int]) -> list[Seat]:
    """With several servers, members of one room sit on different ones."""
    return [seat | {"port": ports[seat["member"] % len(ports)]} for seat in these]
