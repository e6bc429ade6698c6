"""Transfers posted per second, each in a transaction of its own, beside bare inserts of the same rows.

The bare ones go into copies of the same tables with the same indexes, in the same database: two statements and a
commit, without locks, balances, triggers or a look for the key.
"""

import threading
import time
from collections.abc import Callable
from uuid import uuid4

from django.db import connection, transaction

from collab import clock
from collab.accounts.models import Person
from collab.ledger.post import Cause, post
from collab.ledger.rules import Leg, Place

Write = Callable[[int, int], None]
"""`write(worker, count)` writes one transfer: the worker's room, and the how-manieth it is."""
OTHER_ROOMS = 50_000
"""Contracts whose accounts are there too, without a part in this."""
MANY = 10**9
"""What the first transfer of a room brings into escrow."""


def prepare() -> None:
    with connection.cursor() as cursor:
        for name in ("transfer", "leg"):
            cursor.execute(f"CREATE TABLE bare_{name} (LIKE ledger_{name} INCLUDING ALL)")
        cursor.execute(
            "INSERT INTO ledger_account (kind, room_id, currency, balance, legs_count)"
            " SELECT kind, 1000000 + room, 'EUR', 0, 0"
            " FROM generate_series(1, %s) AS room, unnest(ARRAY['escrow', 'fees']) AS kind",
            [OTHER_ROOMS],
        )
        cursor.execute("VACUUM ANALYZE ledger_account")


def fund(people: list[Person]) -> None:
    """A room for each worker, with enough in escrow."""
    for worker, _ in enumerate(people):
        with transaction.atomic():
            legs = [Leg(Place("clearing", worker, "EUR"), -MANY), Leg(Place("escrow", worker, "EUR"), MANY)]
            post(f"fund/{uuid4()}", Cause("bench:0", worker, 1), legs, clock.now())


def posted(people: list[Person]) -> Write:
    """A release with its fee: three legs."""

    def write(worker: int, count: int) -> None:
        legs = [
            Leg(Place("escrow", worker, "EUR"), -100),
            Leg(Place("pending", people[worker].pk, "EUR"), 90),
            Leg(Place("fees", worker, "EUR"), 10),
        ]
        with transaction.atomic(durable=True):
            post(f"bench/{uuid4()}", Cause(f"release:{uuid4()}", worker, count), legs, clock.now())

    return write


def bare(people: list[Person]) -> Write:
    """The same rows: one of bare_transfer, three of bare_leg."""

    def write(worker: int, count: int) -> None:
        now = clock.now()
        with transaction.atomic(durable=True), connection.cursor() as cursor:
            cursor.execute(
                "INSERT INTO bare_transfer (public_id, key, cause, room_id, seq, currency, at, legs_count)"
                " VALUES (%s, %s, %s, %s, %s, 'EUR', %s, 3) RETURNING id",
                [uuid4(), f"bench/{uuid4()}", f"release:{uuid4()}", worker, count, now],
            )
            [(transfer,)] = cursor.fetchall()
            accounts = [3 * worker, 3 * worker + 1, 3 * worker + 2]
            values = [(transfer, account, count, 10, 10 * count, now) for account in accounts]
            cursor.execute(
                "INSERT INTO bare_leg (transfer_id, account_id, number, minor, balance, at) VALUES "
                + ", ".join(["(%s, %s, %s, %s, %s, %s)"] * len(values)),
                [value for row in values for value in row],
            )

    return write


def per_second(write: Write, workers: int, seconds: float, first: int) -> float:
    """Transfers per second of so many threads; each counts on from `first`."""
    written = [0] * workers
    began = time.monotonic()

    def work(worker: int) -> None:
        try:
            while time.monotonic() < began + seconds:
                write(worker, first + written[worker])
                written[worker] += 1
        finally:
            connection.close()

    threads = [threading.Thread(target=work, args=(worker,)) for worker in range(workers)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return sum(written) / (time.monotonic() - began)
