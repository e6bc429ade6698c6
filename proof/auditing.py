"""Whether the database says of money what the model says: asked in plain SQL, apart from the application's own sums."""

from collections.abc import Iterator, Sequence
from typing import Any

from django.db import connection

from collab.agenda.models import Due
from collab.ledger.verify import differences
from proof.agenda_model import Agenda
from proof.deal_model import Contract

SUMS = ("deposited", "released", "refunded", "bound", "bonuses", "returned", "fees_client", "fees_freelancer")
OF_ROOM = ("escrow", "fees", "clearing")
BOUND = ("funded", "submitted", "changes_requested")


def audit(contracts: Sequence[tuple[int, Contract]], agenda: Agenda, freelancer: int) -> Iterator[str]:
    """All that differs, in words. The contracts (by the primary keys of their rooms) have this one freelancer."""
    yield from sound()
    for room, contract in contracts:
        for words in of_room(room, contract):
            yield f"room {room}: {words}"
    people = contracts[0][1].money.people
    theirs = legs("account.person_id = %s", "kind, account.currency", freelancer)
    told = {(kind, currency): minor for kind, currency, minor in theirs}
    for place in {*told, *people}:
        yield from same(" ".join(place), told.get(place, 0), people[place])
    dues = sorted(Due.objects.values_list("verb", "due_at"))
    yield from same("the agenda", dues, agenda.rows())


def sound() -> Iterator[str]:
    """Of the ledger alone: nothing was made or lost anywhere."""
    for about, words in differences():
        yield f"verify_ledger: {about} {words}"
    for transfer, minor in asked(
        "SELECT transfer_id, sum(minor) FROM ledger_leg GROUP BY 1 HAVING sum(minor) <> 0"
    ):
        yield f"transfer {transfer} makes {minor}"
    for currency, minor in asked(
        "SELECT currency, sum(balance) FROM ledger_account GROUP BY 1 HAVING sum(balance) <> 0"
    ):
        yield f"all accounts in {currency} hold {minor}"
    for kind, minor in asked(
        "SELECT kind, balance FROM ledger_account WHERE kind <> 'clearing' AND balance < 0"
    ):
        yield f"an account of {kind} holds {minor}"


def of_room(room: int, contract: Contract) -> Iterator[str]:
    money = contract.money
    [purse] = rows("billing_purse", SUMS, room) or [(0,) * len(SUMS)]
    yield from same("sums", purse, tuple(money.sums[name] for name in SUMS))
    deposited, released, refunded, bound = purse[:4]
    if not 0 <= bound <= deposited - released - refunded:
        yield f"deposited {deposited}, released {released}, refunded {refunded}, bound {bound}"
    told = dict(legs("account.room_id = %s", "kind", room))
    for kind in OF_ROOM:
        yield from same(kind, told.get(kind, 0), money.accounts[kind])
    yield from same("escrow", told.get("escrow", 0), deposited - released - refunded)
    for_pieces = sum(one.minor for one in contract.pieces if one.state in BOUND)
    yield from same("bound", bound, for_pieces + sum(one.free for one in money.payments if not one.ended))
    less, paying = "coalesce(less_minor, 0)", "payment IS NOT NULL"
    yield from same(
        "milestones",
        rows("milestones_milestone", ("state", "minor", "released", less, paying), room),
        [(*one.row(), one.paying is not None) for one in contract.pieces],
    )
    payments = rows("billing_payment", ("kind", "state", "minor", "fee", "free"), room)
    yield from same("payments", payments, [one.row() for one in money.payments])
    releases = rows("billing_release", ("minor", "fee", "refunded", "refunded_fee", "is_available"), room)
    yield from same("releases", releases, [one.row() for one in money.releases])


def rows(table: str, columns: Sequence[str], room: int) -> list[Any]:
    """Of a room, the oldest first."""
    key = "room_id" if table == "billing_purse" else "id"
    return asked(f"SELECT {', '.join(columns)} FROM {table} WHERE room_id = %s ORDER BY {key}", room)


def legs(where: str, by: str, *values: object) -> list[Any]:
    """What the legs of these accounts sum to."""
    return asked(
        f"SELECT {by}, sum(leg.minor) FROM ledger_leg AS leg JOIN ledger_account AS account"
        f" ON account.id = leg.account_id WHERE {where} GROUP BY {by}",
        *values,
    )


def asked(sql: str, *values: object) -> list[Any]:
    with connection.cursor() as cursor:
        cursor.execute(sql, values)
        return cursor.fetchall()


def same(what: str, there: object, should: object) -> Iterator[str]:
    if there != should:
        yield f"{what}: there is {there}, there should be {should}"
