"""The rows of reports, written in plain SQL: what is left of them without a door, people, rules, shadows and sums
added up anew.
"""

from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any, NamedTuple, Protocol
from uuid import UUID, uuid4

from psycopg import Connection
from psycopg.types.json import Jsonb

REPORT = """INSERT INTO timetracker_report (public_id, room_id, person_id, device, kind, memo, start, "end", active,
    reason, running, stopped, flagged, late, corrected, at, seq) VALUES """
VALUES = """(%s, %s, %s, 'bench', 'tracked', %s, to_timestamp(%s), to_timestamp(%s), '\\x01', '', false, '', 0, false,
    0, %s, %s)"""


class Line(Protocol):
    @property
    def id(self) -> UUID: ...
    @property
    def start(self) -> int: ...
    @property
    def memo(self) -> str: ...


class Held(NamedTuple):
    """Primary keys."""

    room: int
    freelancer: int


class Bare:
    """One contract, through one connection."""

    def __init__(self, connection: Connection[Any], room: str) -> None:
        self.connection = connection
        found = connection.execute(
            "SELECT room.id, member.person_id FROM workrooms_room AS room JOIN workrooms_member AS member"
            " ON member.room_id = room.id AND member.role = 'freelancer' WHERE room.public_id = %s",
            [room],
        ).fetchone()
        assert found is not None, "the seed made it"
        self.held = Held(*found)
        connection.commit()

    def report(self, lines: Sequence[Line], seconds: int) -> None:
        """In one transaction: of that length each, from `start` (unix seconds) on, all in the week of the first."""
        room, freelancer = self.held
        monday = datetime.fromtimestamp(lines[0].start - (lines[0].start - 345_600) % 604_800, UTC).date()
        with self.connection.transaction():
            now = datetime.now(UTC)
            (head,) = self._one(
                "UPDATE workrooms_room SET head = head + 1, last_at = %s WHERE id = %s RETURNING head", now, room
            )  # fmt: skip
            self.connection.execute(
                "INSERT INTO timetracker_timesheet (person_id, monday) VALUES (%s, %s) ON CONFLICT DO NOTHING",
                [freelancer, monday],
            )
            values = [
                value
                for line in lines
                for value in (
                    line.id,
                    room,
                    freelancer,
                    line.memo,
                    line.start,
                    line.start + seconds,
                    now,
                    head,
                )
            ]
            self.connection.execute((REPORT + ", ".join([VALUES] * len(lines))).encode(), values)
            self._tell(monday.isoformat(), len(lines), seconds * len(lines), head, now)

    def _one(self, sql: str, *given: object) -> tuple[Any, ...]:
        row = self.connection.execute(sql.encode(), given).fetchone()
        assert row is not None, "the seed made it"
        return tuple(row)

    def _tell(self, monday: str, count: int, seconds: int, head: int, now: datetime) -> None:
        """The event, the sums, what the agenda says about them, and the answer that is kept."""
        room, freelancer = self.held
        (public_id,) = self._one(
            "UPDATE timetracker_week SET tracked = tracked + %s FROM workrooms_room AS room"
            " WHERE room_id = %s AND monday = %s AND room.id = room_id RETURNING room.public_id",
            seconds, room, monday,
        )  # fmt: skip
        told = {"days": [monday], "reports": count, "seconds": seconds, "late": 0, "manual": 0}
        self.connection.execute(
            "INSERT INTO workrooms_event (room_id, seq, at, by_id, kind, data)"
            " VALUES (%s, %s, %s, %s, 'time.reported', %s)",
            [room, head, now, freelancer, Jsonb(told)],
        )
        self.connection.execute(
            "UPDATE agenda_due SET sentence = %s WHERE verb = 'week.bill' AND subject = %s",
            [f"The diary locks, and {seconds} seconds more are charged.", f"{public_id}/{monday}"],
        )
        self.connection.execute(
            "INSERT INTO workrooms_receipt (person_id, key, digest, answer) VALUES (%s, %s, %s, %s)",
            [freelancer, uuid4(), bytes(16), Jsonb(told)],
        )
