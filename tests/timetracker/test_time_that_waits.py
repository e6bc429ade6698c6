"""What of time waits for somebody, in the one list over all their rooms."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from collab import clock
from collab.accounts.models import Person
from collab.agenda.models import Due
from collab.billing import payments
from collab.timetracker import actions
from collab.timetracker.models import Ask
from collab.workrooms.lists import my_rooms
from collab.workrooms.waiting import waiting_for
from tests.billing import story as money
from tests.timetracker.billed import AGREED, LOCK, MONDAY, Weeks, agreed, monday_after, work
from tests.timetracker.tracking import Work, at, told
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
        payments.driven(created.id)
        assert waits(weeks.alice) == []


def test_time_over_the_limit_waits_until_the_lock_with_what_happens_then(working: Work) -> None:
    alice, bob = working.alice, working.bob
    friday = at(4, 20)
    for day in range(5):
        working.report(at(day, 20), told(at(day), 4.5))
    assert working.week().over_limit == 9_000
    with clock.at(friday):
        [item] = waiting_for(alice).items
        assert (item.kind, item.title) == ("overtime", "week of 2 March, 2:30:00 h")
        assert (item.minor, item.currency, item.since, item.who) == (11_250, "USD", friday, bob.card())
        assert item.due is not None
        assert (item.due.verb, item.due.at) == ("week.bill", LOCK)
        assert item.due.sentence.endswith(
            " 2:30:00 h over the limit ($112.50) are not billed unless the client accepts them."
        )
        assert [room.waiting for room in my_rooms(alice, None, 10).items] == [True]
        assert waits(bob) == waits(guest(alice, working.room, "manager")) == []
    working.overtime(friday, 3_600)
    with clock.at(friday):
        assert waits(alice) == [("overtime", "week of 2 March, 1:30:00 h")]
    working.overtime(friday, 9_000)
    with clock.at(friday):
        assert waits(alice) == []
    assert "over the limit" not in Due.objects.get(verb="week.bill").sentence


def test_time_over_the_limit_waits_in_the_morning_of_review_and_no_longer(weeks: Weeks) -> None:
    weeks.card()
    weeks.works(21)
    work(LOCK - timedelta(minutes=1))
    assert weeks.state() == "review"
    with clock.at(LOCK - timedelta(minutes=1)):
        assert waits(weeks.alice) == [("overtime", "week of 2 March, 1:00:00 h")]
    work(LOCK)
    with clock.at(LOCK):
        assert waits(weeks.alice) == []


def test_however_many_wait_it_is_one_look(
    weeks: Weeks, charlie: Person, django_assert_max_num_queries: Callable[[int], CaptureQueriesContext]
) -> None:
    money.card(weeks.alice, "declined")

    def busy(one: Weeks, day: int) -> None:
        asked(one)
        one.works(1, day=day)
        one.works(21, day=day, monday=monday_after(1))

    busy(weeks, 0)
    work(LOCK)
    with CaptureQueriesContext(connection) as few, clock.at(MORNING):
        waiting_for(weeks.alice)
    for day in (1, 2):
        other = Weeks(weeks.alice, weeks.bob, agreed(weeks.alice, weeks.bob, AGREED + timedelta(minutes=day)))
        busy(other, day)
    work(LOCK)
    with django_assert_max_num_queries(len(few)), clock.at(MORNING):
        assert len(waiting_for(weeks.alice).items) == 9
