"""What comes after the lock: never dropped, never put into a closed bill; the client decides."""

from datetime import timedelta

import pytest

from collab.agenda.models import Due
from collab.timetracker import actions
from collab.timetracker.models import Ask, Extra
from tests.timetracker.tracking import LOCK, Work, at, told, work

TOO_LATE = LOCK + timedelta(days=14)


@pytest.fixture
def billed(working: Work) -> Work:
    """Two hours from Monday 9:00, and the week is billed."""
    working.report(at(0, 12), told(at(0), 2))
    work(LOCK)
    return working


def test_to_the_microsecond_a_report_is_in_time_or_late(working: Work) -> None:
    first = working.told(LOCK - timedelta(microseconds=1), told(at(0), 1))
    assert (first.outcome, first.seconds) == ("accepted", 3_600)
    second = working.told(LOCK, told(at(0, 11), 1))
    assert (second.outcome, second.seconds) == ("late", 3_600)
    assert working.sums() == {"tracked": 3_600, "late": 3_600}


def test_once_it_was_billed_a_clock_that_is_behind_makes_nothing_early(billed: Work) -> None:
    assert billed.told(LOCK - timedelta(seconds=30), told(at(0, 12), 1)).outcome == "late"
    assert billed.sums() == {"tracked": 7_200, "late": 3_600}


def test_late_time_becomes_one_question_that_grows(billed: Work) -> None:
    head = billed.head
    billed.report(at(8), told(at(0, 12), 1), told(at(0, 10), 1.5))
    assert billed.kinds(head) == ["time.reported", "time.asked"]
    first = billed.ask()
    assert (first.kind, first.seconds, first.minor) == ("supplement", 5_400, 6_750)
    assert first.until == at(8) + timedelta(days=14)
    billed.report(at(9), told(at(0, 14), 1))
    assert (billed.ask().pk, billed.ask().seconds, billed.ask().until) == (first.pk, 9_000, first.until)
    assert billed.sums() == {"tracked": 7_200, "late": 9_000, "shadow": 3_600}


def test_told_again_it_asks_nothing_more(billed: Work) -> None:
    draft = told(at(0, 12), 1)
    billed.report(at(8), draft)
    head = billed.head
    assert billed.told(at(9), draft).outcome == "repeated"
    assert billed.head == head


def test_what_was_billed_stays_as_it_is(billed: Work) -> None:
    """A late report that started earlier takes nothing from what was in time."""
    billed.report(at(8), told(at(0, 8, 30), 1))
    assert billed.sums() == {"tracked": 7_200, "late": 1_800, "shadow": 1_800}
    assert billed.ask().seconds == 1_800


def test_late_time_needs_no_room_in_the_limit(working: Work) -> None:
    working.report(at(1), told(at(0), 20))
    work(LOCK)
    working.report(at(8), told(at(2), 2))
    assert working.sums() == {"tracked": 72_000, "late": 7_200}


def test_accepted_it_is_a_line_of_the_next_bill(billed: Work) -> None:
    billed.report(at(8), told(at(0, 12), 1))
    billed.accept(at(9), billed.ask().public_id)
    extra = Extra.objects.get()
    assert (extra.kind, extra.seconds, extra.rate, extra.minor) == ("supplement", 3_600, 4_500, 4_500)
    assert not Due.objects.filter(verb="ask.lapse").exists()


def test_what_comes_after_an_answer_is_another_question(billed: Work) -> None:
    billed.report(at(8), told(at(0, 12), 1))
    billed.as_of(at(9), actions.decline_ask, billed.alice, ask=billed.ask().public_id)
    billed.report(at(10), told(at(0, 14), 0.5))
    assert billed.ask().seconds == 1_800
    assert Extra.objects.count() == 0


def test_unanswered_it_lapses_after_two_weeks(billed: Work) -> None:
    billed.report(at(8), told(at(0, 12), 1))
    ask = billed.ask()
    assert billed.refused(billed.accept, ask.until, ask.public_id) == "ask.over"
    work(ask.until)
    ask.refresh_from_db()
    assert (ask.state, ask.decided_by, ask.decided_at) == ("lapsed", None, ask.until)


def test_after_two_weeks_no_supplement_takes_it(billed: Work) -> None:
    last = TOO_LATE - timedelta(microseconds=1)
    assert billed.told(last, told(at(0, 12), 1)).outcome == "late"
    assert billed.refusal(TOO_LATE, told(at(0, 14), 1)) == "report.too_late"


def test_over_sunday_night_it_may_be_late_for_one_week_and_in_time_for_the_next(billed: Work) -> None:
    result = billed.told(at(8), told(at(6, 23), 2))
    assert (result.outcome, result.seconds) == ("late", 7_200)
    assert billed.sums() == {"tracked": 7_200, "late": 3_600}
    assert billed.sums(at(7).date()) == {"tracked": 3_600}
    assert Ask.objects.get().seconds == 3_600


def test_over_sunday_night_the_next_week_takes_its_part_when_the_older_takes_no_more(billed: Work) -> None:
    draft = told(at(6, 23), 2)
    result = billed.told(TOO_LATE, draft)
    assert (result.outcome, result.seconds) == ("late", 3_600)
    assert result.message.startswith("The week of 2 March 2026 was billed more than 14 days ago")
    assert billed.told(TOO_LATE, draft).outcome == "repeated"
    assert (billed.sums(), billed.sums(at(7).date())) == ({"tracked": 7_200}, {"late": 3_600})
    assert billed.ask().seconds == 3_600
    [report] = billed.diary(TOO_LATE, at(7).date()).reports
    [cut] = report.corrections
    assert (report.start, cut.after[0].start, cut.reason) == (at(6, 23), at(7, 0), result.message)
    assert billed.refusal(TOO_LATE + timedelta(days=7), told(at(6, 22), 3)) == "report.too_late"


def test_late_time_is_not_corrected(billed: Work) -> None:
    draft = told(at(0, 12), 1)
    billed.report(at(8), draft)
    assert billed.refused(billed.correct, at(8), draft.id) == "time.locked"


def test_late_time_that_was_asked_for_is_not_sold_to_another_client(working: Work) -> None:
    other = working.beside()
    work(LOCK)
    working.report(at(8), told(at(1, 10), 1))
    other.report(at(8, 10), told(at(1, 9), 2.5))
    work(at(8, 11))
    assert (working.sums(), working.ask().seconds) == ({"late": 3_600}, 3_600)
    assert (other.sums(), other.ask().seconds) == ({"late": 5_400, "shadow": 3_600}, 5_400)
    for each in (working, other):
        each.accept(at(8, 12), each.ask().public_id)
    assert sorted(Extra.objects.values_list("seconds", flat=True)) == [3_600, 5_400]


def test_late_time_that_was_declined_hides_none_that_comes_later(working: Work) -> None:
    other = working.beside()
    work(LOCK)
    working.report(at(8), told(at(1, 10), 1))
    working.as_of(at(8, 9, 30), actions.decline_ask, working.alice, ask=working.ask().public_id)
    other.report(at(8, 10), told(at(1, 9), 2.5))
    work(at(8, 11))
    working.report(at(8, 12), told(at(1, 15), 1))
    assert (working.sums(), working.ask().seconds) == ({"late": 7_200}, 3_600)
