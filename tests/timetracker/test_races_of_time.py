"""Whoever acts at the same moment, on however many devices: one timer runs, each second counts once, none is lost."""

from datetime import datetime, timedelta
from functools import partial

import pytest
from uuid_utils.compat import uuid7

from collab import clock, wire
from collab.agenda.firing import fire_due
from collab.errors import Refused
from collab.timetracker import actions
from collab.timetracker.closing import bill_week
from collab.timetracker.models import Ask, Bill, Report
from collab.workrooms import actions as rooms
from collab.workrooms.models import Event
from tests.billing import story as money
from tests.timetracker.tracking import HOUR, LOCK, MONDAY, Work, at, told, work
from tests.workrooms.racing import at_once

pytestmark = pytest.mark.django_db(transaction=True)
ROUNDS = 3


def one_of(answers: list[object]) -> Refused:
    """One happened; why the other did not."""
    [refused] = [answer for answer in answers if isinstance(answer, Refused)]
    return refused


def running() -> Report:
    return Report.objects.get(running=True)


def count(work: Work, kind: str) -> int:
    return Event.objects.filter(room=work.room, kind=kind).count()


def test_of_two_starts_on_two_devices_one_runs_and_the_other_was_replaced(working: Work) -> None:
    for number in range(ROUNDS):
        now = at(0, 9, number)
        answers = at_once([
            partial(working.start, now, "Form", device="laptop"), partial(working.start, now, "Tests", device="phone"),
        ])  # fmt: skip
        done = [answer for answer in answers if isinstance(answer, wire.TimerDone)]
        assert len(done) == 2
        last = max(done, key=lambda answer: answer.seq)
        first = min(done, key=lambda answer: answer.seq)
        assert running().public_id == last.timer.id
        assert last.stopped is not None
        assert last.stopped.id == first.timer.id
        working.stop(last.timer.id, now)
    assert count(working, "timer.started") == count(working, "timer.stopped") == 2 * ROUNDS


def test_of_starts_in_several_contracts_one_runs(working: Work) -> None:
    works = [working, working.beside(), working.beside()]
    for number in range(ROUNDS):
        now = at(0, 9, number)
        answers = at_once([partial(one.start, now) for one in works])
        told_ = [answer for answer in answers if isinstance(answer, wire.TimerDone)]
        assert {answer.code for answer in answers if isinstance(answer, Refused)} <= {"time.busy"}
        assert running().public_id in [answer.timer.id for answer in told_]
    started = sum(count(one, "timer.started") for one in works)
    assert started == sum(count(one, "timer.stopped") for one in works) + 1
    assert Report.objects.count() == started


def test_a_stop_a_beat_and_a_lapse_at_once_end_it_once(working: Work) -> None:
    for number in range(ROUNDS):
        start = at(0, 9, 10 * number)
        timer = working.start(start).timer.id
        over = start + timedelta(seconds=90)

        def lapse(over: datetime = over) -> None:
            with clock.at(over):
                fire_due()

        answers = at_once([
            lapse, partial(working.beat, timer, over - timedelta(seconds=1)),
            partial(working.stop, timer, over - timedelta(seconds=1)), partial(working.stop, timer, over),
        ])  # fmt: skip
        assert not [answer for answer in answers if isinstance(answer, Refused)]
        row = working.row(timer)
        assert (row.running, row.stopped in ("silent", "stopped")) == (False, True)
        assert row.end in (start, over, over - timedelta(seconds=1))
        assert count(working, "timer.stopped") == number + 1
        for answer in answers:
            if isinstance(answer, wire.TimerEnded):
                assert (answer.how, answer.timer.end) == (row.stopped, row.end)


def test_a_pause_and_a_start_at_once_leave_no_timer_in_a_halted_contract(working: Work) -> None:
    for number in range(ROUNDS):
        now = at(0, 9, number)
        at_once([
            partial(working.as_of, now, rooms.pause, working.alice), partial(working.start, now),
        ])  # fmt: skip
        assert not Report.objects.filter(running=True).exists()
        working.as_of(now, rooms.resume, working.alice)


def test_thirty_two_writers_do_not_pass_the_limit_and_tell_each_alert_once(working: Work) -> None:
    drafts = [told(at(0, 9) + timedelta(hours=2 * n), 1) for n in range(32)]
    answers = at_once([partial(working.report, at(4), draft) for draft in drafts], connected=False)
    assert not [answer for answer in answers if isinstance(answer, Refused)]
    assert working.sums() == {"tracked": 20 * HOUR, "over_limit": 12 * HOUR}
    told_ = Event.objects.filter(room=working.room, kind="limit.reached").order_by("seq")
    assert [event.data["percent"] for event in told_] == [80, 100]


def test_one_batch_from_eight_sides_is_kept_once(working: Work) -> None:
    drafts = [told(at(0, 9) + timedelta(minutes=2 * n), 0.01) for n in range(50)]
    answers = at_once([partial(working.report, at(1), *drafts) for _ in range(8)])
    outcomes = [
        result.outcome
        for answer in answers
        if isinstance(answer, wire.ReportsDone)
        for result in answer.results
    ]
    assert (outcomes.count("accepted"), outcomes.count("repeated")) == (50, 350)
    assert (Report.objects.count(), working.sums()) == (50, {"tracked": 50 * 36})


def test_the_same_second_in_two_contracts_at_once_counts_once(working: Work) -> None:
    other = working.beside()
    for number in range(ROUNDS):
        start = at(0, 9) + timedelta(hours=4 * number)
        at_once([
            partial(working.report, at(2), told(start, 2)),
            partial(other.report, at(2), told(start + timedelta(hours=1), 2)),
        ])  # fmt: skip
        work(at(2))
        assert working.sums()["tracked"] == (number + 1) * 2 * HOUR
        assert other.sums() == {"tracked": (number + 1) * HOUR, "shadow": (number + 1) * HOUR}


def test_an_id_used_in_two_contracts_at_once_is_used_once(working: Work) -> None:
    other = working.beside()
    for _ in range(ROUNDS):
        id = uuid7()
        answers = at_once([partial(one.start, at(0), id=id) for one in (working, other)])
        assert one_of(answers).code == "report.reused"
        (working if running().room_id == working.room.pk else other).stop(id, at(0))


def test_of_two_corrections_that_saw_the_same_one_is_kept(working: Work) -> None:
    for number in range(ROUNDS):
        draft = told(at(0, 9 + 2 * number), 1)
        working.report(at(1), draft)
        end = draft.start + timedelta(minutes=30)
        answers = at_once([
            partial(working.correct, at(1), draft.id),
            partial(working.correct, at(1), draft.id, (draft.start, end, "F")),
        ])  # fmt: skip
        assert one_of(answers).code == "report.changed"
        assert working.row(draft.id).corrected == 1


def test_time_by_hand_on_the_same_seconds_from_two_sides_is_added_once(working: Work) -> None:
    for number in range(ROUNDS):
        start = at(0, 9 + 2 * number)
        answers = at_once([partial(working.by_hand, at(1), start, 1) for _ in range(2)])
        assert one_of(answers).code == "manual.claimed"
    assert working.sums() == {"manual": ROUNDS * HOUR}


def test_a_question_is_answered_once_whoever_is_first(working: Work) -> None:
    work(LOCK)
    for number in range(ROUNDS):
        working.report(at(8), told(at(0, 9 + 2 * number), 1))
        ask = working.ask().public_id
        answers = at_once([
            partial(working.accept, at(9), ask),
            partial(working.as_of, at(9), actions.decline_ask, working.alice, ask=ask),
            partial(working.as_of, at(9), actions.withdraw_ask, working.bob, ask=ask),
        ])  # fmt: skip
        refused = [answer.code for answer in answers if isinstance(answer, Refused)]
        assert refused == ["ask.decided"] * 2
        assert Ask.objects.get(public_id=ask).state in ("accepted", "declined", "withdrawn")


def test_at_the_lock_a_report_is_in_the_bill_or_late_and_never_both(working: Work) -> None:
    money.card(working.alice)
    last = LOCK - timedelta(microseconds=1)
    working.report(at(1), told(at(0, 9), 1))

    def bill() -> None:
        with clock.at(LOCK):
            bill_week(working.room.pk, MONDAY)

    drafts = [told(at(0, 12) + timedelta(hours=n), 1) for n in range(4)]
    answers = at_once([bill, *(partial(working.report, last, draft) for draft in drafts)])
    late = sum(
        result.seconds for answer in answers if isinstance(answer, wire.ReportsDone) for result in answer.results
        if result.outcome == "late"
    )  # fmt: skip
    [line] = Bill.objects.get().lines
    assert line["seconds"] + late == 5 * HOUR
    assert working.sums().get("late", 0) == late
    assert working.sums()["tracked"] == line["seconds"]


def test_many_beats_at_once_count_to_the_last(working: Work) -> None:
    timer = working.start(at(0)).timer.id
    beats = [partial(working.beat, timer, at(0, 9, 0, second), [second]) for second in range(15, 60, 8)]
    assert all(isinstance(answer, wire.Beaten) for answer in at_once(beats))
    row = working.row(timer)
    assert row.end == at(0, 9, 0, 55)
    assert int.from_bytes(bytes(row.active), "little").bit_count() == 6
