"""The socket: what opens rooms, what is fleeting, and what the server says unasked besides events."""

from typing import ClassVar, Literal
from uuid import UUID

from pydantic import StrictBool

from collab.wire.base import Command, Event, Seq, Wire
from collab.wire.rooms.state import Role

Presence = Literal["online", "away", "offline"]


class Opened(Wire):
    """One room of the answer to `rooms.open`: `reset` asks the client to read `GET /rooms/{room}` first."""

    head: Seq = 0
    role: Role | None = None
    reset: StrictBool = False
    error: str | None = None
    """An error code where this room could not be opened."""


class RoomsOpened(Wire):
    epoch: UUID
    rooms: dict[UUID, Opened]


class RoomsOpen(Command):
    """The newest event seen of each room; 0 for all. Everything after it follows as `room.events`."""

    method: ClassVar[str] = "rooms.open"
    rooms: dict[UUID, Seq]


class RoomsClose(Command):
    method: ClassVar[str] = "rooms.close"
    rooms: list[UUID]


class Typing(Command):
    """Notification: I am writing here."""

    method: ClassVar[str] = "typing"
    room: UUID


class PresenceSet(Command):
    """Notification: how present I am, for all rooms of this socket."""

    method: ClassVar[str] = "presence"
    state: Literal["online", "away"]


class Delivered(Command):
    """Notification: everything up to `seq` has reached this device."""

    method: ClassVar[str] = "delivered"
    room: UUID
    seq: Seq


class RoomEvents(Wire):
    """Method `room.events`."""

    room: UUID
    events: list[Event]


class RoomSignal(Wire):
    """Method `room.signal`: fleeting, no row, no number."""

    room: UUID
    kind: Literal["typing", "presence", "delivered"]
    by: UUID
    state: Presence | None = None
    seq: Seq | None = None


class Bye(Wire):
    """Method `bye`: the server closes this socket on purpose; come back after `retry_after` seconds."""

    reason: str
    retry_after: float
