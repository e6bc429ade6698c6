"""The one door by which money moves."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import connection

from collab.errors import Conflict
from collab.ledger import rules
from collab.ledger.accounts import accounts_of, place_of
from collab.ledger.models import Account, Leg, Transfer
from collab.ledger.rules import OF_ROOMS, Place
from collab.rows import change, insert, insert_one


@dataclass(frozen=True, slots=True)
class Cause:
    """Why money moves: `name` (`milestone:<id>`), and the event of a room's log that tells it."""

    name: str
    room_id: int | None = None
    seq: int | None = None


def post(key: str, cause: Cause, legs: Sequence[rules.Leg], at: datetime) -> Transfer:
    """Move money once, in the caller's transaction. The same key again gives the first transfer again.

    Locks the accounts by ascending id, after the room and its rows (rule 4).
    Raises Conflict("ledger.overdrawn") where an account that cannot be negative would be,
    Conflict("ledger.other_transfer") for a used key with other legs, rules.Unbalanced for what is no transfer.
    """
    moved = rules.clean_legs(legs)
    accounts = _locked([leg.place for leg in moved])
    # In every account the time of one leg is no earlier than that of the leg before.
    at = max([at, *(account.last_at for account in accounts.values() if account.last_at)])
    transfer = Transfer(
        key=key, cause=cause.name, room_id=cause.room_id, seq=cause.seq, currency=moved[0].place.currency, at=at,
        legs_count=len(moved),
    )  # fmt: skip
    rows = [_leg(transfer, accounts[leg.place], leg.minor) for leg in moved]
    overdrawn = any(row.balance < 0 and row.account.kind in rules.NEVER_NEGATIVE for row in rows)
    # Only now: whoever posts under the same key wants the same accounts, and has committed when they are ours.
    if overdrawn or not _WRITE[connection.vendor](transfer, rows):
        return _first(key, moved)
    return transfer


def _locked(places: Sequence[Place]) -> dict[Place, Account]:
    """The accounts of these places, made where they are new, locked by ascending id."""
    found = accounts_of(places, locked=True)
    if len(found) < len(places):
        new = [Account(**_columns(place)) for place in places if place not in found]
        Account.objects.bulk_create(new, ignore_conflicts=True)
        # All of them again, in one order.
        found = accounts_of(places, locked=True)
    return found


def _columns(place: Place) -> dict[str, Any]:
    owner = "room_id" if place.kind in OF_ROOMS else "person_id"
    return {"kind": place.kind, owner: place.owner, "currency": place.currency}


def _leg(transfer: Transfer, account: Account, minor: int) -> Leg:
    """The next leg of the account, which has moved on when this is written."""
    account.balance += minor
    account.legs_count += 1
    account.last_at = transfer.at
    return Leg(
        transfer=transfer, account=account, number=account.legs_count, minor=minor, balance=account.balance,
        at=transfer.at,
    )  # fmt: skip


def _write_at_once(transfer: Transfer, legs: Sequence[Leg]) -> bool:
    """In one statement, which costs less than two others; false, and nothing done, where the key was used already."""
    of_legs = [value for leg in legs for value in (leg.account_id, leg.number, leg.minor, leg.balance)]
    with connection.cursor() as cursor:
        cursor.execute(
            f"""WITH moved AS (
                INSERT INTO ledger_transfer (public_id, key, cause, room_id, seq, currency, at, legs_count)
                VALUES (%s, %s, %s, %s, %s, %s, %s, %s) ON CONFLICT (key) DO NOTHING RETURNING id, at
            ), leg (account_id, number, minor, balance) AS (
                VALUES {", ".join(["(%s, %s, %s, %s)"] * len(legs))}
            ), held AS (
                UPDATE ledger_account AS account SET balance = leg.balance, legs_count = leg.number, last_at = moved.at
                FROM leg, moved WHERE account.id = leg.account_id
            ) INSERT INTO ledger_leg (transfer_id, account_id, number, minor, balance, at)
            SELECT moved.id, account_id, number, minor, balance, moved.at FROM leg, moved RETURNING transfer_id""",
            [transfer.public_id, transfer.key, transfer.cause, transfer.room_id, transfer.seq, transfer.currency,
             transfer.at, transfer.legs_count, *of_legs],
        )  # fmt: skip
        written = cursor.fetchall()
    if written:
        (transfer.pk,), transfer._state.adding = written[0], False
    return bool(written)


def _write_one_by_one(transfer: Transfer, legs: Sequence[Leg]) -> bool:
    """SQLite changes one table in a statement."""
    if not insert_one(transfer, unless="key"):
        return False
    for leg in legs:
        leg.transfer = transfer
        change(leg.account, "balance", "legs_count", "last_at")
    insert(legs)
    return True


_WRITE = {"postgresql": _write_at_once, "sqlite": _write_one_by_one}


def _first(key: str, moved: Sequence[rules.Leg]) -> Transfer:
    """What was posted under this key before; where nothing was, there was not enough money."""
    first = Transfer.objects.filter(key=key).first()
    if first is None:
        raise Conflict("ledger.overdrawn", "There is not enough money for this.")
    legs = Leg.objects.filter(transfer=first).select_related("account")
    if sorted((place_of(leg.account), leg.minor) for leg in legs) != [
        (leg.place, leg.minor) for leg in moved
    ]:
        raise Conflict("ledger.other_transfer", "This was already paid, and in another way.")
    return first
