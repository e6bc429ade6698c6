"""Receipts, invoices and credit notes: issued with what they are about, numbered without gaps by their issuer."""

from collections.abc import Sequence
from datetime import datetime
from typing import NamedTuple

from django.conf import settings
from django.db.models import F

from collab import limits, wire
from collab.accounts.models import Person
from collab.billing.models import Issuer, Paper
from collab.workrooms.models import Room

OPERATOR = "Collab"


class Item(NamedTuple):
    text: str
    minor: int


def issue(
    room: Room,
    kind: wire.PaperKind,
    *,
    by: Person | None,
    to: Person,
    title: str,
    items: Sequence[Item],
    currency: str,
    cause: str,
    at: datetime,
) -> Paper | None:
    """Write a paper down in the transaction of its cause, in a locked room; None where there is nothing to put on it.

    `by` is None for the operator. Comes before money is posted: an issuer is locked before accounts are (rule 4).
    """
    lines = [{"text": item.text, "minor": item.minor} for item in items if item.minor]
    if not lines:
        return None
    issuer = _next(room, by)
    return Paper.objects.create(
        issuer=issuer, count=issuer.last, room=room, kind=kind, title=title[: limits.LINE_CHARS],
        issued_by=_party(by), issued_to=_party(to), lines=lines, total=sum(item.minor for item in items),
        currency=currency, cause=cause, at=at,
    )  # fmt: skip


def _next(room: Room, by: Person | None) -> Issuer:
    """The issuer, who has just counted on, and whom nobody else counts on until the transaction ends."""
    if by is None:
        issuer, _ = Issuer.objects.get_or_create(room=room, defaults={"prefix": f"R-{_tail(room)}"})
    else:
        issuer, _ = Issuer.objects.get_or_create(person=by, defaults={"prefix": f"F-{_tail(by)}"})
    Issuer.objects.filter(pk=issuer.pk).update(last=F("last") + 1)
    issuer.refresh_from_db(fields=["last"])
    return issuer


def _tail(of: Room | Person) -> str:
    """The random end of a public id."""
    return of.public_id.hex[-10:].upper()


def _party(person: Person | None) -> dict[str, object]:
    if person is None:
        return {"name": OPERATOR, "lines": [settings.SITE_URL]}
    return {"name": person.name, "lines": []}


def number_of(paper: Paper) -> str:
    """As it is printed. Needs `issuer` selected."""
    return f"{paper.issuer.prefix}-{paper.count:04}"


def card(paper: Paper, room: Room) -> wire.Paper:
    """As it crosses the network. Needs `issuer` selected."""
    return wire.Paper(
        id=paper.public_id, kind=paper.kind, number=number_of(paper), issuer=paper.issued_by["name"],
        to=paper.issued_to["name"], title=paper.title, total=paper.total, currency=paper.currency, at=paper.at,
        path=f"/api/v1/rooms/{room.public_id}/papers/{paper.public_id}.pdf",
    )  # fmt: skip
