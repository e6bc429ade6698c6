"""Starting a timer: placed by the server's clock; one of each person, over all contracts and devices."""

from collections.abc import Callable
from datetime import date
from uuid import UUID

import pytest
from django.test import Client
from uuid_utils.compat import uuid7

from collab import clock, limits
from collab.accounts.models import Person
from collab.agenda.models import Due
from collab.timetracker.lists import my_timer
from collab.timetracker.models import Report
from collab.workrooms import actions as rooms
from collab.workrooms.models import Room
from tests.timetracker.tracking import AGREED, Work, agreed, at
from tests.workrooms import story


def test_it_starts_in_the_second_of_the_servers_clock_and_both_see_it(working: Work) -> None:
    now = at(0).replace(microsecond=700_000)
    done = working.start(now, "  Sign-up form ")
    assert (done.timer.start, done.timer.end, done.timer.memo) == (at(0), at(0), "Sign-up form")
    assert (done.seq, done.stopped) == (working.head, None)
    assert working.kinds(done.seq - 1) == ["timer.started"]
    for person in (working.alice, working.bob):
        assert working.diary(at(0), who=person).running == done.timer
    with clock.at(now):
        assert my_timer(working.bob).timer == done.timer
        assert my_timer(working.alice).timer is None


def test_what_happens_if_its_device_falls_silent_stands_on_the_agenda(working: Work) -> None:
    done = working.start(at(0))
    due = Due.objects.get(verb="timer.lapse")
    assert (due.subject, due.due_at) == (str(done.timer.id), at(0, 9, 1, 30))
    assert due.sentence == "If Bob's device is not heard of, the timer stops at what was last heard."
    assert done.timer.lapses_at == due.due_at


def test_another_timer_in_the_same_contract_stops_the_first_and_says_so(working: Work) -> None:
    first = working.start(at(0)).timer.id
    second = working.start(at(0, 9, 0, 40), "Tests", device="phone")
    assert second.stopped is not None
    assert (second.stopped.id, second.stopped.end) == (first, second.timer.start)
    assert working.kinds(second.seq - 2) == ["timer.stopped", "timer.started"]
    assert (working.row(first).stopped, working.row(first).running) == ("replaced", False)
    assert working.sums() == {"tracked": 40}


def test_a_timer_in_another_contract_stops_and_that_room_is_told(working: Work) -> None:
    other = working.beside()
    first = other.start(at(0)).timer.id
    head = other.head
    done = working.start(at(0, 9, 1))
    assert done.stopped is not None
    assert (done.stopped.room, done.stopped.room_title) == (other.room.public_id, "Night work")
    assert other.kinds(head) == ["timer.stopped"]
    assert other.sums() == {"tracked": 60}
    assert not other.row(first).running
    assert list(Report.objects.filter(running=True).values_list("room", flat=True)) == [working.room.pk]


def test_one_whose_device_fell_silent_counts_only_as_far_as_it_was_heard(working: Work) -> None:
    first = working.start(at(0)).timer.id
    working.beat(first, at(0, 9, 0, 30))
    done = working.start(at(0, 12), "Tests")
    assert done.stopped is not None
    assert done.stopped.end == at(0, 9, 0, 30)
    assert working.row(first).stopped == "silent"
    assert working.sums() == {"tracked": 30}


def test_the_same_start_told_again_is_the_same_timer(working: Work) -> None:
    id = uuid7()
    first = working.start(at(0), id=id)
    again = working.start(at(0, 9, 0, 5), id=id)
    assert (again.seq, again.timer) == (first.seq, first.timer)
    assert Report.objects.count() == 1


@pytest.mark.parametrize("memo", ["Other", "Form"])
def test_an_id_that_was_used_for_something_else_is_refused(working: Work, memo: str) -> None:
    id = uuid7()
    working.start(at(0), id=id)
    if memo == "Form":
        working.stop(id, at(0, 9, 1))
    assert working.refused(working.start, at(0, 9, 2), memo, id=id) == "report.reused"


def test_the_id_of_another_persons_report_is_refused(working: Work, charlie: Person, alice: Person) -> None:
    others = Work(alice, charlie, agreed(alice, charlie))
    id = others.start(at(0)).timer.id
    assert working.refused(working.start, at(0), id=id) == "report.reused"


@pytest.mark.parametrize(
    ("memo", "code"),
    [
        ("", "memo.empty"),
        ("  ", "memo.empty"),
        ("x" * (limits.MEMO_CHARS + 1), "memo.too_long"),
        ("a\nb", "memo.control"),
        ("a\u202eb", "memo.bidi"),
    ],
)
def test_a_memo_is_one_line_that_says_something(working: Work, memo: str, code: str) -> None:
    assert working.refused(working.start, at(0), memo) == code


@pytest.mark.parametrize(
    ("device", "code"), [("", "device.empty"), ("x" * (limits.DEVICE_CHARS + 1), "device.too_long")]
)
def test_a_device_has_a_name(working: Work, device: str, code: str) -> None:
    assert working.refused(working.start, at(0), device=device) == code


def test_nothing_starts_before_the_first_day(alice: Person, bob: Person) -> None:
    working = Work(alice, bob, agreed(alice, bob, start=date(2026, 3, 5)))
    assert working.refused(working.start, at(2, 23, 59, 59)) == "time.not_begun"
    assert working.start(at(3, 0)).timer.start == at(3, 0)


@pytest.mark.parametrize(("status", "code"), [
    ("paused", "contract.not_now"), ("on_hold", "contract.not_now"), ("ended", "room.closed"),
    ("offered", "room.not_open"),
])  # fmt: skip
def test_nothing_starts_while_the_contract_does_not_run(working: Work, status: str, code: str) -> None:
    Room.objects.filter(pk=working.room.pk).update(status=status)
    assert working.refused(working.start, at(0)) == code


def test_a_fixed_price_contract_counts_no_time(alice: Person, bob: Person) -> None:
    with clock.at(AGREED):
        working = Work(alice, bob, story.running(alice, bob, story.fixed()))
    assert working.refused(working.start, at(0)) == "time.fixed"


def test_only_the_freelancer_starts_one(working: Work, signed_in: Callable[[Person], Client]) -> None:
    path = f"/rooms/{working.room.public_id}/timer"
    body = {"id": str(UUID(int=5)), "device": "laptop", "memo": "Form"}
    with clock.at(at(0)):
        assert story.post(signed_in(working.alice), path, body)[0] == 403
        status, done = story.post(signed_in(working.bob), path, body)
    assert (status, done["timer"]["memo"]) == (201, "Form")


def test_one_that_runs_when_the_contract_halts_stops_there(working: Work) -> None:
    timer = working.start(at(0)).timer.id
    working.beat(timer, at(0, 9, 1))
    head = working.head
    working.as_of(at(0, 9, 1, 20), rooms.pause, working.alice)
    assert working.kinds(head) == ["contract.paused", "timer.stopped"]
    row = working.row(timer)
    assert (row.stopped, row.end) == ("closed", at(0, 9, 1, 20))
    working.as_of(at(0, 10), rooms.resume, working.alice)
    second = working.start(at(0, 10)).timer.id
    working.as_of(at(0, 10, 0, 9), rooms.end, working.bob)
    assert working.row(second).end == at(0, 10, 0, 9)
    assert working.sums() == {"tracked": 89}
