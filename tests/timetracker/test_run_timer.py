"""A timer between start and stop: beats extend it, silence ends it, and it stops once, whoever comes first."""

from datetime import timedelta
from uuid import uuid4

import pytest
from pydantic import ValidationError

from collab import clock, limits, wire
from collab.agenda.firing import fire_due
from collab.agenda.models import Due
from collab.errors import Forbidden
from collab.timetracker import actions
from collab.timetracker.models import Correction, Report
from collab.timetracker.rules.pieces import minutes
from collab.workrooms import actions as rooms
from tests.billing import story as money
from tests.timetracker.tracking import HOUR, LOCK, Work, at, told, work

LEASE = timedelta(seconds=limits.TIMER_LEASE_SECONDS)


def test_a_beat_extends_it_to_now_and_says_nothing_in_the_room(working: Work) -> None:
    timer = working.start(at(0)).timer.id
    head = working.head
    beaten = working.beat(timer, at(0, 9, 0, 30), [0])
    assert (beaten.running, beaten.how, beaten.end) == (True, None, at(0, 9, 0, 30))
    assert (beaten.now, beaten.lapses_at) == (at(0, 9, 0, 30), at(0, 9, 0, 30) + LEASE)
    assert working.head == head
    working.beat(timer, at(0, 9, 1), [1])
    row = working.row(timer)
    assert (row.end, minutes(bytes(row.active))) == (at(0, 9, 1), [0, 1])
    assert working.diary(at(0, 9, 1)).days[0].tracked == 60


def test_a_beat_that_comes_late_takes_nothing_back(working: Work) -> None:
    timer = working.start(at(0)).timer.id
    working.beat(timer, at(0, 9, 1))
    assert working.beat(timer, at(0, 9, 0, 30)).end == at(0, 9, 1)


def test_the_last_beat_within_the_lease_is_heard_and_one_after_it_is_not(working: Work) -> None:
    timer = working.start(at(0)).timer.id
    last = at(0) + LEASE - timedelta(microseconds=1)
    assert working.beat(timer, last).running
    beaten = working.beat(timer, last.replace(microsecond=0) + LEASE)
    assert (beaten.running, beaten.how, beaten.lapses_at) == (False, "silent", None)
    assert beaten.end == last.replace(microsecond=0)
    assert working.kinds(working.head - 1) == ["timer.stopped"]
    assert working.beat(timer, at(0, 12)).how == "silent"


def test_the_clock_stops_one_that_fell_silent_where_it_was_last_heard(working: Work) -> None:
    timer = working.start(at(0)).timer.id
    working.beat(timer, at(0, 9, 1))
    work(at(0, 9, 2, 29))
    assert working.row(timer).running
    assert Due.objects.get(verb="timer.lapse").due_at == at(0, 9, 2, 30)
    head = working.head
    work(at(0, 9, 2, 30))
    row = working.row(timer)
    assert (row.running, row.stopped, row.end) == (False, "silent", at(0, 9, 1))
    assert working.kinds(head) == ["timer.stopped"]
    assert not Due.objects.filter(verb="timer.lapse").exists()
    assert working.sums() == {"tracked": 60}


def test_a_worker_that_was_away_changes_nothing_about_when_it_ended(working: Work) -> None:
    timer = working.start(at(0)).timer.id
    with clock.at(at(0, 15)):
        fire_due()
    assert working.row(timer).end == at(0)


def test_one_that_runs_for_a_whole_day_is_stopped(working: Work) -> None:
    timer = working.start(at(0)).timer.id
    day = at(1)
    Report.objects.filter(public_id=timer).update(end=day - timedelta(seconds=30))
    beaten = working.beat(timer, day)
    assert (beaten.running, beaten.how) == (False, "closed")
    assert working.row(timer).end == day - timedelta(seconds=30)


def test_it_stops_now(working: Work) -> None:
    timer = working.start(at(0)).timer.id
    working.beat(timer, at(0, 9, 1))
    ended = working.stop(timer, at(0, 9, 1, 20), active=[0, 1])
    assert (ended.how, ended.timer.end, ended.seq) == ("stopped", at(0, 9, 1, 20), working.head)
    assert working.sums() == {"tracked": 80}
    assert working.diary(at(0, 10)).running is None
    assert not Due.objects.filter(verb="timer.lapse").exists()


def test_stopped_twice_it_tells_how_it_ended(working: Work) -> None:
    timer = working.start(at(0)).timer.id
    first = working.stop(timer, at(0, 9, 1))
    head = working.head
    again = working.stop(timer, at(0, 9, 5))
    assert (again.seq, again.timer, again.how) == (first.seq, first.timer, "stopped")
    assert working.head == head
    assert working.beat(timer, at(0, 9, 5)).how == "stopped"


def test_stopped_after_it_fell_silent_it_ended_where_it_was_last_heard(working: Work) -> None:
    timer = working.start(at(0)).timer.id
    working.beat(timer, at(0, 9, 1))
    ended = working.stop(timer, at(0, 14))
    assert (ended.how, ended.timer.end) == ("silent", at(0, 9, 1))


def test_stopped_back_at_an_instant_what_was_heard_stays_a_fact_and_the_rest_is_taken_away(
    working: Work,
) -> None:
    timer = working.start(at(0)).timer.id
    working.beat(timer, at(0, 9, 1))
    working.beat(timer, at(0, 9, 2))
    working.stop(timer, at(0, 9, 2, 10), end=at(0, 9, 1, 30))
    row = working.row(timer)
    assert (row.end, row.corrected) == (at(0, 9, 2), 1)
    correction = Correction.objects.get()
    start, end = int(at(0).timestamp()), int(at(0, 9, 2).timestamp())
    assert (correction.before, correction.after) == ([[start, end, "Form"]], [[start, end - 30, "Form"]])
    assert working.sums() == {"tracked": 90}


def test_stopped_back_between_the_last_beat_and_now_it_just_ends_there(working: Work) -> None:
    timer = working.start(at(0)).timer.id
    working.beat(timer, at(0, 9, 1))
    working.stop(timer, at(0, 9, 1, 20), end=at(0, 9, 1, 5))
    assert (working.row(timer).end, working.row(timer).corrected) == (at(0, 9, 1, 5), 0)


def test_stopped_back_at_its_start_nothing_is_left_of_it(working: Work) -> None:
    timer = working.start(at(0)).timer.id
    working.beat(timer, at(0, 9, 1))
    ended = working.stop(timer, at(0, 9, 1, 20), end=at(0))
    assert ended.how == "stopped"
    assert (working.row(timer).pieces, working.sums()) == ([], {})


def test_started_and_stopped_in_one_second_it_is_nothing(working: Work) -> None:
    timer = working.start(at(0)).timer.id
    working.stop(timer, at(0))
    assert working.sums() == {}
    assert working.diary(at(0, 10)).segments == []


def test_it_cannot_end_before_it_started_nor_in_the_future_nor_within_a_second(working: Work) -> None:
    timer = working.start(at(0)).timer.id
    now = at(0, 9, 1)
    assert working.refused(working.stop, timer, now, end=at(0, 8, 59, 59)) == "report.order"
    assert working.refused(working.stop, timer, now, end=at(0, 9, 1, 1)) == "report.future"
    half = at(0).replace(microsecond=500_000)
    assert working.refused(working.stop, timer, now, end=half) == "report.instant"


def test_a_stop_without_a_start_finds_nothing(working: Work) -> None:
    assert working.refused(working.stop, uuid4(), at(0)) == "report.not_found"
    assert working.refused(working.beat, uuid4(), at(0)) == "report.not_found"


def test_what_was_never_a_timer_cannot_be_stopped(working: Work) -> None:
    draft = told(at(0), 1)
    working.report(at(0, 10), draft)
    assert working.refused(working.stop, draft.id, at(0, 11)) == "timer.none"
    beaten = working.beat(draft.id, at(0, 11))
    assert (beaten.running, beaten.how, beaten.end) == (False, None, at(0, 10))


def test_a_timer_is_found_in_its_own_contract_only(working: Work) -> None:
    other = working.beside()
    timer = working.start(at(0)).timer.id
    assert other.refused(other.stop, timer, at(0)) == "report.not_found"
    assert other.refused(other.beat, timer, at(0)) == "report.not_found"


def test_the_client_neither_beats_nor_stops_it(working: Work) -> None:
    timer = working.start(at(0)).timer.id
    with clock.at(at(0)), pytest.raises(Forbidden):
        actions.beat(working.seat(working.alice), report=timer)
    with clock.at(at(0)), pytest.raises(Forbidden):
        actions.stop_timer(working.seat(working.alice), None, report=timer)


def test_over_sunday_night_it_counts_in_both_weeks(working: Work) -> None:
    timer = working.start(at(6, 23, 59)).timer.id
    working.beat(timer, at(7, 0, 0, 20))
    ended = working.stop(timer, at(7, 0, 1))
    assert working.sums() == {"tracked": 60}
    assert working.sums(at(7).date()) == {"tracked": 60}
    assert ended.timer.end == at(7, 0, 1)


def test_while_it_runs_the_list_of_weeks_leaves_it_out_and_the_diary_has_it(working: Work) -> None:
    timer = working.start(at(0)).timer.id
    working.beat(timer, at(0, 9, 1))
    assert working.sums() == {}
    diary = working.diary(at(0, 9, 1))
    assert (diary.week.sums.tracked, diary.days[0].tracked) == (60, 60)
    assert diary.running is not None
    assert diary.reports[0].running


def test_at_the_end_of_the_week_it_is_counted_as_far_as_it_went(working: Work) -> None:
    timer = working.start(at(6, 23, 58)).timer.id
    working.beat(timer, at(6, 23, 59))
    working.beat(timer, at(7, 0))
    work(at(7, 0))
    assert working.row(timer).running
    assert working.sums() == {"tracked": 120}


def test_a_pause_ends_one_that_had_fallen_silent_where_it_was_last_heard(working: Work) -> None:
    timer = working.start(at(0)).timer.id
    working.beat(timer, at(0, 9, 1))
    working.as_of(at(0, 12), rooms.pause, working.alice)
    assert (working.row(timer).stopped, working.row(timer).end) == ("silent", at(0, 9, 1))


def test_stopped_back_into_a_week_that_was_billed_it_keeps_what_is_there(working: Work) -> None:
    money.card(working.alice)
    timer = working.start(at(6, 20)).timer.id
    Report.objects.filter(public_id=timer).update(end=at(7, 12, 59, 30))
    work(LOCK)
    assert working.sums() == {"tracked": 4 * HOUR}
    working.stop(timer, at(7, 13), end=at(6, 22))
    assert working.sums() == {"tracked": 4 * HOUR}
    assert working.sums(at(7).date()) == {}


def test_one_that_ran_for_days_because_nobody_was_there_is_counted_where_it_was(working: Work) -> None:
    working.start(at(6, 23, 59))
    Report.objects.filter(running=True).update(end=at(7, 0, 0, 30))
    done = working.start(at(10), "Tests")
    assert done.stopped is not None
    assert (working.sums(), working.sums(at(7).date())) == ({"tracked": 60}, {"tracked": 30})


def test_minutes_past_a_day_are_no_minutes(working: Work) -> None:
    for minute in (-1, 1_441):
        with pytest.raises(ValidationError):
            wire.Beat.model_validate({"active": [minute]})
