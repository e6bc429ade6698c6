"""One commit for many messages: numbers, events, words and receipts, in as few steps as possible."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import datetime
from typing import NamedTuple
from uuid import UUID

import orjson
import psycopg
from django.db import OperationalError, connection, transaction

from collab import clock
from collab.workrooms.rules.steps import WHEN

OPEN = WHEN["message.post"]
"""The states of a room in which people may post."""


class Line(NamedTuple):
    """A message that may be written, if its room is open and no seat in it changed after version `seats`."""

    room: int
    seats: int
    author: int
    key: UUID
    digest: bytes
    text: str
    reply_to: int | None


class RoomsHeld(Exception):
    """Somebody else holds one of the rooms and did not let go in time. Nothing was written."""


def append(lines: Sequence[Line], at: datetime, *, patience: float | None = None) -> list[int | None]:
    """The number that each line got, in order; none where the room is closed or its seats changed.

    A room gives numbers to all of its lines or to none. Rooms are locked in id order, and `patience` is how many
    seconds to wait for one that somebody else holds: with 0 it gives none; with none, as long as the database lets
    anybody wait. (SQLite has one lock for all and always waits.)
    Raises RoomsHeld, or IntegrityError when a key was used before; then nothing at all was written.
    """
    seats: dict[int, int] = {}
    for line in lines:
        seats[line.room] = min(line.seats, seats.get(line.room, line.seats))
    sizes = Counter(line.room for line in lines)
    rooms = [(room, sizes[room], seats[room]) for room in sorted(sizes)]
    places = _places(lines, sizes)
    if connection.vendor == "postgresql":
        with _waiting(patience):
            statement = IMPATIENT if patience == 0 else PATIENT
            heads = _append_postgresql(rooms, lines, places, at, statement)
    else:
        heads = _append_sqlite(rooms, lines, places, at)
    return [
        heads[line.room] - back if line.room in heads else None
        for line, back in zip(lines, places, strict=True)
    ]


def free(rooms: Iterable[int]) -> set[int]:
    """Those of the rooms that nobody else holds just now."""
    if connection.vendor != "postgresql":
        return set(rooms)
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT id FROM workrooms_room WHERE id = ANY (%s) FOR NO KEY UPDATE SKIP LOCKED", [list(rooms)]
        )
        return {room for (room,) in cursor.fetchall()}


@contextmanager
def _waiting(patience: float | None) -> Iterator[None]:
    """Within this block PostgreSQL waits so long for a lock."""
    if not patience:
        yield
        return
    try:
        with transaction.atomic(durable=True), connection.cursor() as cursor:
            cursor.execute(f"SET LOCAL lock_timeout = {round(patience * 1000)}")
            yield
    except OperationalError as why:
        if isinstance(why.__cause__, psycopg.errors.LockNotAvailable):
            raise RoomsHeld from why
        raise


def _places(lines: Sequence[Line], sizes: Mapping[int, int]) -> list[int]:
    """How far before its room's new head each line stands."""
    left = dict(sizes)
    places = []
    for line in lines:
        left[line.room] -= 1
        places.append(left[line.room])
    return places


PATIENT = f"""
WITH locked AS (
    SELECT id FROM workrooms_room
    WHERE id = ANY (%(rooms)s::bigint[]) AND status IN {OPEN}
    AND seats_version <= (%(seats)s::bigint[])[array_position(%(rooms)s::bigint[], id)]
    ORDER BY id FOR NO KEY UPDATE
), numbered AS (
    UPDATE workrooms_room
    SET head = head + (%(sizes)s::int[])[array_position(%(rooms)s::bigint[], id)], last_at = %(at)s
    WHERE id = ANY (ARRAY (SELECT id FROM locked)) RETURNING id, head
), line AS (
    SELECT line.*, numbered.head - line.back AS seq FROM json_to_recordset(%(lines)s::json)
        AS line (room bigint, back int, author bigint, key uuid, digest text, text text, reply_to bigint)
    JOIN numbered ON numbered.id = line.room
), event AS (
    INSERT INTO workrooms_event (room_id, seq, at, by_id, kind, data)
    SELECT room, seq, %(at)s, author, 'message.posted', jsonb_build_object('reply_to', reply_to) FROM line
), message AS (
    INSERT INTO chat_message (room_id, seq, author_id, at, text, reply_to)
    SELECT room, seq, author, %(at)s, text, reply_to FROM line
), receipt AS (
    INSERT INTO workrooms_receipt (person_id, key, digest, answer)
    SELECT author, key, decode(digest, 'hex'), jsonb_build_object('seq', seq, 'at', %(stamp)s::text) FROM line
)
SELECT id, head FROM numbered
"""
"""One statement is one transaction and one round trip: lock, number, write, commit."""
IMPATIENT = PATIENT.replace("FOR NO KEY UPDATE", "FOR NO KEY UPDATE SKIP LOCKED")


def _append_postgresql(
    rooms: list[tuple[int, int, int]], lines: Sequence[Line], places: list[int], at: datetime, statement: str
) -> dict[int, int]:
    ids, sizes, seats = zip(*rooms, strict=True)
    rows = [
        {"room": line.room, "back": back, "author": line.author, "key": line.key,
         "digest": line.digest.hex(), "text": line.text, "reply_to": line.reply_to}
        for line, back in zip(lines, places, strict=True)
    ]  # fmt: skip
    given = {"rooms": list(ids), "sizes": list(sizes), "seats": list(seats), "at": at,
             "stamp": clock.stamp(at), "lines": orjson.dumps(rows).decode()}  # fmt: skip
    connection.ensure_connection()
    plain = connection.connection
    # Django turns prepared statements off for poolers that cannot keep them; this one is worth having.
    plain.prepare_threshold = 0
    with connection.wrap_database_errors, psycopg.Cursor(plain) as cursor:
        return dict(cursor.execute(statement, given, prepare=True).fetchall())


def _append_sqlite(
    rooms: list[tuple[int, int, int]], lines: Sequence[Line], places: list[int], at: datetime
) -> dict[int, int]:
    stored_at = connection.ops.adapt_datetimefield_value(at)
    with transaction.atomic(durable=True), connection.cursor() as cursor:
        cursor.execute(
            f"""UPDATE workrooms_room SET head = head + asked.n, last_at = %s
                FROM (SELECT value->>0 AS id, value->>1 AS n, value->>2 AS seats FROM json_each(%s)) AS asked
                WHERE workrooms_room.id = asked.id AND status IN {OPEN} AND seats_version <= asked.seats
                RETURNING workrooms_room.id, head""",
            [stored_at, orjson.dumps(rooms).decode()],
        )
        heads: dict[int, int] = dict(cursor.fetchall())
        written = [
            (line, heads[line.room] - back)
            for line, back in zip(lines, places, strict=True)
            if line.room in heads
        ]
        cursor.executemany(
            """INSERT INTO workrooms_event (room_id, seq, at, by_id, kind, data)
               VALUES (%s, %s, %s, %s, 'message.posted', json_object('reply_to', %s))""",
            [(line.room, seq, stored_at, line.author, line.reply_to) for line, seq in written],
        )
        cursor.executemany(
            """INSERT INTO chat_message (room_id, seq, author_id, at, text, reply_to)
               VALUES (%s, %s, %s, %s, %s, %s)""",
            [(line.room, seq, line.author, stored_at, line.text, line.reply_to) for line, seq in written],
        )
        cursor.executemany(
            """INSERT INTO workrooms_receipt (person_id, key, digest, answer)
               VALUES (%s, %s, %s, json_object('seq', %s, 'at', %s))""",
            [(line.author, line.key.hex, line.digest, seq, clock.stamp(at)) for line, seq in written],
        )
    return heads
