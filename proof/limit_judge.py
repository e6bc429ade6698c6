"""The judge of races for a weekly limit: what a week's rows may be. Pure but for `counted_of`, which reads the rows."""

import json
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from uuid import UUID

from django.db import connection

from proof.checks import Wrong
from proof.diary_model import Spans, Told, paper

WEEK, LOCK = 7 * 86_400, 12 * 3_600
KINDS = ("tracked", "manual", "over_limit", "shadow", "outside", "late")


@dataclass
class Row:
    """A week of a contract, as the database has it."""

    sums: dict[str, int]
    limit: int
    told: list[int]
    """The alerts in the log: 80, 100, …"""


@dataclass
class Counted:
    """All rows of somebody's week, in plain values."""

    weeks: dict[int, Row]
    """By the room's primary key."""
    reports: list[Told]
    accepted: set[UUID]
    """The reports of which the server said that it took them."""
    runs: dict[int, Spans]
    caps: dict[int, Sequence[tuple[int, int]]]


def judge(found: Counted, week: int) -> Wrong:
    """`week` is when it begins, in unix seconds."""
    diaries = {
        room: paper(found.reports, room, found.runs, (week, week + WEEK), found.caps[room])
        for room in found.weeks
    }
    seconds = Counter(
        second
        for diary in diaries.values()
        for (_, second), kind in diary.items()
        if kind in ("tracked", "manual", "over_limit")
    )
    return {
        "over the limit": sum(
            row.sums["tracked"] + row.sums["manual"] > _most(found, room) for room, row in found.weeks.items()
        ),
        "other limits": sum(row.limit != _most(found, room) for room, row in found.weeks.items()),
        "other sums": sum(
            +Counter(row.sums) != +Counter(diaries[room].values()) for room, row in found.weeks.items()
        ),
        "counted twice": sum(count - 1 for count in seconds.values()),
        "lost": len(found.accepted - {one.id for one in found.reports}),
        "alerts twice": sum(max(0, _more(row, len(found.caps[room]))) for room, row in found.weeks.items()),
        "alerts missing": sum(_missing(row) for row in found.weeks.values()),
    }


def _most(found: Counted, room: int) -> int:
    return max(most for _, most in found.caps[room])


def _more(row: Row, limits: int) -> int:
    """Each limit that the week has had may alert once at each percentage."""
    return sum(count - limits for count in Counter(row.told).values() if count > limits)


def _missing(row: Row) -> int:
    used = row.sums["tracked"] + row.sums["manual"] + row.sums["over_limit"]
    reached = [percent for percent in (80, 100) if used and used * 100 >= row.limit * percent]
    return sum(percent not in row.told for percent in reached)


def counted_of(
    rooms: Sequence[int],
    person: int,
    monday: date,
    caps: Mapping[int, Sequence[tuple[int, int]]],
    accepted: set[UUID],
) -> Counted:
    """As the database has it; `caps` and `accepted` are what those who raced know."""
    begin = int(datetime(monday.year, monday.month, monday.day, tzinfo=UTC).timestamp())
    sums = ", ".join(KINDS)
    weeks = {
        room: Row(dict(zip(KINDS, numbers, strict=True)), limit, [])
        for room, limit, *numbers in _rows(
            f'SELECT room_id, "limit", {sums} FROM timetracker_week WHERE room_id = ANY(%s) AND monday = %s',
            [list(rooms), monday],
        )
    }
    for room, days, percent in _rows(
        "SELECT room_id, data->'days', (data->>'percent')::int FROM workrooms_event"
        " WHERE kind = 'limit.reached' AND room_id = ANY(%s)",
        [list(rooms)],
    ):
        if monday.isoformat() in str(days) and room in weeks:
            weeks[room].told.append(percent)
    reports = [
        Told(id, room, start, _spans(pieces, start, end), kind == "manual", number if at >= begin + WEEK + LOCK else 0)
        for number, id, room, start, end, pieces, kind, at in _rows(
            "SELECT id, public_id, room_id, extract(epoch FROM start)::bigint, extract(epoch FROM \"end\")::bigint,"
            " pieces, kind, extract(epoch FROM at)::bigint FROM timetracker_report WHERE person_id = %s",
            [person],
        )
    ]  # fmt: skip
    runs: dict[int, list[tuple[int, int]]] = {room: [] for room in rooms}
    for room, start, end in _rows(
        "SELECT room_id, extract(epoch FROM start)::bigint, extract(epoch FROM \"end\")::bigint FROM timetracker_run"
        " WHERE room_id = ANY(%s)",
        [list(rooms)],
    ):  # fmt: skip
        runs[room].append((start, begin + WEEK if end is None else end))
    return Counted(weeks, reports, accepted, {**runs}, dict(caps))


def _spans(pieces: object, start: int, end: int) -> tuple[tuple[int, int], ...]:
    """JSON is text here; null where nothing was corrected."""
    if not isinstance(pieces, str) or pieces == "null":
        return ((start, end),)
    return tuple((first, last) for first, last, _ in json.loads(pieces))


def _rows(sql: str, values: list[object]) -> list[tuple]:  # type: ignore[type-arg]
    with connection.cursor() as cursor:
        cursor.execute(sql, values)
        return cursor.fetchall()
