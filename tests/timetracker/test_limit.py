"""The weekly limit: seconds past it are kept, shown, and paid only if the client says so."""

from datetime import date, timedelta

import pytest
from django.db import IntegrityError, transaction

from collab.accounts.models import Person
from collab.timetracker.models import Extra, Week
from collab.workrooms import actions as rooms
from collab.workrooms.models import Event
from tests.timetracker.tracking import HOUR, LOCK, Work, agreed, at, told, work
from tests.workrooms import story

NEXT = at(7).date()


@pytest.fixture
def narrow(alice: Person, bob: Person) -> Work:
    """Ten hours a week."""
    return Work(alice, bob, agreed(alice, bob, weekly_limit=10))


def change(work: Work, day: int, hour: int = 9, **terms: object) -> None:
    """Bob proposes, Alice accepts."""
    draft = story.hourly(
        **({"fee_profile": "marketplace", "start": at(0).date(), "weekly_limit": 10} | terms)
    )
    made = work.as_of(at(day, hour), rooms.propose_terms, work.bob, terms=draft)
    work.as_of(at(day, hour), rooms.accept_terms, work.alice, version=made.version)


def percents(work: Work) -> list[int]:
    told_ = Event.objects.filter(room=work.room, kind="limit.reached").order_by("seq")
    return [event.data["percent"] for event in told_]


def test_seconds_past_it_are_over_the_limit_in_the_order_of_time(narrow: Work) -> None:
    result = narrow.told(at(2), told(at(1, 8), 8))
    assert (result.seconds, result.over_limit) == (8 * HOUR, 0)
    result = narrow.told(at(2), told(at(0, 9), 4))
    assert (result.seconds, result.over_limit) == (4 * HOUR, 0)
    assert narrow.sums() == {"tracked": 10 * HOUR, "over_limit": 2 * HOUR}


def test_the_week_says_its_rate_also_where_nothing_is_priced_and_another_was_agreed_on(
    alice: Person, bob: Person
) -> None:
    none = Work(alice, bob, agreed(alice, bob, weekly_limit=0))
    none.report(at(1), told(at(0), 1))
    change(none, 2, weekly_limit=0, rate=9_000)
    diary = none.diary(at(3))
    assert (diary.week.bill, diary.week.rate) == (None, 4_500)
    assert none.diary(at(3), NEXT).week.rate == 9_000


def test_each_alert_is_told_once(narrow: Work) -> None:
    narrow.report(at(1), told(at(0, 9), 7.99))
    assert percents(narrow) == []
    narrow.report(at(1), told(at(0, 17), 0.5))
    assert percents(narrow) == [80]
    narrow.report(at(2), told(at(1, 9), 1))
    narrow.report(at(2), told(at(1, 10), 2))
    assert percents(narrow) == [80, 100]
    narrow.report(at(2), told(at(1, 14), 2))
    assert percents(narrow) == [80, 100]


def test_a_batch_that_goes_past_both_tells_both(narrow: Work) -> None:
    narrow.report(at(2), told(at(0, 9), 12))
    assert percents(narrow) == [80, 100]


def test_what_a_correction_takes_away_lets_no_alert_be_told_twice(narrow: Work) -> None:
    draft = told(at(0, 9), 9)
    narrow.report(at(2), draft)
    narrow.correct(at(2), draft.id)
    narrow.report(at(2), told(at(1, 9), 9))
    assert percents(narrow) == [80]


def test_a_running_timer_reaches_it_too(narrow: Work) -> None:
    narrow.report(at(1), told(at(0, 9), 7.99))
    timer = narrow.start(at(1)).timer.id
    narrow.beat(timer, at(1, 9, 1))
    work(at(1, 9, 2))
    assert percents(narrow) == [80]
    narrow.stop(timer, at(1, 9, 2, 10))
    assert percents(narrow) == [80]


def test_a_raised_limit_counts_from_now_and_never_for_what_was_over_it(narrow: Work) -> None:
    narrow.report(at(2), told(at(0, 9), 12))
    head = narrow.head
    change(narrow, 2, weekly_limit=15)
    assert "week.changed" in narrow.kinds(head)
    assert (narrow.week().limit, narrow.sums()) == (15 * HOUR, {"tracked": 10 * HOUR, "over_limit": 2 * HOUR})
    narrow.report(at(3), told(at(2, 8, 30), 1), told(at(2, 10), 5))
    assert narrow.sums() == {"tracked": 15 * HOUR, "over_limit": 3 * HOUR}


def test_a_higher_limit_has_alerts_of_its_own(narrow: Work) -> None:
    narrow.report(at(2), told(at(0, 9), 10))
    change(narrow, 2, weekly_limit=20)
    narrow.report(at(3), told(at(2, 10), 7))
    assert percents(narrow) == [80, 100, 80]


def test_a_lowered_limit_and_another_rate_count_from_the_next_monday(narrow: Work) -> None:
    change(narrow, 2, weekly_limit=5, rate=6_000)
    narrow.report(at(3), told(at(2, 12), 8))
    assert narrow.sums() == {"tracked": 8 * HOUR}
    bill = narrow.diary(at(3)).week.bill
    assert bill is not None
    assert (bill.lines[0].rate, bill.minor) == (4_500, 8 * 4_500)
    work(at(7))
    narrow.report(at(8), told(at(7, 9), 8))
    assert narrow.sums(NEXT) == {"tracked": 5 * HOUR, "over_limit": 3 * HOUR}
    bill = narrow.diary(at(8), NEXT).week.bill
    assert bill is not None
    assert (bill.lines[0].rate, bill.minor) == (6_000, 5 * 6_000)


@pytest.mark.parametrize("hours", [5, 20])
def test_a_contract_that_begins_later_has_the_limit_that_was_agreed_on_meanwhile(
    alice: Person, bob: Person, hours: int
) -> None:
    later = Work(alice, bob, agreed(alice, bob, weekly_limit=10, start=NEXT))
    assert later.week(NEXT).limit == 10 * HOUR
    change(later, 2, start=NEXT, weekly_limit=hours)
    assert (later.week(NEXT).limit, later.kinds()[-1]) == (hours * HOUR, "week.changed")


def test_with_a_limit_of_nothing_all_is_over_it(alice: Person, bob: Person) -> None:
    none = Work(alice, bob, agreed(alice, bob, weekly_limit=0))
    assert none.told(at(1), told(at(0), 1)).over_limit == HOUR
    assert (none.sums(), percents(none)) == ({"over_limit": HOUR}, [80, 100])


def test_the_client_accepts_time_over_it(narrow: Work) -> None:
    narrow.report(at(2), told(at(0, 9), 12))
    done = narrow.overtime(at(2), HOUR)
    assert narrow.kinds(done.seq - 1) == ["overtime.accepted"]
    week = narrow.diary(at(2)).week
    assert (week.sums.over_limit, week.over_accepted) == (2 * HOUR, HOUR)
    assert week.bill is not None
    assert [(line.kind, line.seconds) for line in week.bill.lines] == [
        ("tracked", 10 * HOUR),
        ("over_limit", HOUR),
    ]
    narrow.overtime(at(2), 2 * HOUR)
    assert narrow.week().over_accepted == 2 * HOUR


def test_nobody_accepts_more_than_there_is_nor_the_same_again(narrow: Work) -> None:
    narrow.report(at(2), told(at(0, 9), 12))
    assert narrow.refused(narrow.overtime, at(2), 2 * HOUR + 1) == "overtime.changed"
    narrow.overtime(at(2), HOUR)
    for seconds in (HOUR, 0, -1):
        assert narrow.refused(narrow.overtime, at(2), seconds) == "overtime.same"


@pytest.mark.parametrize("week", [date(2026, 3, 3), date(2026, 2, 23), date(9999, 12, 27), date(1, 1, 1)])
def test_a_week_that_is_none_of_the_contract_is_not_found(narrow: Work, week: date) -> None:
    assert narrow.refused(narrow.overtime, at(2), 1, week) == "week.not_found"


def test_what_is_taken_away_later_is_not_paid(narrow: Work) -> None:
    draft = told(at(0, 9), 12)
    narrow.report(at(2), draft)
    narrow.overtime(at(2), 2 * HOUR)
    narrow.correct(at(2), draft.id, (at(0, 9), at(0, 20), "Form"))
    assert narrow.week().over_accepted == HOUR


def test_after_the_lock_it_is_a_line_of_the_next_bill(narrow: Work) -> None:
    narrow.report(at(2), told(at(0, 9), 12))
    narrow.overtime(at(2), HOUR)
    work(LOCK)
    narrow.overtime(LOCK + timedelta(hours=1), 2 * HOUR)
    extra = Extra.objects.get()
    assert (extra.kind, extra.seconds, extra.minor) == ("over_limit", HOUR, 4_500)
    assert narrow.week().over_accepted == 2 * HOUR


def test_the_row_of_the_week_never_holds_more_than_its_limit(narrow: Work) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        Week.objects.filter(room=narrow.room).update(tracked=10 * HOUR + 1)
