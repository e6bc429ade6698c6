"""The log of a room: `publish` is the only way in, `since` the one question it answers."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

import orjson
from django.db import connection, transaction

from collab import clock, limits, wire
from collab.accounts.models import Person
from collab.rows import first, insert, read
from collab.workrooms import places
from collab.workrooms.hints import announce_after_commit
from collab.workrooms.models import Event, Member, Room, unknown_room


@dataclass(slots=True)
class Line:
    """An event as it is read from the log; `room` is a primary key."""

    room: int
    seq: int
    at: datetime
    by: UUID | None
    kind: str
    data: dict[str, Any]

    def json(self) -> str:
        """As wire.Event."""
        event = {
            "seq": self.seq,
            "at": clock.stamp(self.at),
            "by": self.by,
            "kind": self.kind,
            "data": self.data,
        }
        return orjson.dumps(event).decode()


Fill = Callable[[Sequence[Line]], None]
_fills: dict[str, Fill] = {}
_filled: dict[str, set[str]] = {}
QUIET = ("read.marked", "upload.started", "upload.ended", "file.changed", "file.downloaded")
"""Kinds that do not move a room up in anybody's list."""


def filled_by(*kinds: str, fields: Iterable[str]) -> Callable[[Fill], Fill]:
    """Register who completes events of these kinds when they are read: a word is stored once (rule 12).

    The `fields` are left out of the log's row; `fill` gives each line their present values.
    """

    def register(fill: Fill) -> Fill:
        _fills.update(dict.fromkeys(kinds, fill))
        _filled.update({kind: set(fields) for kind in kinds})
        return fill

    return register


def lock(seat: Member) -> Room:
    """Lock the seat's room, and read the seat again now that nobody else can change it.

    Every action in a room begins with this (rule 4). Raises NotFound when the seat has gone meanwhile.
    """
    room = locked(seat.room_id)
    now = first(Member, id=seat.pk, removed_at=None)
    if now is None:
        raise unknown_room()
    seat.role, seat.side, seat.read_seq = now.role, now.side, now.read_seq
    return room


# Every step takes this one, so it is plain SQL: composing it cost more than asking. SQLite has one writer anyway.
_LOCKED = {"postgresql": "WHERE id = %s FOR NO KEY UPDATE", "sqlite": "WHERE id = %s"}


def locked(room: int) -> Room:
    """The room (primary key), which nobody else changes until the transaction ends."""
    assert connection.in_atomic_block, "else nothing would be locked"
    [found] = read(Room, _LOCKED[connection.vendor], [room])
    return found


@contextmanager
def snapshot() -> Iterator[None]:
    """One view of the database for several questions, so that a state and its event number belong together.

    Inside another transaction it adds nothing.
    """
    if connection.in_atomic_block:
        yield
    elif connection.vendor == "postgresql":
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
            yield
    else:
        with _for_reading(connection), transaction.atomic():
            yield


@contextmanager
def _for_reading(sqlite: Any) -> Iterator[None]:
    """Let transactions begin without the lock for writing, which whoever only reads would hold in vain."""
    usual, sqlite.transaction_mode = sqlite.transaction_mode, "DEFERRED"
    try:
        yield
    finally:
        sqlite.transaction_mode = usual


def publish(room: Room, data: wire.Data, *, by: Person | None, at: datetime | None = None) -> wire.Done:
    """Append to the log of a locked room, in the caller's transaction, and announce after the commit.

    What is stored elsewhere stays out of the row: whoever registered with `filled_by` adds it when it is read.
    """
    at = at or clock.now()
    room.head += 1
    room.last_at = room.last_at if data.kind in QUIET else at
    with connection.cursor() as cursor:
        last_at = connection.ops.adapt_datetimefield_value(room.last_at)
        cursor.execute(
            "UPDATE workrooms_room SET head = head + 1, last_at = %s WHERE id = %s", [last_at, room.pk]
        )
    kept = data.model_dump(mode="json", exclude=_filled.get(data.kind))
    insert([Event(room=room, seq=room.head, at=at, by=by, kind=data.kind, data=kept)])
    announce_after_commit(rooms=[room.pk])
    return wire.Done(seq=room.head, at=at)


_AFTER = """
SELECT event.room_id, event.seq, event.at,
    (SELECT public_id FROM accounts_person WHERE id = event.by_id), event.kind, event.data
FROM {places} {events}
ORDER BY event.room_id, event.seq LIMIT %s
"""
# Both say: room by room through the primary key. Left to themselves, planners read the whole table for its order.
_EVENTS = {
    "postgresql": """CROSS JOIN LATERAL (
        SELECT * FROM workrooms_event WHERE room_id = place.room AND seq > place.seq ORDER BY seq LIMIT {most}
    ) AS event""",
    "sqlite": """CROSS JOIN workrooms_event AS event ON event.room_id = place.room AND event.seq > place.seq""",
}


def after(cursors: Mapping[int, int], limit: int) -> list[Line]:
    """What came after the given number in each room (primary key), by room and number, with the words as they stand.

    One query, and one more for each app that fills events in.
    """
    with connection.cursor() as cursor:
        events = _EVENTS[connection.vendor].format(most=int(limit))
        asked = _AFTER.format(places=places.table(), events=events)
        cursor.execute(asked, [places.listed(cursors.items()), limit])
        lines = [_line(*row) for row in cursor.fetchall()]
    by_fill: dict[Fill, list[Line]] = {}
    for line in lines:
        if fill := _fills.get(line.kind):
            by_fill.setdefault(fill, []).append(line)
    for fill, wanting in by_fill.items():
        fill(wanting)
    return lines


def _line(room: int, seq: int, at: datetime, by: UUID | str | None, kind: str, data: Any) -> Line:
    """SQLite keeps instants without a zone, and ids and JSON as text."""
    at = at.replace(tzinfo=at.tzinfo or UTC)
    if isinstance(by, str):
        by = UUID(by)
    return Line(room, seq, at, by, kind, orjson.loads(data) if isinstance(data, str) else data)


def since(room: Room, seq: int, limit: int = limits.REPLAY_PAGE) -> list[wire.Event]:
    """What came after event `seq`, oldest first, at most `limit` events."""
    return [
        wire.Event(seq=line.seq, at=line.at, by=line.by, kind=line.kind, data=line.data)
        for line in after({room.pk: seq}, limit)
    ]


def page(seat: Member, seq: int, limit: int) -> wire.EventPage:
    """`since` for a member, with the number that reading on leads to."""
    head = Room.objects.values_list("head", flat=True).get(pk=seat.room_id)
    return wire.EventPage(items=since(seat.room, seq, limit), head=head)


def heads(rooms: Iterable[int]) -> dict[int, int]:
    """The number of the newest event of each room, by primary key."""
    return dict(Room.objects.filter(pk__in=list(rooms)).values_list("pk", "head"))
