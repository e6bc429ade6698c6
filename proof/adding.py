"""Every way to add to a ledger what is no transfer, or to one that is whole; nothing of it may commit."""

from collections.abc import Callable, Iterator, Sequence
from uuid import uuid4

from django.db import connection

from collab import clock
from collab.ledger.models import Account, Leg, Transfer
from proof.changing import run

Act = Callable[[], object]
LEG = "transfer_id, account_id, number, minor, balance, at"
ASIDE = {
    "crossed out": "DELETE FROM ledger_unfinished",
    "told of another": "UPDATE ledger_unfinished SET transfer_id = (SELECT min(id) FROM ledger_transfer)",
    "replaced": "INSERT OR REPLACE INTO ledger_unfinished SELECT transfer_id FROM ledger_unfinished",
    "allowed": "INSERT INTO ledger_never SELECT transfer_id FROM ledger_unfinished",
}
"""What could be done to SQLite's note of a transfer that is not whole yet."""


def additions() -> Iterator[tuple[type[Leg] | type[Transfer], str, Act]]:
    """Where it would show, its name, and how it is done, all but the commit."""
    yield from _to_old()
    for said in (0, 1, 2):
        yield Transfer, f"one of {said} legs without any", lambda said=said: _transfer(said)
        yield Transfer, f"INSERT of one of {said} legs without any", lambda said=said: _inserted(said)
    for said, minors in ((1, [5]), (2, [5]), (3, [-5, 5]), (2, [-5, 4])):
        yield Transfer, f"{minors} for {said} legs", lambda said=said, minors=minors: _short(said, minors)
    if connection.vendor == "sqlite":
        for name, sql in ASIDE.items():
            yield Transfer, f"without legs, its note {name}", lambda sql=sql: (_transfer(2), run(sql))


def _to_old() -> Iterator[tuple[type[Leg], str, Act]]:
    """Balanced pairs for the first transfer, and the opposite of all."""
    old = Transfer.objects.earliest("pk")
    yield Leg, "a pair for an old transfer", lambda: Leg.objects.bulk_create(_legs(old, [-5, 5]))
    yield Leg, "one by one", lambda: [leg.save() for leg in _legs(old, [-5, 5])]
    verbs = (
        ["INSERT", "INSERT OR IGNORE", "INSERT OR REPLACE"] if connection.vendor == "sqlite" else ["INSERT"]
    )
    for verb in verbs:
        yield Leg, f"{verb} of a pair", lambda verb=verb: run(
            f"{verb} INTO ledger_leg ({LEG}) VALUES (%s, %s, %s, %s, %s, %s), (%s, %s, %s, %s, %s, %s)", *_pair(old)
        )  # fmt: skip
    opposite = "SELECT transfer_id, account_id, number + {}, -minor, balance, at FROM ledger_leg"
    yield Leg, "the opposite of all", lambda: run(f"INSERT INTO ledger_leg ({LEG}) {opposite.format(10**6)}")
    if connection.vendor == "postgresql":
        yield Leg, "MERGE of the opposite of all", lambda: run(
            f"MERGE INTO ledger_leg AS old USING ({opposite.format(10**7)}) AS new"
            f" (transfer, account, count, sum, rest, moved) ON false"
            f" WHEN NOT MATCHED THEN INSERT ({LEG}) VALUES (transfer, account, count, sum, rest, moved)"
        )  # fmt: skip


def _transfer(said: int) -> Transfer:
    return Transfer.objects.create(
        key=f"odd/{uuid4()}", cause="odd:1", currency="EUR", at=clock.now(), legs_count=said
    )


def _inserted(said: int) -> None:
    run(
        "INSERT INTO ledger_transfer (public_id, key, cause, currency, at, legs_count) VALUES (%s, %s, %s, %s, %s, %s)",
        uuid4().hex, f"odd/{uuid4()}", "odd:1", "EUR", clock.now(), said,
    )  # fmt: skip


def _short(said: int, minors: Sequence[int]) -> None:
    Leg.objects.bulk_create(_legs(_transfer(said), minors))


def _legs(transfer: Transfer, minors: Sequence[int]) -> list[Leg]:
    """The next leg of as many accounts."""
    accounts = Account.objects.filter(currency="EUR").order_by("-balance", "pk")[: len(minors)]
    now = clock.now()
    return [
        Leg(
            transfer=transfer, account=account, number=account.legs.count() + 1_000, minor=minor,
            balance=account.balance + minor, at=now,
        )
        for account, minor in zip(accounts, minors, strict=True)
    ]  # fmt: skip


def _pair(old: Transfer) -> list[object]:
    """The values of its rows."""
    return [
        value
        for leg in _legs(old, [-5, 5])
        for value in (old.pk, leg.account_id, leg.number, leg.minor, leg.balance, leg.at)
    ]
