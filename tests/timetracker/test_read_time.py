"""Reading time: the diary, the weeks, my timer; as of one event, at every door a constant number of queries."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from collab import clock, limits
from collab.accounts.models import Person
from collab.billing import actions as billing
from collab.timetracker.bills import bill_of
from collab.timetracker.diaries import diary_of
from collab.timetracker.lists import all_weeks
from collab.timetracker.models import Report
from collab.workrooms.log import since
from tests.billing import story as money
from tests.timetracker.tracking import HOUR, LOCK, MONDAY, Work, agreed, at, told, work

Browser = Callable[[Person], Client]


def got(browser: Client, path: str) -> tuple[int, Any]:
    answer = browser.get(f"/api/v1{path}")
    return answer.status_code, answer.json()


def test_the_diary_of_this_week_is_the_one_without_a_name(working: Work, signed_in: Browser) -> None:
    working.report(at(1), told(at(0), 1))
    with clock.at(at(2)):
        for path in ("diary", f"diary?week={MONDAY}"):
            status, diary = got(signed_in(working.alice), f"/rooms/{working.room.public_id}/{path}")
            assert (status, diary["week"]["week"], diary["seq"]) == (200, "2026-03-02", working.head)
            assert [day["tracked"] for day in diary["days"]] == [HOUR, 0, 0, 0, 0, 0, 0]


@pytest.mark.parametrize("week", ["2026-03-03", "9999-12-27", "0001-01-01", "1999-12-27"])
def test_a_day_that_is_no_monday_of_ours_is_no_week(working: Work, signed_in: Browser, week: str) -> None:
    status, problem = got(signed_in(working.bob), f"/rooms/{working.room.public_id}/diary?week={week}")
    assert (status, problem["code"]) == (404, "week.not_found")


@pytest.mark.parametrize("week", ["x", "2026-13-01", "2026-02-30"])
def test_what_is_no_day_is_refused(working: Work, signed_in: Browser, week: str) -> None:
    assert got(signed_in(working.bob), f"/rooms/{working.room.public_id}/diary?week={week}")[0] == 422


def test_a_week_in_which_nothing_happened_is_empty(working: Work) -> None:
    diary = working.diary(at(1), MONDAY + timedelta(days=70))
    assert (diary.week.limit, diary.segments, diary.week.bill) == (20 * HOUR, [], None)


def test_a_cell_says_what_keeps_it_from_being_protected(working: Work) -> None:
    working.report(at(1), told(at(0), 0.5, active=[0, 1, 12]), told(at(0, 12), 0.25))
    working.by_hand(at(1), at(0, 15), 0.25)
    first, second, third, *rest = working.diary(at(1)).cells
    assert (first.activity, first.missing) == (2, ["payment"])
    assert (second.activity, third.missing) == (1, ["activity", "payment"])
    assert rest[-1].missing == ["tracked", "activity", "payment"]
    money.card(working.alice)
    assert working.diary(at(1)).cells[0].missing == []


def test_what_was_paid_stays_protected_when_the_card_goes(working: Work) -> None:
    card = money.card(working.alice)
    working.report(at(1), told(at(0), 0.5, active=range(30)))
    work(LOCK)
    with clock.at(LOCK):
        billing.remove_card(working.alice, card=card.public_id)
        working.report(LOCK, told(at(7, 9), 0.5, active=range(30)))
    assert working.diary(LOCK).cells[0].missing == []
    assert working.diary(LOCK, at(7).date()).cells[0].missing == ["payment"]


def test_with_reading_mode_time_without_input_is_protected(alice: Person, bob: Person) -> None:
    reading = Work(alice, bob, agreed(alice, bob, reading_mode=True))
    money.card(alice)
    reading.report(at(1), told(at(0), 0.5))
    assert {tuple(cell.missing) for cell in reading.diary(at(1)).cells} == {()}


def test_over_limit_and_shadow_are_marked(alice: Person, bob: Person) -> None:
    narrow = Work(alice, bob, agreed(alice, bob, weekly_limit=1))
    narrow.report(at(1), told(at(0), 2), told(at(0, 9, 30), 0.5, "Else"))
    segments = narrow.diary(at(1)).segments
    assert [(one.kind, one.memo, one.end) for one in segments] == [
        ("tracked", "Form", at(0, 10)), ("shadow", "Else", at(0, 10)), ("over_limit", "Form", at(0, 11)),
    ]  # fmt: skip
    assert "limit" in narrow.diary(at(1)).cells[-1].missing


def test_a_timer_that_runs_is_in_the_preview_as_far_as_it_was_heard_of(working: Work) -> None:
    working.report(at(1), told(at(0), 1))
    timer = working.start(at(1)).timer.id
    Report.objects.filter(public_id=timer).update(end=at(1, 9, 30))
    diary = working.diary(at(1, 9, 30))
    assert diary.week.sums.tracked == 1.5 * HOUR == sum(day.tracked for day in diary.days)
    with clock.at(at(1, 9, 30)):
        assert diary.week.bill == bill_of(working.seat(working.alice), MONDAY)
        assert all_weeks(working.seat(working.bob)).items[0].sums.tracked == HOUR


def test_weeks_come_newest_first_with_totals_memos_and_the_card(working: Work) -> None:
    working.report(at(1), told(at(0), 1), told(at(0, 11), 1, "Tests"))
    work(at(7))
    working.report(at(8), told(at(7), 2))
    with clock.at(at(8)):
        weeks = all_weeks(working.seat(working.bob))
        assert [one.week for one in weeks.items] == [at(7).date(), MONDAY]
        assert (weeks.total.tracked, weeks.memos, weeks.card) == (4 * HOUR, ["Form", "Tests"], None)
        card = money.card(working.alice)
        assert all_weeks(working.seat(working.bob)).card == card.label
        assert all_weeks(working.seat(working.bob)).card_id is None
        assert all_weeks(working.seat(working.alice)).card_id == card.public_id


def test_only_so_many_weeks_and_memos_are_listed(working: Work, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "WEEKS_SHOWN", 1)
    monkeypatch.setattr(limits, "MEMOS_SHOWN", 1)
    working.report(at(1), told(at(0), 1), told(at(0, 11), 1, "Tests"))
    work(at(7))
    with clock.at(at(8)):
        weeks = all_weeks(working.seat(working.bob))
    assert ([one.week for one in weeks.items], weeks.memos) == ([at(7).date()], ["Tests"])


def test_the_last_event_about_a_week_carries_it(working: Work) -> None:
    working.report(at(1), told(at(0), 1))
    working.report(at(1), told(at(0, 11), 1))
    told_ = [event for event in since(working.room, 0) if event.kind == "time.reported"]
    assert [len(event.data["weeks"]) for event in told_] == [0, 1]
    assert told_[1].data["weeks"][0]["sums"]["tracked"] == 2 * HOUR


def test_my_timer_is_found_wherever_it_runs(working: Work, signed_in: Browser) -> None:
    other = working.beside()
    timer = other.start(at(0)).timer
    with clock.at(at(0)):
        status, mine = got(signed_in(working.bob), "/me/timer")
        assert (status, mine["timer"]["id"], mine["timer"]["room"]) == (
            200,
            str(timer.id),
            str(other.room.public_id),
        )
        assert mine["now"] == "2026-03-02T09:00:00.000000Z"
        assert got(signed_in(working.alice), "/me/timer")[1]["timer"] is None


def queries(act: Callable[[], object]) -> int:
    with CaptureQueriesContext(connection) as captured:
        act()
    return len(captured)


def test_more_reports_weeks_and_contracts_take_no_more_queries(working: Work) -> None:
    def read() -> None:
        with clock.at(at(20)):
            seat = working.seat(working.alice)
            diary_of(seat, MONDAY)
            all_weeks(seat)
            since(working.room, 0)

    other = working.beside()
    working.report(at(1), told(at(0), 1))
    other.report(at(1), told(at(0), 1))
    few = queries(read)
    for day in range(3):
        working.report(at(4), told(at(day, 11), 1), told(at(day, 14), 2), told(at(day, 15), 2))
    work(at(15))
    assert queries(read) <= few + 2
