"""Adding everything up again, from nothing but the legs."""

from collections.abc import Iterator
from typing import NamedTuple

from django.db import connection, transaction

from collab.ledger.models import Account
from collab.ledger.rules import NEVER_NEGATIVE

NAMED_MOST = 100
"""Differences of one sort that are named; there may be more."""


class Difference(NamedTuple):
    """Something that does not add up, in words."""

    about: str
    words: str


SUMS = """
SELECT account.id, account.kind, account.balance, account.legs_count,
    coalesce(sum(leg.minor), 0) AS total, count(leg.id) AS legs, max(leg.at) AS newest
FROM ledger_account AS account LEFT JOIN ledger_leg AS leg ON leg.account_id = account.id
GROUP BY account.id, account.kind, account.balance, account.legs_count
"""
CHECKS = {
    """SELECT transfer.public_id, transfer.currency, coalesce(sum(leg.minor), 0), count(leg.id)
       FROM ledger_transfer AS transfer LEFT JOIN ledger_leg AS leg ON leg.transfer_id = transfer.id
       GROUP BY transfer.id, transfer.public_id, transfer.currency
       HAVING coalesce(sum(leg.minor), 0) <> 0 OR count(leg.id) < 2 ORDER BY transfer.id""": (
        "transfer {}",
        "its legs sum to {2} {1} ({3} of them), not to zero",
    ),
    """SELECT transfer.public_id, transfer.legs_count, count(leg.id)
       FROM ledger_transfer AS transfer LEFT JOIN ledger_leg AS leg ON leg.transfer_id = transfer.id
       GROUP BY transfer.id, transfer.public_id, transfer.legs_count
       HAVING count(leg.id) <> transfer.legs_count ORDER BY transfer.id""": (
        "transfer {}",
        "says that it has {1} legs, but has {2}",
    ),
    """SELECT transfer.public_id, transfer.currency, account.currency
       FROM ledger_leg AS leg JOIN ledger_transfer AS transfer ON transfer.id = leg.transfer_id
       JOIN ledger_account AS account ON account.id = leg.account_id
       WHERE transfer.currency <> account.currency ORDER BY leg.id""": (
        "transfer {}",
        "is in {1}, but moves an account in {2}",
    ),
    """SELECT account_id, number, minor, balance, before, last FROM (
           SELECT account_id, number, minor, balance,
               coalesce(lag(balance) OVER chain, 0) AS before, coalesce(lag(number) OVER chain, 0) AS last
           FROM ledger_leg WINDOW chain AS (PARTITION BY account_id ORDER BY number)
       ) AS chained WHERE balance <> before + minor OR number <> last + 1 ORDER BY account_id, number""": (
        "account {}",
        "leg {1} does not follow leg {5}: {4} and {2} do not make {3}, or one is missing in between",
    ),
    f"""SELECT id, balance, legs_count, total, legs FROM ({SUMS}) AS summed
       WHERE balance <> total OR legs_count <> legs ORDER BY id""": (
        "account {}",
        "says {1} after {2} legs; its {4} legs sum to {3}",
    ),
    f"""SELECT id, kind, total FROM ({SUMS}) AS summed
       WHERE total < 0 AND kind IN {NEVER_NEGATIVE} ORDER BY id""": (
        "account {}",
        "is overdrawn: the legs of this {1} sum to {2}",
    ),
}
"""What must find nothing, and what to say of a row that it finds."""


def also_check(asked: str, about: str, words: str) -> None:
    """Register a question of an app above the ledger, which must find nothing; `about` and `words` quote its rows."""
    CHECKS[asked] = (about, words)


def differences() -> Iterator[Difference]:
    """All that does not add up, at most NAMED_MOST of each sort; nothing in a sound ledger."""
    for asked, (about, words) in CHECKS.items():
        with connection.cursor() as cursor:
            cursor.execute(f"{asked} LIMIT {NAMED_MOST}")
            for row in cursor.fetchall():
                yield Difference(about.format(*row), words.format(*row))


def rebuild() -> int:
    """Write every account's balance, count and time anew from its legs; answers how many were wrong."""
    with transaction.atomic(durable=True), connection.cursor() as cursor:
        list(Account.objects.select_for_update(no_key=True).order_by("pk").values_list("pk"))
        cursor.execute(
            f"SELECT id, total, legs, newest FROM ({SUMS}) AS summed WHERE balance <> total OR legs_count <> legs"
        )
        wrong = cursor.fetchall()
        cursor.executemany(
            "UPDATE ledger_account SET balance = %s, legs_count = %s, last_at = %s WHERE id = %s",
            [(total, legs, newest, id) for id, total, legs, newest in wrong],
        )
    return len(wrong)
