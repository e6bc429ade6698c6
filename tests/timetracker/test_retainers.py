"""A weekly retainer is billed even with no hours; its first week by the day, and never for a week with a pause."""

from datetime import UTC, date, datetime, timedelta

import pytest

from collab import clock
from collab.accounts.models import Person
from collab.timetracker.models import Bill
from collab.workrooms import actions as rooms
from tests.billing import story as money
from tests.timetracker.billed import AGREED, LOCK, Weeks, agreed, charged, check, monday_after, work
from tests.workrooms import story

pytestmark = pytest.mark.django_db(transaction=True)
SECOND_LOCK = LOCK + timedelta(weeks=1)


def of(alice: Person, bob: Person, at: datetime = AGREED, **terms: object) -> Weeks:
    """100.00 USD a week."""
    money.card(alice)
    return Weeks(alice, bob, agreed(alice, bob, at, **({"retainer": 10_000, "start": at.date()} | terms)))


def billed() -> list[tuple[date, list[tuple[str, int]]]]:
    rows = Bill.objects.order_by("monday")
    return [(row.monday, [(line["kind"], line["minor"]) for line in row.lines]) for row in rows]


def test_a_week_of_no_hours_costs_it_and_is_previewed(alice: Person, bob: Person) -> None:
    weeks = of(alice, bob)
    preview = weeks.bill()
    assert preview is not None
    assert (preview.minor, preview.total, preview.net) == (10_000, 10_500, 9_000)
    assert weeks.sentence().endswith("and $105.00 is charged to Visa •••• 4242.")
    work(SECOND_LOCK)
    assert billed() == [(monday_after(number), [("retainer", 10_000)]) for number in (0, 1)]
    assert charged() == 21_000
    check()


def test_it_is_a_line_beside_the_hours(alice: Person, bob: Person) -> None:
    weeks = of(alice, bob)
    weeks.works(1)
    work(LOCK)
    assert billed() == [(monday_after(0), [("tracked", 4_500), ("retainer", 10_000)])]


@pytest.mark.parametrize(("day", "minor"), [
    (0, 10_000), (1, 8_000), (2, 6_000), (3, 4_000), (4, 2_000), (5, 2_000), (6, 2_000),
])  # fmt: skip
def test_the_first_week_is_by_the_day(alice: Person, bob: Person, day: int, minor: int) -> None:
    of(alice, bob, AGREED + timedelta(days=day))
    work(SECOND_LOCK)
    assert billed() == [(monday_after(0), [("retainer", minor)]), (monday_after(1), [("retainer", 10_000)])]


def test_it_is_the_acceptance_that_counts_where_the_first_day_came_before(alice: Person, bob: Person) -> None:
    tuesday = datetime(2026, 3, 3, 1, tzinfo=UTC)
    of(alice, bob, tuesday, start=date(2026, 3, 2))
    work(LOCK)
    assert billed() == [(monday_after(0), [("retainer", 8_000)])]


def test_nothing_is_due_before_the_first_day(alice: Person, bob: Person) -> None:
    of(alice, bob, start=date(2026, 3, 18))
    work(LOCK + timedelta(weeks=2))
    assert billed() == [(monday_after(2), [("retainer", 6_000)])]


def test_a_week_with_a_pause_costs_none_however_short_it_was(alice: Person, bob: Person) -> None:
    weeks = of(alice, bob)
    with clock.at(AGREED + timedelta(days=3)):
        rooms.pause(story.seat(alice, weeks.room), None)
    assert weeks.sentence() == "The diary of the week of 2 March locks. So far there is nothing to charge."
    with clock.at(AGREED + timedelta(days=3, minutes=1)):
        rooms.resume(story.seat(alice, weeks.room), None)
    work(SECOND_LOCK)
    assert billed() == [(monday_after(1), [("retainer", 10_000)])]


def test_a_contract_that_stays_paused_costs_none_for_weeks(alice: Person, bob: Person) -> None:
    weeks = of(alice, bob)
    with clock.at(AGREED + timedelta(days=3)):
        rooms.pause(story.seat(alice, weeks.room), None)
    work(AGREED + timedelta(weeks=3))
    with clock.at(AGREED + timedelta(weeks=3)):
        rooms.resume(story.seat(alice, weeks.room), None)
    work(LOCK + timedelta(weeks=4))
    assert [monday for monday, _ in billed()] == [monday_after(4)]


def test_a_hold_for_want_of_money_does_not_cost_the_freelancer_theirs(alice: Person, bob: Person) -> None:
    weeks = of(alice, bob)
    money.card(alice, "declined")
    work(SECOND_LOCK)
    assert weeks.status == "on_hold"
    assert [monday for monday, _ in billed()] == [monday_after(0), monday_after(1)]


def test_the_last_week_costs_it_and_none_does_after_the_end(alice: Person, bob: Person) -> None:
    weeks = of(alice, bob)
    with clock.at(AGREED + timedelta(weeks=1, days=1)):
        rooms.end(story.seat(alice, weeks.room), None)
    work(AGREED + timedelta(weeks=5))
    assert [monday for monday, _ in billed()] == [monday_after(0), monday_after(1)]


def test_a_changed_one_counts_from_the_next_monday(alice: Person, bob: Person) -> None:
    weeks = of(alice, bob)
    changed = story.hourly(retainer=30_000, start=AGREED.date(), fee_profile="marketplace")
    with clock.at(AGREED + timedelta(days=1)):
        rooms.propose_terms(story.seat(bob, weeks.room), None, terms=changed)
        rooms.accept_terms(story.seat(alice, weeks.room), None, version=2)
    work(SECOND_LOCK)
    assert [lines for _, lines in billed()] == [[("retainer", 10_000)], [("retainer", 30_000)]]
