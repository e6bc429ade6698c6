"""Whose accounts: found by their places, each through its unique index."""

from collections.abc import Iterable

from django.db import connection
from django.db.models import QuerySet

from collab.accounts.models import Person
from collab.ledger.models import Account
from collab.ledger.rules import OF_ROOMS, Place
from collab.rows import read

# Plain SQL: composing so many alternatives cost more than answering them. The indexes are of rooms' accounts and of
# people's; without the last words of each, PostgreSQL reads the whole table.
_OF_ROOM = "(room_id = %s AND kind = %s AND currency = %s AND person_id IS NULL)"
_OF_PERSON = "(person_id = %s AND kind = %s AND currency = %s AND room_id IS NULL)"
_LOCKED = {"postgresql": " FOR NO KEY UPDATE", "sqlite": ""}


def accounts_of(places: Iterable[Place], *, locked: bool = False) -> dict[Place, Account]:
    """The accounts that there are; `locked` by ascending id until the transaction ends (rule 4)."""
    asked = list(places)
    if not asked:
        return {}
    wanted = " OR ".join(_OF_ROOM if place.kind in OF_ROOMS else _OF_PERSON for place in asked)
    lock = _LOCKED[connection.vendor] if locked else ""
    found = read(
        Account, f"WHERE {wanted} ORDER BY id{lock}",
        [value for place in asked for value in (place.owner, place.kind, place.currency)],
    )  # fmt: skip
    return {place_of(account): account for account in found}


def accounts_of_person(person: Person) -> QuerySet[Account]:
    """All of them, whatever the currency."""
    return Account.objects.filter(person=person, room_id=None)


def place_of(account: Account) -> Place:
    owner = account.room_id if account.kind in OF_ROOMS else account.person_id
    assert owner is not None, "a constraint holds it"
    return Place(account.kind, owner, account.currency)
