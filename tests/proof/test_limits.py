"""The judge of races for a weekly limit is shown rows with one thing wrong in them."""

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from uuid import UUID

import pytest

from proof.diary_model import Told
from proof.limit_judge import Counted, Row, judge
from proof.t3 import figures_of

WEEK, HOUR = 1_803_859_200, 3_600
HERE, THERE = 1, 2
NOTHING = dict.fromkeys(("tracked", "manual", "over_limit", "shadow", "outside", "late"), 0)


def told(number: int, start: float, end: float, room: int = HERE, *, by_hand: bool = False) -> Told:
    """Hours since Monday 00:00."""
    first, last = WEEK + round(start * HOUR), WEEK + round(end * HOUR)
    return Told(UUID(int=number), room, first, ((first, last),), by_hand)


def row(limit: float, *alerts: int, **hours: float) -> Row:
    sums = NOTHING | {kind: round(count * HOUR) for kind, count in hours.items()}
    return Row(sums, round(limit * HOUR), list(alerts))


def right() -> Counted:
    """An hour of two is over; the other contract has half an hour, and half of it is claimed here first."""
    always = [(WEEK - 1000, WEEK + 10**6)]
    return Counted(
        weeks={
            HERE: row(2, 80, 100, tracked=1.5, manual=0.5, over_limit=1),
            THERE: row(1, tracked=0.5, shadow=0.5),
        },
        reports=[told(1, 8, 8.5, by_hand=True), told(2, 9, 11.5), told(3, 11, 12, THERE)],
        accepted={UUID(int=2), UUID(int=3)},
        runs={HERE: always, THERE: always},
        caps={HERE: [(WEEK, 2 * HOUR)], THERE: [(WEEK, HOUR)]},
    )


def test_what_is_right_passes() -> None:
    assert not any(judge(right(), WEEK).values())


def a_second_more_than_the_limit(found: Counted) -> None:
    found.weeks[HERE].sums["tracked"] += 1
    found.weeks[HERE].sums["over_limit"] -= 1


def a_limit_that_nobody_agreed_on(found: Counted) -> None:
    found.weeks[HERE].limit += HOUR


def a_report_forgotten(found: Counted) -> None:
    found.reports.pop()


def a_report_that_was_never_added_up(found: Counted) -> None:
    found.reports.append(told(4, 20, 20.1))


def a_shadow_that_counts(found: Counted) -> None:
    found.weeks[THERE].sums |= {"tracked": HOUR, "shadow": 0}


def told_twice(found: Counted) -> None:
    found.weeks[HERE].told.append(100)


def not_told(found: Counted) -> None:
    found.weeks[HERE].told.remove(80)


BUGS: dict[Callable[[Counted], None], set[str]] = {
    a_second_more_than_the_limit: {"over the limit", "other sums"},
    a_limit_that_nobody_agreed_on: {"other limits"},
    a_report_forgotten: {"lost", "other sums"},
    a_report_that_was_never_added_up: {"other sums"},
    a_shadow_that_counts: {"other sums", "alerts missing"},
    told_twice: {"alerts twice"},
    not_told: {"alerts missing"},
}


@pytest.mark.parametrize("bug", BUGS, ids=lambda bug: bug.__name__)
def test_a_bug_is_noticed(bug: Callable[[Counted], None]) -> None:
    found = right()
    bug(found)
    assert {what for what, count in judge(found, WEEK).items() if count} == BUGS[bug]


def test_a_raised_limit_may_be_told_of_again_and_counts_from_its_moment() -> None:
    raised = [(WEEK, 2 * HOUR), (WEEK + 11 * HOUR, 3 * HOUR)]
    found = replace(right(), caps={**right().caps, HERE: raised})
    found.weeks[HERE] = row(3, 80, 100, 80, tracked=2, manual=0.5, over_limit=0.5)
    assert not any(judge(found, WEEK).values())
    found.weeks[HERE].told.append(80)
    assert judge(found, WEEK)["alerts twice"] == 1


def test_less_than_promised_is_too_little() -> None:
    told = {
        "races": 1_000, "contenders": 8_000, "kinds": dict.fromkeys(range(10), 100), "answers": {"200": 7_000},
        "seen": 9_000, "reached": 1_200, "examples": [], "wrongs": {"over the limit": 0},
    }  # fmt: skip
    figures = partial(figures_of, races=1_000)
    half = told | {"races": 500, "contenders": 4_000}
    assert figures([half, half]).verdict == "held"
    assert figures([half, half | {"races": 499}]).verdict == "too little"
    assert figures([told | {"answers": {"409": 7_000}}]).verdict == "too little"
    assert figures([told | {"seen": 0}]).verdict == "too little"
    assert figures([told, told | {"wrongs": {"over the limit": 1}}]).verdict == "FAILED"
