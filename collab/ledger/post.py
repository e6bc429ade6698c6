"""The one door by which money moves."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import connection

from collab.errors import Conflict
from collab.ledger import rules
from collab.ledger.accounts import accounts_of, place_of
from collab.ledger.models import Account, Leg, Transfer
from collab.ledger.rules import OF_ROOMS, Place
from collab.rows import insert, insert_one


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
        key=key, cause=cause.name, room_id=cause.room_id, seq=cause.seq, currency=moved[0].place.currency, at=at
    )  # fmt: skip
    # Only now: whoever posts under the same key wants the same accounts, and has committed when they are ours.
    if not insert_one(transfer, unless="key"):
        return _same(Transfer.objects.get(key=key), moved)
    insert([_leg(transfer, accounts[leg.place], leg.minor) for leg in moved])
    _keep(accounts.values())
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
    account.balance += minor
    account.legs_count += 1
    account.last_at = transfer.at
    if account.balance < 0 and account.kind in rules.NEVER_NEGATIVE:
        raise Conflict("ledger.overdrawn", "There is not enough money for this.")
    return Leg(
        transfer=transfer, account=account, number=account.legs_count, minor=minor, balance=account.balance,
        at=transfer.at,
    )  # fmt: skip


def _keep(accounts: Collection[Account]) -> None:
    """Write what each holds now. Plain SQL: composing this one statement cost as much as all others together."""
    rows = ", ".join(["(%s, %s, %s, %s)"] * len(accounts))
    written = connection.ops.adapt_datetimefield_value
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE ledger_account SET balance = held.column2, legs_count = held.column3, last_at = held.column4"
            f" FROM (VALUES {rows}) AS held WHERE id = held.column1",
            [
                value
                for account in accounts
                for value in (account.pk, account.balance, account.legs_count, written(account.last_at))
            ],
        )


def _same(first: Transfer, moved: Sequence[rules.Leg]) -> Transfer:
    legs = Leg.objects.filter(transfer=first).select_related("account")
    if sorted((place_of(leg.account), leg.minor) for leg in legs) != [
        (leg.place, leg.minor) for leg in moved
    ]:
        raise Conflict("ledger.other_transfer", "This was already paid, and in another way.")
    return first
