"""What reading costs in ledgers of so many transfers: milliseconds, medians of many."""

import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from statistics import median

from django.db import connection

from collab import limits
from collab.accounts.models import Person
from collab.ledger.models import Account
from collab.ledger.rules import Place
from collab.ledger.statements import balance_at, balances, statement, transfers_of

Asks = dict[int, Callable[[], object]]
"""The same question, by how many transfers there are."""
BEGIN = datetime(2020, 1, 1, tzinfo=UTC)
TRANSFERS = """
INSERT INTO ledger_transfer (public_id, key, cause, room_id, seq, currency, at, legs_count)
SELECT gen_random_uuid(), 'long/' || %(room)s || '/' || n, 'bench:' || n, %(room)s, n, 'EUR',
    %(begin)s::timestamptz + n * interval '1 second', 2
FROM generate_series(1, %(length)s) AS n
"""
LEGS = """
INSERT INTO ledger_leg (transfer_id, account_id, number, minor, balance, at)
SELECT transfer.id, %(account)s, transfer.seq, %(minor)s, %(minor)s * transfer.seq, transfer.at
FROM ledger_transfer AS transfer WHERE transfer.room_id = %(room)s
"""


def lengthen(room: int, person: Person, length: int) -> None:
    """Give a room, and a person's pending account, so many transfers: rows as `post` writes them, but all at once."""
    escrow = Account.objects.create(kind="clearing", room_id=room, currency="EUR")
    pending = Account.objects.create(kind="pending", person=person, currency="EUR")
    with connection.cursor() as cursor:
        # Nothing changes or goes here; else each row would be added up on its own.
        cursor.execute("SET session_replication_role = replica; SET statement_timeout = 0")
        cursor.execute(TRANSFERS, {"room": room, "begin": BEGIN, "length": length})
        for account, minor in ((escrow, -1), (pending, 1)):
            cursor.execute(LEGS, {"room": room, "account": account.pk, "minor": minor})
            last = BEGIN + timedelta(seconds=length)
            Account.objects.filter(pk=account.pk).update(
                balance=minor * length, legs_count=length, last_at=last
            )
        cursor.execute("SET session_replication_role = DEFAULT")
        cursor.execute("VACUUM ANALYZE ledger_transfer, ledger_leg, ledger_account")


def questions(room: int, person: Person, length: int) -> dict[str, Callable[[], object]]:
    """What people ask: of now, of the middle, and the first page of each list."""
    place = Place("pending", person.pk, "EUR")
    account = Account.objects.get(kind="pending", person=person)
    middle = BEGIN + timedelta(seconds=length // 2)
    return {
        "balance": lambda: balances([place]),
        "balance as of then": lambda: balance_at(account, middle),
        "statement of an account": lambda: statement(account, None, limits.PAGE),
        "ledger of a room": lambda: list(transfers_of(room)[: limits.PAGE]),
    }


def milliseconds(asks: Asks, times: int) -> dict[int, float]:
    """What each takes; asked in turn, so that whatever else the machine does falls on all of them."""
    spent: dict[int, list[float]] = {length: [] for length in asks}
    for _ in range(times):
        for length, ask in asks.items():
            began = time.perf_counter()
            ask()
            spent[length].append(time.perf_counter() - began)
    return {length: 1_000 * median(taken) for length, taken in spent.items()}
