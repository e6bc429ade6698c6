"""What other actions do with a contract's money, within their own transactions and with the room locked."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from uuid import UUID

from collab import limits, wire
from collab.accounts.models import Person
from collab.billing import moving
from collab.billing.asking import ask_soon
from collab.billing.models import Card, Payment, Release
from collab.billing.purses import (
    Agreed,
    agreed_on,
    initiation,
    money_of,
    moneys_of,
    parties,
    purse_of,
    quote,
    quoted,
)
from collab.billing.refunds import refund
from collab.billing.releases import credit
from collab.errors import Conflict, NotFound
from collab.rows import change, insert_one
from collab.workrooms.log import publish
from collab.workrooms.models import Event, Room

__all__ = [
    "bind",
    "charge",
    "check_bonus_in_time",
    "money_of",
    "moneys_of",
    "my_card",
    "quote",
    "refund",
    "release",
    "unbind",
]


def my_card(person: Person, card: UUID) -> Card:
    """Raises NotFound("card.not_found"), for those of others too."""
    found = Card.objects.filter(person=person, public_id=card, removed_at=None).first()
    if found is None:
        raise NotFound("card.not_found", "You have no such card here. Please choose another one.")
    return found


def check_bonus_in_time(room: Room, policy: wire.Policy, now: datetime) -> None:
    """Raises Conflict("bonus.too_late")."""
    if room.status != "ended":
        return
    ended = Event.objects.filter(room=room, kind="contract.ended").order_by("-seq").first()
    if ended is not None and now >= ended.at + timedelta(days=policy.bonus_days):
        raise Conflict(
            "bonus.too_late",
            f"A bonus was possible for {policy.bonus_days} days after the end of the contract.",
        )


def charge(
    room: Room,
    by: Person | None,
    card: Card,
    *,
    kind: wire.PaymentKind,
    minor: int,
    at: datetime,
    title: str = "",
    subjects: Sequence[str] = (),
    note: str = "",
    week: date | None = None,
    hold_until: datetime | None = None,
) -> Payment:
    """Write down that `minor` is to be paid, tell the room, and let the provider be asked. No network here.

    `by` is None for the clock. `week`: the Monday of the bill that it pays.
    `hold_until`: for how long at least what it brings is pending.
    Of a funding, `minor` is the whole sum: what is free in escrow is taken at once, the rest is charged.
    Something must be left to charge: ask `quote` first, and `bind` what comes from escrow alone.
    """
    terms = agreed_on(room)
    purse = purse_of(room, terms)
    asked = quoted(terms, purse, minor, kind)
    assert asked.charged > 0, "there is nothing to charge"
    once = initiation(terms, purse, asked.charged, kind)
    payment = Payment(
        room=room, kind=kind, card=card, minor=asked.charged, fee=asked.fee, initiation=once, free=asked.free,
        currency=asked.currency, title=title[: limits.LINE_CHARS], subjects=list(subjects), week=week, note=note,
        by=by, at=at, hold_until=hold_until,
    )  # fmt: skip
    insert_one(payment)
    purse.bound += asked.free
    purse.initiated = purse.initiated or once > 0
    change(purse)
    publish(room, wire.PaymentStarted(id=payment.public_id), by=by, at=at)
    ask_soon(payment, at)
    return payment


def bind(room: Room, minor: int, at: datetime) -> None:
    """Take this much of what is free in escrow for a milestone. Raises Conflict("escrow.not_enough")."""
    purse = purse_of(room)
    if minor > purse.free:
        raise Conflict("escrow.not_enough", "There is not so much free money in escrow any more.")
    purse.bound += minor
    change(purse)


def unbind(room: Room, minor: int) -> None:
    """A milestone needs this much less: it stays in escrow and is free."""
    purse = purse_of(room)
    purse.bound -= minor
    change(purse)


def release(
    room: Room, terms: Agreed, *, subject: UUID, title: str, bound: int, minor: int, at: datetime, seq: int
) -> Release:
    """Of the `bound` amount of a milestone, `minor` becomes the freelancer's; what is left of it stays, free.

    `seq` is the number of the event that tells of it, which may come right after (`room.head + 1`).
    """
    assert 0 < minor <= bound, "an action checks what people give"
    purse = purse_of(room, terms)
    purse.released += minor
    purse.bound -= bound
    made = credit(room, parties(room), terms, purse, subject=subject, title=title, minor=minor, at=at)
    change(purse)
    moving.released(room, made, at, seq)
    return made
