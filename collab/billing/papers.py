"""Receipts, invoices and credit notes: issued with what they are about, numbered without gaps by their issuer."""

from collections.abc import Callable, Sequence
from datetime import datetime
from typing import NamedTuple
from uuid import UUID

from django.conf import settings
from django.db import connection

from collab import limits, wire
from collab.accounts.models import Person
from collab.billing.about import About
from collab.billing.drawing import Table
from collab.billing.models import Issuer, Paper
from collab.rows import insert_one
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
    paper = Paper(
        issuer=issuer, count=issuer.last, room=room, kind=kind, title=title[: limits.LINE_CHARS],
        issued_by=_party(by), issued_to=_party(to), lines=lines, total=sum(item.minor for item in items),
        currency=currency, cause=cause, at=at,
    )  # fmt: skip
    insert_one(paper)
    return paper


def _next(room: Room, by: Person | None) -> Issuer:
    """The issuer, who has just counted on, and whom nobody else counts on until the transaction ends."""
    column, owner = ("room_id", room) if by is None else ("person_id", by)
    with connection.cursor() as cursor:
        cursor.execute(
            f"INSERT INTO billing_issuer ({column}, prefix, last) VALUES (%s, %s, 1)"
            f" ON CONFLICT ({column}) DO UPDATE SET last = billing_issuer.last + 1 RETURNING id, prefix, last",
            [owner.pk, f"{'R' if by is None else 'F'}-{_tail(owner)}"],
        )
        [(pk, prefix, last)] = cursor.fetchall()
    return Issuer(pk, prefix=prefix, last=last, **{column: owner.pk})


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


Append = Callable[[Paper], Table | None]
_append: dict[str, Append] = {}


def appended_to(cause: str) -> Callable[[Append], Append]:
    """Register who knows what papers of this cause (`bill` of `bill/<id>`) have as an appendix.

    It never changes, as the paper does not.
    """

    def register(append: Append) -> Append:
        _append[cause] = append
        return append

    return register


def appendix_of(paper: Paper) -> Table | None:
    append = _append.get(paper.cause.partition("/")[0])
    return append(paper) if append else None


def card(paper: Paper, room: Room, about: About) -> wire.Paper:
    """As it crosses the network, with the milestones or the week that it is about. Needs `issuer` selected."""
    return wire.Paper(
        id=paper.public_id, kind=paper.kind, number=number_of(paper), issuer=paper.issued_by["name"],
        to=paper.issued_to["name"], title=paper.title, total=paper.total, currency=paper.currency, at=paper.at,
        milestones=[UUID(one) for one in about.milestones], week=about.week,
        lines=[wire.PaperLine(text=line["text"], minor=line["minor"]) for line in paper.lines],
        path=f"/api/v1/rooms/{room.public_id}/papers/{paper.public_id}.pdf",
    )  # fmt: skip
