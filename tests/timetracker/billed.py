"""Weeks of an hourly contract and their bills, told in a line. It is a Monday, 2 March 2026, when they agree."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime, timedelta
from typing import Any

from django.db import transaction
from uuid_utils.compat import uuid7

from collab import clock, wire
from collab.accounts.models import Person
from collab.agenda.firing import fire_due
from collab.agenda.models import Due
from collab.billing.models import Card, Payment, SandboxCharge
from collab.ledger.verify import differences
from collab.timetracker import sheets
from collab.timetracker.bills import bills_of
from collab.timetracker.models import Bill, Report, Week
from collab.timetracker.recounting import recount
from collab.timetracker.rules.weeks import monday_of
from collab.workrooms import log
from collab.workrooms.models import Member, Room
from tests.billing import story as money
from tests.workrooms import story

MONDAY = date(2026, 3, 2)
AGREED = datetime(2026, 3, 2, 8, tzinfo=UTC)
LOCK = datetime(2026, 3, 9, 12, tzinfo=UTC)
SETTLED = datetime(2026, 3, 14, tzinfo=UTC)
AVAILABLE = datetime(2026, 3, 18, tzinfo=UTC)
HOUR = 3_600


def agreed(alice: Person, bob: Person, at: datetime = AGREED, **terms: Any) -> Room:
    """45.00 USD an hour and 20 hours a week, with fees of 10 % and 5 %."""
    with clock.at(at):
        return story.running(alice, bob, story.hourly(**({"fee_profile": "marketplace"} | terms)))


class Weeks:
    """What Alice, the client, and Bob, the freelancer, do with the weeks of their contract."""

    def __init__(self, alice: Person, bob: Person, room: Room) -> None:
        self.alice, self.bob, self.room = alice, bob, room

    def seat(self, who: Person) -> Member:
        return story.seat(who, self.room)

    def works(
        self, hours: float, day: int = 0, *, monday: date = MONDAY, kind: wire.ReportKind = "tracked",
        memo: str = "Form", begin: float = 9, came: datetime | None = None,
    ) -> Report:  # fmt: skip
        """Bob, from 9:00 of that day of the week, as a report that came at once; the first has the lowest id."""
        midnight = datetime(monday.year, monday.month, monday.day, tzinfo=UTC) + timedelta(days=day)
        start = midnight + timedelta(seconds=round(begin * HOUR))
        end = start + timedelta(seconds=round(hours * HOUR))
        report = Report.objects.create(
            public_id=uuid7(), room=self.room, person=self.bob, device="test", kind=kind, memo=memo, start=start,
            end=end, at=came or end, late=came is not None,
        )  # fmt: skip
        with clock.at(came or end):
            self.recount(monday)
        return report

    def recount(self, monday: date = MONDAY) -> Week:
        def count(here: Room, at: datetime) -> Week:
            sheets.take(self.bob.pk, [monday])
            return recount(here, monday, at)

        counted: Week = self.within(count)
        return counted

    def within(self, act: Callable[[Room, datetime], Any]) -> Any:
        with transaction.atomic():
            return act(log.locked(self.room.pk), clock.now())

    def card(self, does: str = "pays") -> Card:
        """A new one of Alice's; the newest pays."""
        return money.card(self.alice, does)

    def row(self, monday: date = MONDAY) -> Week:
        return Week.objects.get(room=self.room, monday=monday)

    def state(self, monday: date = MONDAY) -> str:
        return self.row(monday).state

    def bill(self, monday: date = MONDAY) -> wire.Bill | None:
        """As both see it: a preview, or what was made."""
        row = self.row(monday)
        return bills_of([row])[row.pk]

    def made(self, monday: date = MONDAY) -> Bill:
        return Bill.objects.get(room=self.room, monday=monday)

    @property
    def status(self) -> str:
        return Room.objects.get(pk=self.room.pk).status

    def kinds(self, after: int = 0) -> list[str]:
        return story.kinds(self.room, after)

    @property
    def head(self) -> int:
        return Room.objects.get(pk=self.room.pk).head

    def due(self, verb: str) -> Due:
        return Due.objects.filter(room_id=self.room.pk).get(verb=verb)

    def sentence(self, monday: date = MONDAY) -> str:
        return Due.objects.get(verb="week.bill", subject=f"{self.room.public_id}/{monday}").sentence


def work(at: datetime) -> None:
    """The clock gets there, and all that is due happens, as by a worker that was never late."""
    while True:
        first = Due.objects.order_by("next_at").values_list("next_at", flat=True).first()
        if first is None or first > at:
            return
        with clock.at(max(first, AGREED)):
            fire_due()


@contextmanager
def on(day: datetime) -> Iterator[None]:
    """It is that instant, and all that was due before has happened."""
    work(day)
    with clock.at(day):
        yield


def monday_after(weeks: int) -> date:
    return monday_of(AGREED + timedelta(weeks=weeks))


def charged() -> int:
    """By all providers together: minor units."""
    return sum(SandboxCharge.objects.filter(state="succeeded").values_list("minor", flat=True))


def payments() -> list[tuple[str, int]]:
    return list(Payment.objects.order_by("pk").values_list("state", "minor"))


def check() -> None:
    """Every cent is where the ledger says."""
    assert list(differences()) == []
