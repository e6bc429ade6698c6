from typing import Any

import pytest

from proof.fold import fold, view_of
from proof.hours import Hours, hours_of, note_hours
from tests.proof.test_fold import ME, event, room

TIMER = {
    "id": "t", "room_title": "Booking app", "memo": "Calendar", "start": "09:00", "end": "09:10", "lapses_at": "09:11",
}  # fmt: skip
MONDAY, NEXT = "2026-11-16", "2026-11-23"


def week(tracked: int, day: str = MONDAY) -> dict[str, Any]:
    return {"week": day, "sums": {"tracked": tracked}}


HISTORY = [
    event(2, "timer.started", id="t", timer=TIMER),
    event(3, "timer.stopped", id="t", how="stopped", seconds=600, days=[MONDAY], weeks=[week(600)]),
    event(4, "time.reported", days=[MONDAY], weeks=[week(1_200), week(0, NEXT)]),
]


def told(history: list[dict[str, Any]]) -> Hours:
    empty = {"weeks": {}, "running": None}
    before = view_of({**room(1), "title": "Booking app"}, [], hours=empty)
    hours: Hours = fold(before, history, ME)["hours"]
    return hours


def test_events_tell_the_timer_and_each_week_as_they_stand() -> None:
    assert told(HISTORY) == {"weeks": {MONDAY: week(1_200), NEXT: week(0, NEXT)}, "running": None}


def test_a_timer_runs_from_one_event_to_the_other_however_far_it_was_heard() -> None:
    listed = {"items": [], "running": TIMER | {"end": "09:40", "lapses_at": "09:41"}}
    assert told(HISTORY[:1]) == hours_of(listed)
    assert told(HISTORY[:2])["running"] is None


def test_a_contract_that_gets_another_title_names_its_timer_so() -> None:
    hours = hours_of({"items": [], "running": TIMER})
    note_hours(hours, event(3, "terms.accepted"), "Booking app, part two")
    assert hours["running"]["room_title"] == "Booking app, part two"


@pytest.mark.parametrize("lost", [1, 2])
def test_an_event_that_was_lost_makes_other_hours(lost: int) -> None:
    left = [one for number, one in enumerate(HISTORY) if number != lost]
    again = [{**one, "seq": number} for number, one in enumerate(left, 2)]
    assert told(again) != told(HISTORY)
