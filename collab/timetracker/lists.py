"""The weeks of a contract at a glance, and the timer of mine that runs."""

from uuid import UUID

from django.db.models import Sum

from collab import clock, limits, wire
from collab.accounts.models import Person
from collab.billing.models import Card
from collab.billing.purses import parties
from collab.timetracker import timers
from collab.timetracker.cards import SUMS, weeks_of
from collab.timetracker.diaries import may, running_in
from collab.timetracker.models import Report, Week
from collab.timetracker.paying import card_for
from collab.timetracker.standing import check_accepted
from collab.workrooms.log import snapshot
from collab.workrooms.models import Member, Room

MEMOS_LOOKED_AT = 500
"""Reports, the last first, among whose memos the next one may be."""


def all_weeks(seat: Member) -> wire.Weeks:
    """The newest limits.WEEKS_SHOWN of them, as of one event. Raises as `check_accepted`."""
    with snapshot():
        here = Member.objects.select_related("room", "person").get(pk=seat.pk)
        room = here.room
        check_accepted(room)
        found = list(Week.objects.filter(room=room).order_by("-monday")[: limits.WEEKS_SHOWN])
        card = card_for(room)
        return wire.Weeks(
            items=weeks_of(found), running=running_in(here, parties(room).freelancer), card=card and card.label,
            card_id=_shown_to(here.person, card), memos=_memos(room), may=may(here), total=_total(room), seq=room.head,
        )  # fmt: skip


def _shown_to(person: Person, card: Card | None) -> UUID | None:
    return card.public_id if card and card.person_id == person.pk else None


def _memos(room: Room) -> list[str]:
    said = (
        Report.objects.filter(room=room).order_by("-start").values_list("memo", flat=True)[:MEMOS_LOOKED_AT]
    )
    return list(dict.fromkeys(said))[: limits.MEMOS_SHOWN]


def _total(room: Room) -> wire.Sums:
    summed = Week.objects.filter(room=room).aggregate(**{name: Sum(name, default=0) for name in SUMS})
    return wire.Sums.model_validate(summed)


def my_timer(person: Person) -> wire.MyTimer:
    """Wherever it runs."""
    found = Report.objects.filter(person=person, running=True).select_related("room", "person").first()
    return wire.MyTimer(timer=timers.card(found) if found else None, now=clock.now())
