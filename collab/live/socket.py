"""What is known of one socket, and of its place in a room."""

import asyncio
from collections import deque
from collections.abc import Coroutine
from dataclasses import dataclass, field
from datetime import datetime
from itertools import count
from typing import Any, Literal
from uuid import UUID

from collab.accounts.access import Access
from collab.live import frames
from collab.live.outbox import Outbox
from collab.workrooms.models import Member

ENDED, RESTART, TOO_MANY, FLOOD, TOO_BIG = 4401, 1012, 4429, 1008, 1009
"""Why the server closes a socket."""


class Feed:
    """A room that somebody here listens to. Everything up to `cursor` has gone to the listeners."""

    __slots__ = ("cursor", "id", "listeners", "room")

    def __init__(self, room: int, id: UUID, cursor: int) -> None:
        self.room = room
        self.id = str(id)
        self.cursor = cursor
        self.listeners: list[Listener] = []


@dataclass(slots=True, eq=False)
class Listener:
    """A socket in a room. Everything up to `cursor` was sent; behind the feed's cursor, a replay goes on."""

    socket: "Socket"
    feed: Feed
    seat: Member
    cursor: int
    live: bool = True
    """Until it leaves the feed."""


@dataclass(slots=True, eq=False)
class Socket:
    """One connection of a person."""

    access: Access
    since: datetime
    """When the connection was asked for, before its credential was looked at."""
    outbox: Outbox
    session: str | None
    """The key of the browser session it rests on, if it does."""
    serial: int = field(init=False, default_factory=count().__next__)
    """Of this connection and no other of the process, so that what is counted for it is not counted for the next."""
    person: str = field(init=False)
    rooms: dict[UUID, Listener] = field(default_factory=dict)
    state: Literal["online", "away"] = "online"
    in_flight: int = 0
    lane: deque[frames.Call] = field(default_factory=deque)
    """Commands that wait for their turn behind one that takes longer."""
    tasks: set[asyncio.Task[None]] = field(default_factory=set)

    def __post_init__(self) -> None:
        self.person = str(self.access.person.public_id)

    def spawn(self, work: Coroutine[Any, Any, None]) -> None:
        """Run something for this socket, no longer than the socket lasts."""
        task = asyncio.get_running_loop().create_task(work)
        self.tasks.add(task)
        task.add_done_callback(self.tasks.discard)

    def bye(self, code: int, reason: str, retry_after: float = 0) -> None:
        """Say why, and close."""
        self.outbox.put(frames.notification("bye", {"reason": reason, "retry_after": retry_after}))
        self.outbox.close(code)
