"""What a contract says about time, on paper: its terms from when on, when it ran, and its limits."""

from datetime import UTC, date, datetime, timedelta
from typing import Any
from uuid import UUID

from collab import wire
from collab.timetracker.rules.contract import FOR_EVER, Contract
from collab.workrooms.policies import DEFAULT
from collab.workrooms.rules.terms import counts_from

MONDAY = date(2026, 3, 2)
AGREED = datetime(2026, 3, 2, 8, tzinfo=UTC)
BEGIN = int(datetime(2026, 3, 2, tzinfo=UTC).timestamp())
HOUR, DAY, WEEK = 3_600, 86_400, 604_800
NOBODY = UUID(int=0)


def contract(
    *changes: tuple[datetime, dict[str, Any]], runs: list[tuple[int, int]] | None = None,
    pauses: list[tuple[int, int]] | None = None, **first: Any,
) -> Contract:  # fmt: skip
    """Agreed at 8:00 on that Monday; then each change as it is accepted."""
    said = {
        "title": "App", "kind": "hourly", "currency": "USD", "rate": 4_500, "weekly_limit": 20, "manual_time": True,
        "start": MONDAY,
    }  # fmt: skip
    terms = wire.Terms.model_validate(said | first)
    versions: list[wire.TermsVersion] = []
    for number, (at, change) in enumerate([(AGREED, {}), *changes], 1):
        terms = terms.model_copy(update=change)
        versions.append(
            wire.TermsVersion(
                version=number, state="accepted", terms=terms, side="client", by=NOBODY, at=at, decided_by=NOBODY,
                decided_at=at, counts_from=counts_from(versions, terms, at),
            )
        )  # fmt: skip
    ran = [(BEGIN + 8 * HOUR, FOR_EVER)] if runs is None else runs
    return Contract(versions, ran, pauses or [], DEFAULT)


def on(day: int, hour: int = 9, **more: int) -> datetime:
    return datetime(2026, 3, 2, hour, tzinfo=UTC) + timedelta(days=day, **more)


def test_it_runs_from_its_acceptance_on() -> None:
    assert contract().running(BEGIN, BEGIN + DAY) == [(BEGIN + 8 * HOUR, BEGIN + DAY)]
    assert contract().running(BEGIN, BEGIN + 8 * HOUR) == []


def test_it_runs_from_its_first_day_on_where_that_is_later() -> None:
    later = contract(start=date(2026, 3, 4))
    assert later.running(BEGIN, BEGIN + WEEK) == [(BEGIN + 2 * DAY, BEGIN + WEEK)]
    assert later.first_day == date(2026, 3, 4)


def test_it_does_not_run_while_it_is_halted() -> None:
    runs = [(BEGIN, BEGIN + DAY), (BEGIN + 2 * DAY, BEGIN + 3 * DAY)]
    halted = contract(runs=runs)
    assert halted.running(BEGIN, BEGIN + WEEK) == runs
    assert halted.rules(MONDAY).running == tuple(runs)


def test_a_week_with_a_pause_is_interrupted_and_one_that_only_touches_it_is_not() -> None:
    paused = contract(pauses=[(BEGIN - WEEK, BEGIN), (BEGIN + WEEK + 5, BEGIN + WEEK + 6)])
    assert not paused.interrupted(MONDAY)
    assert paused.interrupted(MONDAY - timedelta(days=7))
    assert paused.interrupted(MONDAY + timedelta(days=7))
    assert not paused.interrupted(MONDAY + timedelta(days=14))


def test_a_pause_interrupts_a_week_however_short_it_is() -> None:
    assert contract(pauses=[(BEGIN + 5, BEGIN + 5)]).interrupted(MONDAY)


def test_the_limit_of_a_week_is_that_of_its_beginning_and_each_raise_in_it() -> None:
    raised = contract((on(1), {"weekly_limit": 25}), (on(3), {"weekly_limit": 40}))
    begin = int(on(1).timestamp())
    assert raised.caps(MONDAY) == [(BEGIN, 20 * HOUR), (begin, 25 * HOUR), (begin + 2 * DAY, 40 * HOUR)]
    assert raised.limit(MONDAY) == 40 * HOUR
    assert raised.caps(MONDAY + timedelta(days=7)) == [(BEGIN + WEEK, 40 * HOUR)]


def test_a_raise_within_a_second_counts_from_the_next() -> None:
    raised = contract((on(1, microseconds=1), {"weekly_limit": 25}))
    assert raised.caps(MONDAY)[1] == (int(on(1).timestamp()) + 1, 25 * HOUR)


def test_a_lowered_limit_counts_from_the_next_monday() -> None:
    lowered = contract((on(1), {"weekly_limit": 5}))
    assert lowered.caps(MONDAY) == [(BEGIN, 20 * HOUR)]
    assert lowered.limit(MONDAY + timedelta(days=7)) == 5 * HOUR


def test_raised_above_what_was_agreed_to_come_lower_it_counts_at_once() -> None:
    both = contract((on(1), {"weekly_limit": 5}), (on(2), {"weekly_limit": 30}))
    assert both.limit(MONDAY) == 30 * HOUR
    assert both.limit(MONDAY + timedelta(days=7)) == 30 * HOUR


def test_another_rate_pays_for_the_work_from_the_next_monday_on() -> None:
    dearer = contract((on(2), {"rate": 6_000, "retainer": 10_000}))
    assert (dearer.terms(MONDAY).rate, dearer.terms(MONDAY).retainer) == (4_500, None)
    following = dearer.terms(MONDAY + timedelta(days=7))
    assert (following.rate, following.retainer) == (6_000, 10_000)


def test_before_it_was_agreed_its_terms_are_the_first_ones() -> None:
    assert contract().terms(MONDAY - timedelta(days=700)).rate == 4_500
    assert contract().agreed_at == AGREED


def test_reading_mode_holds_from_the_instant_it_is_agreed_to_the_instant_it_ends() -> None:
    reading = contract((on(4), {"reading_mode": True}), (on(5, microseconds=1), {"reading_mode": None}))
    begin = int(on(4).timestamp())
    assert reading.reading(MONDAY) == [(begin, begin + DAY + 1)]
    assert reading.reading(MONDAY + timedelta(days=7)) == []


def test_reading_mode_of_the_first_terms_holds_for_all_time() -> None:
    reading = contract((on(8), {"rate": 5_000}), reading_mode=True)
    assert reading.reading(MONDAY) == [(BEGIN, BEGIN + 8 * HOUR), (BEGIN + 8 * HOUR, BEGIN + WEEK)]
    assert reading.reading(MONDAY + timedelta(days=7)) == [(BEGIN + WEEK, BEGIN + 2 * WEEK)]


def test_a_limit_of_nothing_is_one() -> None:
    assert contract(weekly_limit=0).caps(MONDAY) == [(BEGIN, 0)]
