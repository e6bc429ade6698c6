"""One commit for many messages: numbers, events, words and receipts, in as few steps as possible."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

import orjson
import psycopg
from django.db import connection, transaction

from collab import clock
from collab.workrooms.rules.steps import WHEN

OPEN = WHEN["message.post"]
"""The states of a room in which people may post."""


@dataclass(frozen=True, slots=True)
class Line:
    """A message that may be written, if its room is open and no seat in it changed after version `seats`."""

    room: int
    seats: int
    author: int
    key: UUID
    digest: bytes
    text: str
    reply_to: int | None


def append(lines: Sequence[Line], at: datetime) -> list[int | None]:
    """The number that each line got, in order; none where the room is closed or its seats changed.

    A room gives numbers to all of its lines or to none. Rooms are locked in id order.
    Raises IntegrityError when a key was used before; then nothing at all was written.
    """
    sizes = Counter(line.room for line in lines)
    seats = dict.fromkeys(sizes, 2**62)
    for line in lines:
        seats[line.room] = min(seats[line.room], line.seats)
    rooms = [{"id": room, "n": sizes[room], "seats": seats[room]} for room in sorted(sizes)]
    write = _append_postgresql if connection.vendor == "postgresql" else _append_sqlite
    following = write(rooms, lines, at)
    numbers: list[int | None] = []
    for line in lines:
        last = following.get(line.room)
        if last is None:
            numbers.append(None)
        else:
            following[line.room] = last + 1
            numbers.append(last + 1)
    return numbers


POSTGRESQL = f"""
WITH asked AS (
    SELECT * FROM json_to_recordset(%s::json) AS asked (id bigint, n int, seats bigint)
), locked AS (
    SELECT room.id, asked.n FROM workrooms_room AS room JOIN asked ON asked.id = room.id
    WHERE room.status IN {OPEN} AND room.seats_version <= asked.seats
    ORDER BY room.id FOR NO KEY UPDATE OF room
), numbered AS (
    UPDATE workrooms_room AS room SET head = room.head + locked.n, last_at = %s
    FROM locked WHERE room.id = locked.id
    RETURNING room.id, room.head - locked.n AS before
), line AS (
    SELECT line.*, numbered.before + line.place AS seq FROM json_to_recordset(%s::json)
        AS line (room bigint, place int, author bigint, key uuid, digest text, text text, reply_to bigint)
    JOIN numbered ON numbered.id = line.room
), event AS (
    INSERT INTO workrooms_event (room_id, seq, at, by_id, kind, data)
    SELECT room, seq, %s, author, 'message.posted', jsonb_build_object('reply_to', reply_to) FROM line
), message AS (
    INSERT INTO chat_message (room_id, seq, author_id, at, text, reply_to)
    SELECT room, seq, author, %s, text, reply_to FROM line
), receipt AS (
    INSERT INTO workrooms_receipt (person_id, key, digest, answer)
    SELECT author, key, decode(digest, 'hex'), jsonb_build_object('seq', seq, 'at', %s::text) FROM line
)
SELECT id, before FROM numbered
"""
"""One statement is one transaction and one round trip: lock, number, write, commit."""


def _append_postgresql(rooms: list[dict[str, int]], lines: Sequence[Line], at: datetime) -> dict[int, int]:
    places: Counter[int] = Counter()
    rows = []
    for line in lines:
        places[line.room] += 1
        rows.append(
            {"room": line.room, "place": places[line.room], "author": line.author, "key": line.key,
             "digest": line.digest.hex(), "text": line.text, "reply_to": line.reply_to}
        )  # fmt: skip
    given = [orjson.dumps(rooms).decode(), at, orjson.dumps(rows).decode(), at, at, clock.stamp(at)]
    connection.ensure_connection()
    plain = connection.connection
    # Django turns prepared statements off for poolers that cannot keep them; this one is worth having.
    plain.prepare_threshold = 0
    with connection.wrap_database_errors, psycopg.Cursor(plain) as cursor:
        return dict(cursor.execute(POSTGRESQL, given, prepare=True).fetchall())


def _append_sqlite(rooms: list[dict[str, int]], lines: Sequence[Line], at: datetime) -> dict[int, int]:
    stored_at = connection.ops.adapt_datetimefield_value(at)
    with transaction.atomic(durable=True), connection.cursor() as cursor:
        cursor.execute(
            f"""UPDATE workrooms_room SET head = head + asked.n, last_at = %s
                FROM (SELECT value->>'id' AS id, value->>'n' AS n, value->>'seats' AS seats
                      FROM json_each(%s)) AS asked
                WHERE workrooms_room.id = asked.id AND status IN {OPEN} AND seats_version <= asked.seats
                RETURNING workrooms_room.id, head""",
            [stored_at, orjson.dumps(rooms).decode()],
        )
        heads: dict[int, int] = dict(cursor.fetchall())
        before = {room["id"]: heads[room["id"]] - room["n"] for room in rooms if room["id"] in heads}
        following = dict(before)
        events, messages, receipts = [], [], []
        for line in lines:
            if line.room not in following:
                continue
            seq = following[line.room] = following[line.room] + 1
            answer: dict[str, Any] = {"seq": seq, "at": clock.stamp(at)}
            events.append(
                (line.room, seq, stored_at, line.author, orjson.dumps({"reply_to": line.reply_to}).decode())
            )
            messages.append((line.room, seq, line.author, stored_at, line.text, line.reply_to))
            receipts.append((line.author, line.key.hex, line.digest, orjson.dumps(answer).decode()))
        cursor.executemany(
            """INSERT INTO workrooms_event (room_id, seq, at, by_id, kind, data)
               VALUES (%s, %s, %s, %s, 'message.posted', %s)""",
            events,
        )
        cursor.executemany(
            """INSERT INTO chat_message (room_id, seq, author_id, at, text, reply_to)
               VALUES (%s, %s, %s, %s, %s, %s)""",
            messages,
        )
        cursor.executemany(
            "INSERT INTO workrooms_receipt (person_id, key, digest, answer) VALUES (%s, %s, %s, %s)", receipts
        )
    return before
