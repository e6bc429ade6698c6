"""Money becomes the freelancer's: pending, and after the hold available."""

from datetime import datetime, timedelta
from uuid import UUID

from collab import limits, wire
from collab.agenda import book
from collab.billing.models import Payment, Purse, Release
from collab.billing.papers import Item, issue
from collab.billing.purses import Agreed, Parties
from collab.billing.rules.fees import fee_of
from collab.money import Money
from collab.rows import insert_one
from collab.workrooms.models import Room

AVAILABLE = "money.available"


def credit(
    room: Room,
    both: Parties,
    terms: Agreed,
    purse: Purse,
    *,
    subject: UUID | None,
    title: str,
    minor: int,
    at: datetime,
    payment: Payment | None = None,
) -> Release:
    """Write down what is the freelancer's now, the papers about it, and when the hold ends. Posts nothing."""
    fee = fee_of(minor, terms.fees.freelancer_percent)
    release = Release(
        room=room, person=both.freelancer, kind=payment.kind if payment else "milestone", subject=subject,
        payment=payment, title=title[: limits.LINE_CHARS], minor=minor, fee=fee, currency=terms.currency, at=at,
        available_at=_held_until(payment, at, terms.policy),
        refund_until=at + timedelta(days=terms.policy.refund_days),
    )  # fmt: skip
    insert_one(release)
    purse.fees_freelancer += fee
    _issue_papers(room, both, release)
    announce(room, release)
    return release


def announce(room: Room, release: Release) -> None:
    """Say what becomes available when the hold ends: at first, and anew when some of it was given back."""
    net = Money(release.net, release.currency)
    sentence = f"{net} for “{release.title}” becomes available to {release.person.name}."
    if not release.net:
        sentence = f"Nothing is left of “{release.title}” to become available: all of it was given back."
    book.put(AVAILABLE, release.public_id, release.available_at, sentence[:300], room_id=room.pk)


def _held_until(payment: Payment | None, at: datetime, policy: wire.Policy) -> datetime:
    """A week has a hold that everybody knew before; one that is paid late may end after it."""
    of_its_own = at + timedelta(days=policy.hold_days)
    if payment is None or payment.hold_until is None:
        return of_its_own
    return max(payment.hold_until, of_its_own)


def _issue_papers(room: Room, both: Parties, release: Release) -> None:
    """The freelancer's invoice to the client, and the operator's receipt for the fee."""
    client, freelancer = both
    if release.kind != "bill":
        issue(
            room, "invoice", by=freelancer, to=client, title=release.title,
            items=[Item(release.title, release.minor)], currency=release.currency,
            cause=f"release/{release.public_id}", at=release.at,
        )  # fmt: skip
    issue(
        room, "receipt", by=None, to=freelancer, title=f"Fee: {release.title}",
        items=[Item(f"Fee for {Money(release.minor, release.currency)}", release.fee)],
        currency=release.currency, cause=f"fee/{release.public_id}", at=release.at,
    )  # fmt: skip
