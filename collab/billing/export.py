"""The ledger of a contract to take away: docs/ledger-export.md tells how a stranger adds it up again."""

import csv
import io
from collections.abc import Iterator
from typing import Any, NamedTuple

from collab import clock, limits, wire
from collab.billing.models import Release
from collab.billing.payments import payments
from collab.billing.purses import agreed_on, money_of
from collab.billing.statements import reasons_of
from collab.errors import Conflict
from collab.ledger.models import Transfer
from collab.money import CURRENCIES
from collab.workrooms.log import snapshot
from collab.workrooms.models import Member, Room

COLUMNS = (
    "transfer", "at", "key", "cause", "words", "event", "account", "person", "minor", "sum_minor", "currency",
    "digits",
)  # fmt: skip
HOW = (
    "Amounts are whole minor units: minor / 10^digits of the currency.",
    "The entries of one transfer sum to zero.",
    "sum_minor is the sum of minor so far, per account and person, of this contract alone.",
    "The last sum of escrow is deposited - released - refunded, that of fees is fees_client + fees_freelancer, and "
    "that of clearing is refunded + returned - deposited - bonuses - billed - fees_client.",
    "Each fee is a percentage of its amount, rounded half up: (2 * minor * percent + 100) // 200. The initiation of a "
    "payment comes on top.",
    "A refund from escrow brings as much of the fee back as leaves the fee of what is left of its payment (of).",
    "cause is kind:id. funding, bonus, bill and refund name a payment, release and available a release.",
)
"""How to add it up again, in the JSON itself."""


class Row(NamedTuple):
    """One entry of a transfer, in the order of COLUMNS."""

    transfer: str
    at: str
    key: str
    cause: str
    words: str
    event: int | None
    account: str
    person: str
    minor: int
    sum_minor: int
    currency: str
    digits: int


def as_csv(seat: Member) -> str:
    """Raises Conflict("ledger.too_long")."""
    text = io.StringIO()
    table = csv.writer(text, lineterminator="\r\n")
    table.writerow(COLUMNS)
    with snapshot():
        table.writerows(_rows(seat.room))
    return text.getvalue()


def as_json(seat: Member) -> dict[str, Any]:
    """Raises Conflict("ledger.too_long")."""
    with snapshot():
        room = Room.objects.get(pk=seat.room_id)
        terms = agreed_on(room)
        rows = [row._asdict() for row in _rows(room)]
        releases = Release.objects.filter(room=room).select_related("payment").order_by("pk")
        return {
            "how": list(HOW),
            "room": str(room.public_id),
            "title": room.title,
            "event": room.head,
            "currency": terms.currency,
            "digits": CURRENCIES[terms.currency],
            "fees": terms.fees.model_dump(mode="json"),
            "money": money_of(room).model_dump(mode="json"),
            "payments": [_dump(one.card_of()) for one in payments().filter(room=room).order_by("pk")],
            "releases": [_dump(one.card()) for one in releases],
            "entries": rows,
        }


def _dump(card: wire.Payment | wire.Release) -> dict[str, Any]:
    return card.model_dump(mode="json")


def _rows(room: Room) -> Iterator[Row]:
    """Oldest first."""
    found = Transfer.objects.filter(room_id=room.pk).order_by("pk")
    if found.count() > limits.EXPORT_TRANSFERS:
        raise Conflict(
            "ledger.too_long", "This ledger is too long to be taken away at once. Please page through it."
        )
    transfers = list(found.prefetch_related("legs__account__person"))
    reasons = reasons_of(transfers)
    sums: dict[tuple[str, str], int] = {}
    for transfer in transfers:
        for leg in transfer.legs.all():
            person = leg.account.person
            whose = str(person.public_id) if person else ""
            place = (leg.account.kind, whose)
            sums[place] = sums.get(place, 0) + leg.minor
            yield Row(
                str(transfer.public_id), clock.stamp(transfer.at), transfer.key, transfer.cause,
                reasons[transfer.cause].words, transfer.seq, leg.account.kind, whose, leg.minor, sums[place],
                transfer.currency, CURRENCIES[transfer.currency],
            )  # fmt: skip
