"""The rows of an approval, written in plain SQL: what is left of it without a door, people, rules and repeats."""

from datetime import UTC, datetime, timedelta
from typing import Any, NamedTuple
from uuid import UUID, uuid4

from psycopg import Connection
from psycopg.types.json import Jsonb

FEE = 10
"""Of a hundred, as the seed's terms have it."""
HOLD = timedelta(days=5)
REFUND = timedelta(days=180)
PLACES = """
SELECT id FROM ledger_account WHERE currency = 'EUR' AND (
    (room_id = %(room)s AND kind IN ('escrow', 'fees')) OR (person_id = %(freelancer)s AND kind = 'pending')
) ORDER BY kind
"""


class Work(NamedTuple):
    """A milestone that waits for the client."""

    pk: int
    id: UUID
    title: str
    minor: int


class Bare:
    """One contract, through one connection."""

    def __init__(self, connection: Connection[Any], room: str) -> None:
        self.connection = connection
        self.room = self._one("SELECT id FROM workrooms_room WHERE public_id = %s", room)[0]
        seats = connection.execute(
            "SELECT role, person_id FROM workrooms_member WHERE room_id = %s", [self.room]
        )
        people = dict(seats.fetchall())
        self.client, self.freelancer = people["client"], people["freelancer"]
        self._open_accounts()
        connection.commit()

    def _one(self, sql: str, *given: object) -> tuple[Any, ...]:
        row = self.connection.execute(sql.encode(), given).fetchone()
        assert row is not None, "the seed made it"
        return tuple(row)

    def _open_accounts(self) -> None:
        """What the first approval of a contract makes besides."""
        who = {"room": self.room, "freelancer": self.freelancer}
        self.connection.execute(
            """INSERT INTO ledger_account (kind, room_id, person_id, currency, balance, legs_count) VALUES
               ('fees', %(room)s, NULL, 'EUR', 0, 0), ('pending', NULL, %(freelancer)s, 'EUR', 0, 0)
               ON CONFLICT DO NOTHING""",
            who,
        )
        self.connection.execute(
            """INSERT INTO billing_issuer (room_id, person_id, prefix, last) VALUES
               (%(room)s, NULL, 'R-' || %(room)s, 0), (NULL, %(freelancer)s, 'F-' || %(freelancer)s, 0)
               ON CONFLICT DO NOTHING""",
            who,
        )
        self.escrow, self.fees, self.pending = (pk for (pk,) in self.connection.execute(PLACES, who))

    def approve(self, milestone: str) -> None:
        """In one transaction."""
        with self.connection.transaction():
            now, release = datetime.now(UTC), uuid4()
            (head,) = self._one(
                "UPDATE workrooms_room SET head = head + 1, last_at = %s WHERE id = %s RETURNING head", now, self.room
            )  # fmt: skip
            work = self._decide(milestone, now)
            fee = work.minor * FEE // 100
            self._release(work, fee, release, now)
            self._paper(work.title, work.minor, f"release/{release}", "person_id", self.freelancer, now)
            self._paper(f"Fee: {work.title}", fee, f"fee/{release}", "room_id", self.room, now)
            self._post(work.minor, fee, release, head, now)
            told = {"id": milestone, "minor": work.minor, "net": work.minor - fee, "release": str(release)}
            self.connection.execute(
                "INSERT INTO workrooms_event (room_id, seq, at, by_id, kind, data)"
                " VALUES (%s, %s, %s, %s, 'milestone.approved', %s)",
                [self.room, head, now, self.client, Jsonb(told)],
            )
            self.connection.execute(
                "INSERT INTO workrooms_receipt (person_id, key, digest, answer) VALUES (%s, %s, %s, %s)",
                [self.client, uuid4(), bytes(16), Jsonb(told)],
            )

    def _decide(self, milestone: str, now: datetime) -> Work:
        work = Work(
            *self._one(
                "UPDATE milestones_milestone SET state = 'approved', released = minor, ended_at = %s"
                " WHERE public_id = %s RETURNING id, public_id, title, minor", now, milestone,
            )
        )  # fmt: skip
        self.connection.execute(
            "UPDATE milestones_submission SET state = 'approved', decided_by_id = %s, decided_at = %s"
            " WHERE milestone_id = %s AND number = 1",
            [self.client, now, work.pk],
        )
        self.connection.execute(
            "DELETE FROM agenda_due WHERE verb = 'milestone.approve' AND subject = %s", [milestone]
        )
        return work

    def _release(self, work: Work, fee: int, release: UUID, now: datetime) -> None:
        self.connection.execute(
            "UPDATE billing_purse SET released = released + %(minor)s, bound = bound - %(minor)s,"
            " fees_freelancer = fees_freelancer + %(fee)s WHERE room_id = %(room)s",
            {"minor": work.minor, "fee": fee, "room": self.room},
        )
        self.connection.execute(
            "INSERT INTO billing_release (public_id, room_id, person_id, kind, subject, title, minor, fee, refunded,"
            " refunded_fee, currency, at, available_at, is_available, refund_until)"
            " VALUES (%s, %s, %s, 'milestone', %s, %s, %s, %s, 0, 0, 'EUR', %s, %s, false, %s)",
            [release, self.room, self.freelancer, work.id, work.title, work.minor, fee, now, now + HOLD, now + REFUND],
        )  # fmt: skip
        self.connection.execute(
            "INSERT INTO agenda_due (public_id, verb, subject, room_id, side, sentence, due_at, next_at, tries,"
            " trouble) VALUES (%s, 'money.available', %s, %s, '', 'Money becomes available.', %s, %s, 0, '')",
            [uuid4(), str(release), self.room, now + HOLD, now + HOLD],
        )

    def _paper(self, title: str, minor: int, cause: str, column: str, owner: int, now: datetime) -> None:
        issuer, count = self._one(
            f"UPDATE billing_issuer SET last = last + 1 WHERE {column} = %s RETURNING id, last", owner
        )
        party, lines = {"name": "Somebody", "lines": []}, [{"text": title, "minor": minor}]
        self.connection.execute(
            "INSERT INTO billing_paper (public_id, issuer_id, count, room_id, kind, title, issued_by, issued_to, lines,"
            " total, currency, cause, at) VALUES (%s, %s, %s, %s, 'receipt', %s, %s, %s, %s, %s, 'EUR', %s, %s)",
            [uuid4(), issuer, count, self.room, title, Jsonb(party), Jsonb(party), Jsonb(lines), minor, cause, now],
        )  # fmt: skip

    def _post(self, minor: int, fee: int, release: UUID, seq: int, now: datetime) -> None:
        (transfer,) = self._one(
            "INSERT INTO ledger_transfer (public_id, key, cause, room_id, seq, currency, at, legs_count)"
            " VALUES (%s, %s, %s, %s, %s, 'EUR', %s, 3) RETURNING id",
            uuid4(), f"release/{release}", f"release:{release}", self.room, seq, now,
        )  # fmt: skip
        self.connection.execute(
            """WITH held AS (
                UPDATE ledger_account AS account SET balance = balance + moved.column2, legs_count = legs_count + 1,
                    last_at = %(now)s
                FROM (VALUES (%(escrow)s, -%(minor)s), (%(fees)s, %(fee)s), (%(pending)s, %(net)s)) AS moved
                WHERE account.id = moved.column1
                RETURNING account.id, moved.column2 AS minor, legs_count, balance
            ) INSERT INTO ledger_leg (transfer_id, account_id, number, minor, balance, at)
            SELECT %(transfer)s, id, legs_count, minor, balance, %(now)s FROM held""",
            {"now": now, "escrow": self.escrow, "minor": minor, "fees": self.fees, "fee": fee, "net": minor - fee,
             "pending": self.pending, "transfer": transfer},
        )  # fmt: skip
