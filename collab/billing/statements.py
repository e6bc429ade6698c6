"""The open ledger of a contract: every transfer with its cause, for those in its room."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any, NamedTuple
from uuid import UUID

from collab import cursors, wire
from collab.accounts.models import Person
from collab.billing.about import NOTHING, About, about_of
from collab.billing.models import Payment, Release
from collab.billing.purses import agreed_on
from collab.instants import in_utc
from collab.ledger.accounts import accounts_of
from collab.ledger.models import Leg, Transfer
from collab.ledger.rules import OF_PEOPLE, Place
from collab.ledger.statements import balance_at, transfers_of
from collab.workrooms.models import Member

WORDS = {
    "funding": "Paid into escrow",
    "bonus": "Bonus",
    "bill": "Paid",
    "refund": "Refund",
    "release": "Released",
    "available": "Available",
}
"""By the first word of a cause. Payments are named by the first four, releases by the others."""


class Reason(NamedTuple):
    words: str
    about: About


def ledger_page(
    seat: Member, cursor: str | None, limit: int, milestone: UUID | None = None, week: date | None = None
) -> wire.Ledger:
    """A page of the room's transfers, or of those that are about a milestone or a week, newest first.

    Raises Refused("cursor.invalid").
    """
    causes = None
    if milestone is not None:
        causes = _causes_about(seat.room_id, str(milestone))
    elif week is not None:
        causes = _causes_of_week(seat.room_id, week)
    found, after = cursors.page(transfers_of(seat.room_id, causes), cursor, limit)
    return wire.Ledger(items=told(found, seat.person), next=after)


def held_then(seat: Member, at: datetime) -> wire.HeldThen:
    """What this contract's escrow and my own accounts held at that instant. Raises Refused("balance.instant")."""
    instant = in_utc(at, code="balance.instant")
    currency = agreed_on(seat.room).currency
    places = [
        Place("escrow", seat.room_id, currency),
        *(Place(kind, seat.person_id, currency) for kind in OF_PEOPLE),
    ]
    found = accounts_of(places)
    held = [balance_at(found[place], instant) if place in found else 0 for place in places]
    return wire.HeldThen(at=instant, currency=currency, escrow=held[0], pending=held[1], available=held[2])


def _causes_about(room: int, milestone: str) -> list[str]:
    paid = Payment.objects.filter(room=room).values_list("kind", "public_id", "subjects")
    released = Release.objects.filter(room=room, subject=milestone).values_list("public_id", flat=True)
    return [f"{kind}:{id}" for kind, id, subjects in paid if milestone in subjects] + [
        f"{kind}:{id}" for kind in ("release", "available") for id in released
    ]


def _causes_of_week(room: int, monday: date) -> list[str]:
    paid = Payment.objects.filter(room=room, week=monday).values_list("kind", "public_id")
    released = Release.objects.filter(payment__room=room, payment__week=monday).values_list(
        "public_id", flat=True
    )
    return [f"{kind}:{id}" for kind, id in paid] + [f"available:{id}" for id in released]


def told(transfers: Sequence[Transfer], reader: Person) -> list[wire.Transfer]:
    """As they cross the network: two questions for the causes of all. Needs legs, accounts and people prefetched."""
    reasons = reasons_of(transfers)
    return [_told(transfer, reasons[transfer.cause], reader) for transfer in transfers]


def _told(transfer: Transfer, reason: Reason, reader: Person) -> wire.Transfer:
    return wire.Transfer(
        **why(transfer, reason), entries=[_entry(leg, reader) for leg in transfer.legs.all()]
    )


def why(transfer: Transfer, reason: Reason) -> dict[str, Any]:
    """The fields of `wire.Moved`."""
    return {
        "id": transfer.public_id, "at": transfer.at, "cause": transfer.cause, "words": reason.words,
        "seq": transfer.seq, "milestones": reason.about.milestones, "week": reason.about.week,
        "currency": transfer.currency,
    }  # fmt: skip


def _entry(leg: Leg, reader: Person) -> wire.Entry:
    """What somebody else holds is made of all their contracts, and stays theirs."""
    account = leg.account
    anothers = account.kind in OF_PEOPLE and account.person_id != reader.pk
    return wire.Entry(
        account=account.kind, person=account.person and account.person.public_id, minor=leg.minor,
        balance=None if anothers else leg.balance,
    )  # fmt: skip


def reasons_of(transfers: Sequence[Transfer]) -> dict[str, Reason]:
    """What each cause is, in words."""
    causes = {transfer.cause: transfer.cause.partition(":") for transfer in transfers}
    about = about_of(name for _, _, name in causes.values())
    return {cause: _reason(kind, about.get(name, NOTHING)) for cause, (kind, _, name) in causes.items()}


def _reason(kind: str, about: About) -> Reason:
    words = WORDS.get(kind, kind)
    return Reason(words if about.title in ("", words) else f"{words}: {about.title}", about)
