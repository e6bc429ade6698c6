"""Fees on paper: half up, once, and all of a fee goes back with the last cent."""

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from collab import limits
from collab.billing.rules.amounts import amount
from collab.billing.rules.fees import fee_back, fee_of
from collab.billing.rules.sources import spread
from collab.errors import Refused

amounts = st.integers(0, limits.AMOUNT_MINOR)
percents = st.decimals(0, 100, places=3)
parts = st.lists(st.integers(1, 10_000), min_size=1, max_size=8)


@pytest.mark.parametrize(
    ("minor", "percent", "fee"),
    [
        (26_664, "10", 2_666),
        (33_336, "10", 3_334),
        (5, "10", 1),
        (4, "10", 0),
        (50, "1", 1),
        (49, "1", 0),
        (0, "10", 0),
        (1, "100", 1),
        (100_000, "2.9", 2_900),
        (10_000, "0.005", 1),
    ],
)
def test_the_figures_of_the_domain_rules(minor: int, percent: str, fee: int) -> None:
    assert fee_of(minor, Decimal(percent)) == fee


@given(amounts, percents)
def test_a_fee_is_the_nearest_whole_unit_and_half_goes_up(minor: int, percent: Decimal) -> None:
    exact = Fraction(percent) * minor / 100
    fee = fee_of(minor, percent)
    assert -Fraction(1, 2) < fee - exact <= Fraction(1, 2)
    assert 0 <= fee <= minor


@given(parts, percents)
def test_whatever_goes_back_in_however_many_steps_the_whole_fee_is_back_in_the_end(
    steps: list[int], percent: Decimal
) -> None:
    kept = total = sum(steps)
    back = 0
    for step in steps:
        part = fee_back(kept, step, percent)
        assert 0 <= part <= step
        back, kept = back + part, kept - step
        assert back == fee_of(total, percent) - fee_of(kept, percent)
    assert back == fee_of(total, percent)


@given(st.lists(st.tuples(st.integers(), st.integers(0, 1_000)), unique_by=lambda one: one[0]), st.data())
def test_money_goes_back_to_the_first_charges_first(
    charges: list[tuple[int, int]], data: st.DataObject
) -> None:
    minor = data.draw(st.integers(0, sum(left for _, left in charges)))
    found = spread(minor, charges)
    assert sum(part for _, part in found) == minor
    left = dict(charges)
    assert all(0 < part <= left[charge] for charge, part in found)
    spent = [charge for charge, part in found if part == left[charge]]
    assert [charge for charge, _ in found][:-1] == spent[: len(found) - 1]


def test_more_than_was_charged_cannot_go_back() -> None:
    with pytest.raises(ValueError, match="1 more"):
        spread(11, [("a", 4), ("b", 6)])


@pytest.mark.parametrize(
    ("minor", "code"),
    [
        (0, "not_positive"),
        (-1, "not_positive"),
        (-(10**30), "not_positive"),
        (499, "too_small"),
        (limits.AMOUNT_MINOR + 1, "too_large"),
        (10**30, "too_large"),
    ],
)
def test_amounts_out_of_bounds_get_a_sentence(minor: int, code: str) -> None:
    with pytest.raises(Refused) as why:
        amount(minor, "EUR", least=500)
    assert why.value.code == f"amount.{code}"
    assert why.value.message.endswith(".")


def test_amounts_in_bounds_are_taken() -> None:
    assert [amount(one, "EUR", least=500) for one in (500, limits.AMOUNT_MINOR)] == [500, limits.AMOUNT_MINOR]
