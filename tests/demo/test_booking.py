"""The contract of the demo that is paid by the hour: two weeks that are over, and that of now as far as it has come."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime, timedelta

import pytest
from django.core.management import call_command

from collab import clock
from collab.accounts.models import Person
from collab.agenda.firing import fire_due
from collab.billing.models import Paper
from collab.timetracker.lists import all_weeks
from collab.timetracker.models import Bill, Correction, Report, Week
from collab.timetracker.time_reports import Asked, report
from collab.workrooms.log import since
from collab.workrooms.models import Member
from collab.workrooms.waiting import waiting_for
from tests.demo.telling import demo

pytestmark = pytest.mark.django_db
MONDAY = date(2026, 3, 16)
WEEK = timedelta(weeks=1)
HOUR = 3_600


@contextmanager
def told(day: int, at: str) -> Iterator[Member]:
    """It is that day of a week (0 is its Monday), somebody starts the server, and the client looks."""
    now = datetime.fromisoformat(f"{MONDAY + timedelta(days=day)}T{at}").replace(tzinfo=UTC)
    with clock.at(now):
        demo()
        seats = Member.objects.select_related("room", "person").filter(person__email="client@example.com")
        yield seats.get(room__kind="hourly")


@pytest.mark.parametrize(
    ("day", "at", "states", "seconds"),
    [
        (0, "00:00:30", ["open", "review", "pending"], 0),
        (0, "08:19:59", ["open", "review", "pending"], 0),
        (0, "11:59:59", ["open", "review", "pending"], 12_000),
        (0, "12:00:01", ["open", "invoiced", "pending"], 12_000),
        (2, "10:15:45", ["open", "invoiced", "available"], 37_200),
        (5, "00:00:00", ["open", "pending", "available"], 67_200),
        (6, "23:59:59", ["open", "pending", "available"], 67_200),
    ],
)
def test_it_is_told_up_to_now_at_every_instant_of_a_week(
    day: int, at: str, states: list[str], seconds: int
) -> None:
    with told(day, at) as seat:
        weeks = all_weeks(seat)
        assert [week.state for week in weeks.items] == states
        assert [week.week for week in weeks.items] == [MONDAY, MONDAY - WEEK, MONDAY - 2 * WEEK]
        this, last, first = (week.sums.tracked + week.sums.manual for week in weeks.items)
        assert (this, last, first) == (seconds, 67_800, 62_700)
        assert weeks.running is None
        assert not Report.objects.filter(end__gt=clock.now()).exists()
        instants = [event.at for event in since(seat.room, 0)]
        assert instants == sorted(instants)
        assert instants[-1] <= clock.now()
        assert fire_due() == 0
        call_command("verify_ledger")


def test_mondays_are_charged_to_the_card_and_invoiced_in_the_order_of_time() -> None:
    with told(0, "12:00:01") as seat:
        bills = Bill.objects.order_by("monday")
        assert [(bill.state, bill.minor) for bill in bills] == [("paid", 83_600), ("paid", 90_400)]
        assert [bill.paid_at and bill.paid_at.date() for bill in bills] == [MONDAY - WEEK, MONDAY]
        theirs = Paper.objects.filter(issuer__person__email="freelancer@example.com").order_by("count")
        dates = [paper.at for paper in theirs]
        assert dates == sorted(dates)
        assert theirs.filter(room=seat.room, kind="invoice").count() == 2


def test_one_entry_is_by_hand_and_one_was_corrected() -> None:
    with told(3, "16:00:00"):
        assert Report.objects.get(kind="manual").start.date() == MONDAY - WEEK + timedelta(days=2)
        [correction] = Correction.objects.all()
        assert correction.reason
        assert all(report.active for report in Report.objects.filter(kind="tracked"))
        assert Week.objects.get(monday=MONDAY - WEEK).manual == HOUR * 3 / 4


def test_the_client_has_an_answer_to_give_and_a_time_report_to_read() -> None:
    with told(4, "16:00:00") as seat:
        waits = [item for item in waiting_for(seat.person).items if item.room == seat.room.public_id]
        assert [item.kind for item in waits] == ["terms"]
        person = Person.objects.get(email="freelancer@example.com")
        found = report(person, Asked("memo", MONDAY - WEEK, MONDAY + timedelta(days=6)))
        assert len(found.lines) > 5
        assert found.seconds == 67_800 + 67_200
