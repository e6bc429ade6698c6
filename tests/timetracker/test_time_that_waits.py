"""What of time waits for somebody, in the one list over all their rooms."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from collab import clock
from collab.accounts.models import Person
from collab.billing import payments
from collab.timetracker import actions
from collab.timetracker.models import Ask
from collab.workrooms.lists import my_rooms
from collab.workrooms.waiting import waiting_for
from tests.billing import story as money
from tests.timetracker.billed import AGREED, LOCK, MONDAY, Weeks, agreed, work
from tests.workrooms.story import guest

pytestmark = pytest.mark.django_db(transaction=True)
MORNING = LOCK + timedelta(hours=1)


def waits(somebody: Person) -> list[tuple[str, str]]:
    return [(one.kind, one.title) for one in waiting_for(somebody).items]


def asked(weeks: Weeks, kind: str = "supplement", **more: Any) -> Ask:
    until = MORNING + timedelta(days=14)
    return Ask.objects.create(
        room=weeks.room, monday=MONDAY, kind=kind, seconds=5_400, minor=6_750, by=weeks.bob, at=MORNING, until=until,
        **more,
    )  # fmt: skip


def test_questions_about_time_wait_for_the_client_until_they_lapse(weeks: Weeks) -> None:
    asked(weeks)
    asked(weeks, "manual", memo="Call")
    with clock.at(MORNING):
        assert sorted(waits(weeks.alice)) == [
            ("manual_time", "Call, 1:30:00 h"), ("supplement", "week of 2 March, 1:30:00 h"),
        ]  # fmt: skip
        assert [one.who for one in waiting_for(weeks.alice).items] == [weeks.bob.card()] * 2
        assert waits(weeks.bob) == []
    with clock.at(MORNING + timedelta(days=14)):
        assert waits(weeks.alice) == []


def test_a_bill_that_is_past_due_waits_with_when_it_is_tried_again(weeks: Weeks) -> None:
    weeks.card("declined")
    weeks.works(2)
    work(LOCK)
    with clock.at(MORNING):
        [item] = waiting_for(weeks.alice).items
        assert (item.kind, item.title, item.minor, item.currency) == (
            "bill",
            "Week of 2 March 2026",
            9_450,
            "USD",
        )
        assert item.due is not None
        assert (item.due.verb, item.due.at) == ("bill.retry", LOCK + timedelta(days=1))
        assert [room.waiting for room in my_rooms(weeks.alice, None, 10).items] == [True]
        assert waits(weeks.bob) == waits(guest(weeks.alice, weeks.room, "manager")) == []
        created = actions.pay_bill(
            weeks.seat(weeks.alice), None, bill=weeks.made().public_id, card=weeks.card().public_id
        )
        payments.drive(payments.payments().get(public_id=created.id))
        assert waits(weeks.alice) == []


def test_however_many_wait_it_is_one_look(
    weeks: Weeks, charlie: Person, django_assert_max_num_queries: Callable[[int], CaptureQueriesContext]
) -> None:
    money.card(weeks.alice, "declined")

    def busy(one: Weeks) -> None:
        asked(one)
        one.works(1)

    busy(weeks)
    work(LOCK)
    with CaptureQueriesContext(connection) as few, clock.at(MORNING):
        waiting_for(weeks.alice)
    for day in (1, 2):
        other = Weeks(weeks.alice, weeks.bob, agreed(weeks.alice, weeks.bob, AGREED + timedelta(minutes=day)))
        other.works(1, day=day)
        asked(other)
    work(LOCK)
    with django_assert_max_num_queries(len(few)), clock.at(MORNING):
        assert len(waiting_for(weeks.alice).items) == 6
