"""What people see of money: a room's at a glance, their own balances and cards."""

from uuid import UUID

from collab import cursors, limits, wire
from collab.accounts.models import Person
from collab.billing import papers
from collab.billing.about import NOTHING, about_of
from collab.billing.models import Card, Paper, Purse, Release
from collab.billing.payments import payments
from collab.billing.purses import money_of
from collab.errors import NotFound
from collab.ledger.accounts import accounts_of_person
from collab.ledger.models import Account, Leg
from collab.workrooms.log import snapshot
from collab.workrooms.models import Member, Room


def money_page(seat: Member) -> wire.MoneyPage:
    """A room's money as of one event."""
    with snapshot():
        room = Room.objects.get(pk=seat.room_id)
        money = money_of(room)
        paid = payments_of(room, None, limits.MONEY_SHOWN)
        released = releases_of(room, None, limits.MONEY_SHOWN)
        issued = papers_of(room, None, limits.MONEY_SHOWN)
        more: dict[wire.MoneyList, str | None] = {
            "payments": paid.next, "releases": released.next, "papers": issued.next,
        }  # fmt: skip
        return wire.MoneyPage(
            money=money,
            balances=balances_of(seat.person),
            payments=paid.items,
            releases=released.items,
            papers=issued.items,
            more=[name for name, after in more.items() if after],
            plot=_plot(room),
            seq=room.head,
        )


def payments_of(room: Room, cursor: str | None, limit: int) -> wire.PaymentPage:
    """Newest first, as the next two. Raises Refused("cursor.invalid")."""
    found, after = cursors.page(payments().filter(room=room), cursor, limit)
    return wire.PaymentPage(items=[payment.card_of() for payment in found], next=after)


def releases_of(room: Room, cursor: str | None, limit: int) -> wire.ReleasePage:
    found, after = cursors.page(Release.objects.filter(room=room).select_related("payment"), cursor, limit)
    return wire.ReleasePage(items=[release.card() for release in found], next=after)


def papers_of(room: Room, cursor: str | None = None, limit: int = limits.PAGE) -> wire.PaperPage:
    found, after = cursors.page(Paper.objects.filter(room=room).select_related("issuer"), cursor, limit)
    causes = [paper.cause.split("/")[1] for paper in found]
    about = about_of(causes)
    items = [
        papers.card(paper, room, about.get(cause, NOTHING))
        for paper, cause in zip(found, causes, strict=True)
    ]
    return wire.PaperPage(items=items, next=after)


def paper_of(room: Room, paper: UUID) -> Paper:
    """Raises NotFound("paper.not_found")."""
    found = Paper.objects.select_related("issuer", "room").filter(room=room, public_id=paper).first()
    if found is None:
        raise NotFound("paper.not_found", "There is no such paper in this room.")
    return found


def balances_of(person: Person) -> list[wire.Balance]:
    """What a person has, over all rooms, by currency."""
    found: dict[str, dict[str, int]] = {}
    for account in accounts_of_person(person).order_by("currency"):
        found.setdefault(account.currency, {})[account.kind] = account.balance
    return [
        wire.Balance(currency=currency, pending=held.get("pending", 0), available=held.get("available", 0))
        for currency, held in found.items()
    ]


def cards_of(person: Person) -> wire.Cards:
    """The newest first."""
    mine = Card.objects.filter(person=person, removed_at=None).order_by("-pk")
    return wire.Cards(items=[card.card() for card in mine])


def _plot(room: Room) -> list[wire.Plotted]:
    """Sums after each of the newest movements of escrow, oldest first: reckoned back from what they are now."""
    purse = Purse.objects.filter(room=room).first()
    escrow = Account.objects.filter(kind="escrow", room_id=room.pk).first()
    if purse is None or escrow is None:
        return []
    legs = Leg.objects.filter(account=escrow).select_related("transfer").order_by("-number")
    funded, released, refunded = purse.deposited, purse.released, purse.refunded
    points = []
    for leg in legs[: limits.PLOT_POINTS]:
        points.append(wire.Plotted(at=leg.at, funded=funded, released=released, refunded=refunded))
        if leg.minor > 0:
            funded -= leg.minor
        elif leg.transfer.cause.startswith("release:"):
            released += leg.minor
        else:
            refunded += leg.minor
    return points[::-1]
