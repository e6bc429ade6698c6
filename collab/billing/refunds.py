"""Money goes back to the client, to the charges that it came from, the newest first."""

from collections.abc import Sequence
from datetime import datetime

from django.db.models import F, Sum

from collab import wire
from collab.accounts.models import Person
from collab.billing import moving
from collab.billing.asking import ask_at_once
from collab.billing.models import Payment, Release
from collab.billing.papers import Item, issue
from collab.billing.purses import agreed_on, parties, purse_of
from collab.billing.releases import announce
from collab.billing.rules.fees import fee_back
from collab.billing.rules.sources import spread
from collab.workrooms.log import publish
from collab.workrooms.models import Room


def refund(
    room: Room,
    *,
    minor: int,
    bound: int,
    at: datetime,
    seq: int,
    subjects: Sequence[str] = (),
    note: str = "",
    title: str = "",
    by: Person | None = None,
) -> list[Payment]:
    """Of what is held, `minor` goes back to the client with the fee of it, and `bound` of it is bound no more.

    Comes after the event `seq` that tells of it, for it tells of each payment itself.
    """
    purse = purse_of(room)
    purse.bound -= bound
    purse.refunded += minor
    percent = agreed_on(room).fees.client_percent
    made = []
    for charge, left, part in _sources(room, minor):
        fee = fee_back(left, part, percent)
        purse.fees_client -= fee
        payment = _write_down(room, charge, part, fee, title, subjects, note, by, at)
        _issue_credit_note(room, payment)
        made.append(payment)
    purse.save()
    for payment in made:
        moving.left_escrow(room, payment, at, seq)
    return made


def give_back(
    room: Room, release: Release, *, minor: int, at: datetime, seq: int, note: str, by: Person | None
) -> None:
    """Of what was released, `minor` goes back to the client; the freelancer gets the fee of it back.

    The client's own fee was for paying, and stays. Raises Conflict("release.not_enough").
    """
    purse = purse_of(room)
    percent = agreed_on(room).fees.freelancer_percent
    sources = [(release.payment, minor, minor)] if release.payment else _sources(room, minor)
    moved = []
    for charge, _, part in sources:
        fee = fee_back(release.kept, part, percent)
        payment = _write_down(room, charge, part, 0, release.title, _subjects(release), note, by, at)
        release.refunded += part
        release.refunded_fee += fee
        moved.append((payment, fee))
    release.save(update_fields=["refunded", "refunded_fee"])
    if not release.is_available:
        announce(room, release)
    fees = sum(fee for _, fee in moved)
    purse.returned += minor
    purse.fees_freelancer -= fees
    purse.save()
    _issue_credit_notes(room, release, minor, fees, seq, at)
    for payment, fee in moved:
        moving.was_given_back(room, payment, release, fee, at, seq)


def give_back_newest(room: Room, *, minor: int, at: datetime, note: str, by: Person | None = None) -> int:
    """Of what bills of weeks released, `minor` goes back to the client, or as much as is left. → how much does

    Whenever that is. Raises as `give_back`.
    """
    given = 0
    kept = Release.objects.filter(room=room, kind="bill", refunded__lt=F("minor")).select_related("payment")
    # The newest first, and what is pending before what is available: in that order their accounts were made (rule 4).
    for release in kept.order_by("is_available", "-pk"):
        part = min(minor - given, release.kept)
        if not part:
            break
        told = wire.ReleaseRefunded(id=release.public_id, minor=part, reason=note)
        seq = publish(room, told, by=by, at=at).seq
        give_back(room, release, minor=part, at=at, seq=seq, note=note, by=by)
        given += part
    return given


def _subjects(release: Release) -> list[str]:
    return [str(release.subject)] if release.subject else []


def _sources(room: Room, minor: int) -> list[tuple[Payment, int, int]]:
    """The fundings that it goes back to: with what was left of each before, and what of that goes."""
    charges = Payment.objects.filter(room=room, kind="funding", state="succeeded").select_related("card")
    gone = dict(
        Payment.objects.filter(room=room, kind="refund").order_by().values_list("of").annotate(Sum("minor"))
    )
    left = [(charge, charge.minor - gone.get(charge.pk, 0)) for charge in charges.order_by("-pk")]
    before = {charge.pk: minor for charge, minor in left}
    return [(charge, before[charge.pk], part) for charge, part in spread(minor, left)]


def _write_down(
    room: Room,
    charge: Payment,
    minor: int,
    fee: int,
    title: str,
    subjects: Sequence[str],
    note: str,
    by: Person | None,
    at: datetime,
) -> Payment:
    payment = Payment.objects.create(
        room=room, kind="refund", card_id=charge.card_id, of=charge, minor=minor, fee=fee, currency=charge.currency,
        title=title or charge.title, subjects=list(subjects), week=charge.week, note=note, by=by, at=at,
    )  # fmt: skip
    publish(room, wire.PaymentStarted(id=payment.public_id), by=by, at=at)
    ask_at_once(payment, at)
    return payment


def _issue_credit_note(room: Room, payment: Payment) -> None:
    issue(
        room,
        "credit_note",
        by=None,
        to=parties(room).client,
        title=f"Refund: {payment.title}" if payment.title else "Refund",
        items=[Item("Back from escrow", -payment.minor), Item("Fee", -payment.fee)],
        currency=payment.currency,
        cause=payment.key,
        at=payment.at,
    )


def _issue_credit_notes(room: Room, release: Release, minor: int, fee: int, seq: int, at: datetime) -> None:
    """What takes back the invoice and the receipt for the fee."""
    client, freelancer = parties(room)
    cause = f"{release.public_id}/{seq}"
    issue(
        room, "credit_note", by=freelancer, to=client, title=f"Refund: {release.title}",
        items=[Item(release.title, -minor)], currency=release.currency, cause=f"back/{cause}", at=at,
    )  # fmt: skip
    issue(
        room, "credit_note", by=None, to=freelancer, title=f"Fee returned: {release.title}",
        items=[Item("Fee returned", -fee)], currency=release.currency, cause=f"fee-back/{cause}", at=at,
    )  # fmt: skip
