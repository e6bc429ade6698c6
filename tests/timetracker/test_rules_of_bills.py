"""What a week costs. No database."""

import random
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

import pytest

from collab import wire
from collab.billing.rules.fees import fee_of
from collab.timetracker.rules import bills
from collab.timetracker.rules.bills import Work
from collab.workrooms.policies import DEFAULT
from proof.diary_model import cost

WEEK = date(2026, 3, 2)
HOUR = 3_600


@pytest.mark.parametrize(
    ("seconds", "rate", "minor"),
    [
        (12 * HOUR, 2_222, 26_664),
        (12 * HOUR, 2_778, 33_336),
        (0, 5_000, 0),
        (1, 1_799, 0),
        (1, 1_800, 1),
        (1, 1_801, 1),
        (1, 5_399, 1),
        (1, 5_400, 2),
        (3_599, 1, 1),
        (1_799, 1, 0),
        (1_800, 1, 1),
        (168 * HOUR, 10**7, 168 * 10**7),
    ],
)
def test_a_line_rounds_half_up_once(seconds: int, rate: int, minor: int) -> None:
    assert bills.line_minor(seconds, rate) == minor
    assert bills.line_minor(-seconds, rate) == -minor


@pytest.mark.parametrize(("rate", "fee", "net"), [(2_222, 2_666, 23_998), (2_778, 3_334, 30_002)])
def test_the_checks_of_the_domain_rules(rate: int, fee: int, net: int) -> None:
    minor = bills.total(bills.lines(WEEK, Work(rate, tracked=12 * HOUR)))[0]
    assert (fee_of(minor, Decimal(10)), minor - fee_of(minor, Decimal(10))) == (fee, net)


def test_a_line_costs_what_decimals_say() -> None:
    chance = random.Random(5)
    for _ in range(5_000):
        seconds, rate = (
            chance.randrange(7 * 86_400),
            chance.choice((chance.randrange(500), chance.randrange(10**6))),
        )
        exact = (Decimal(seconds) * rate / 3600).quantize(Decimal(1), ROUND_HALF_UP)
        assert bills.line_minor(seconds, rate) == int(exact) == cost(seconds, rate)


def line(kind: wire.BillLineKind, minor: int, **more: Any) -> wire.BillLine:
    return wire.BillLine(kind=kind, week=WEEK, minor=minor, **{"seconds": 0, "rate": None} | more)


def test_a_bill_has_a_line_for_each_kind_of_time_and_what_was_left_over() -> None:
    extras = [
        line("supplement", 700, seconds=60, rate=42_000),
        line("correction", -300, seconds=-60, rate=18_000),
    ]
    found = bills.lines(WEEK, Work(6_000, 3_600, 1_800, 900), 12_345, extras)
    assert [(one.kind, one.seconds, one.rate, one.minor) for one in found] == [
        ("tracked", 3_600, 6_000, 6_000), ("manual", 1_800, 6_000, 3_000), ("over_limit", 900, 6_000, 1_500),
        ("retainer", 0, None, 12_345), ("supplement", 60, 42_000, 700), ("correction", -60, 18_000, -300),
    ]  # fmt: skip
    assert {one.week for one in found} == {WEEK}
    assert bills.total(found) == (6_000 + 3_000 + 1_500 + 12_345 + 700 - 300, 0)


def test_each_line_rounds_by_itself() -> None:
    found = bills.lines(WEEK, Work(1_800, tracked=1, manual=1))
    assert [one.minor for one in found] == [1, 1]


def test_a_week_of_nothing_has_no_line() -> None:
    assert bills.lines(WEEK, Work(6_000)) == []
    assert bills.total([]) == (0, 0)


def test_a_credit_that_a_bill_cannot_take_up_is_carried() -> None:
    credit = [line("correction", -5_000)]
    assert bills.total(bills.lines(WEEK, Work(6_000, tracked=HOUR), 0, credit)) == (1_000, 0)
    assert bills.total(bills.lines(WEEK, Work(4_000, tracked=HOUR), 0, credit)) == (0, -1_000)
    assert bills.total(bills.lines(WEEK, Work(5_000, tracked=HOUR), 0, credit)) == (0, 0)


# ── retainer ────────────────────────────────────────────────────────────────────────────────────────────────────


def terms(retainer: int | None) -> wire.Terms:
    return wire.Terms(
        title="Work", kind="hourly", currency="EUR", rate=6_000, weekly_limit=40, manual_time=True,
        start=WEEK, retainer=retainer,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("first_day", "minor"),
    [
        (date(2026, 3, 2), 10_000),
        (date(2026, 3, 3), 8_000),
        (date(2026, 3, 4), 6_000),
        (date(2026, 3, 5), 4_000),
        (date(2026, 3, 6), 2_000),
        (date(2026, 3, 7), 2_000),
        (date(2026, 3, 8), 2_000),
        (date(2026, 3, 1), 10_000),
        (date(2025, 1, 1), 10_000),
        (date(2026, 3, 9), 0),
    ],
)
def test_the_first_week_has_a_part_of_the_retainer(first_day: date, minor: int) -> None:
    assert bills.retainer_of(terms(10_000), WEEK, first_day, False, DEFAULT) == minor
    assert bills.retainer_of(terms(10_000), WEEK, first_day, True, DEFAULT) == 0
    assert bills.retainer_of(terms(None), WEEK, first_day, False, DEFAULT) == 0


@pytest.mark.parametrize(("retainer", "minor"), [(1, 0), (2, 0), (3, 1), (2_222, 444), (2_223, 445)])
def test_a_part_of_the_retainer_rounds_half_up(retainer: int, minor: int) -> None:
    assert bills.retainer_of(terms(retainer), WEEK, date(2026, 3, 6), False, DEFAULT) == minor


def test_half_of_a_cent_of_the_retainer_rounds_up() -> None:
    halves = DEFAULT.model_copy(update={"retainer_percents": [50] * 7})
    assert bills.retainer_of(terms(5), WEEK, WEEK, False, halves) == 3


# ── taken back ──────────────────────────────────────────────────────────────────────────────────────────────────


def test_taking_back_all_of_a_week_gives_back_what_it_cost() -> None:
    assert bills.taken_back([3_600, 1_800], 6_000, 0, 5_400) == -9_000
    assert bills.taken_back([1, 1], 1_800, 0, 2) == -2


def test_the_last_lines_go_first() -> None:
    assert bills.taken_back([3_600, 1_800], 6_000, 0, 1_800) == -3_000
    assert bills.taken_back([3_600, 1_800], 6_000, 1_800, 900) == -1_500


def test_in_whatever_steps_time_goes_back_the_sum_is_what_it_cost() -> None:
    chance = random.Random(9)
    for _ in range(500):
        billed = [chance.randrange(1, 200_000) for _ in range(chance.randint(1, 3))]
        rate, gone, credits = chance.randrange(300, 30_000), 0, 0
        while gone < sum(billed):
            step = chance.randint(1, sum(billed) - gone)
            credit = bills.taken_back(billed, rate, gone, step)
            assert credit <= 0
            gone, credits = gone + step, credits + credit
        assert credits == -sum(bills.line_minor(seconds, rate) for seconds in billed)


@pytest.mark.parametrize(("before", "seconds"), [(0, 101), (100, 1), (0, -1), (-1, 1)])
def test_no_more_goes_back_than_was_billed(before: int, seconds: int) -> None:
    with pytest.raises(ValueError, match="cannot be taken back"):
        bills.taken_back([60, 40], 6_000, before, seconds)
