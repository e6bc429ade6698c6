"""What a transfer must be, without a database."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from collab.ledger.rules import LEGS_MOST, MOST_MINOR, Leg, Place, Unbalanced, clean_legs, move

ESCROW, CLEARING, FEES = (Place(kind, 1, "EUR") for kind in ("escrow", "clearing", "fees"))


def test_a_plain_move_sums_to_zero() -> None:
    assert clean_legs(move(500, CLEARING, ESCROW)) == (Leg(CLEARING, -500), Leg(ESCROW, 500))


def test_the_order_of_legs_makes_no_difference_and_empty_ones_are_left_out() -> None:
    legs = [Leg(ESCROW, 450), Leg(CLEARING, -500), Leg(FEES, 50)]
    empty = Leg(Place("available", 7, "EUR"), 0)
    assert clean_legs(legs) == clean_legs([*reversed(legs), empty])


@pytest.mark.parametrize(
    "legs",
    [
        [],
        [Leg(ESCROW, 0), Leg(CLEARING, 0)],
        [Leg(ESCROW, 5)],
        [Leg(ESCROW, 5), Leg(CLEARING, -4)],
        [Leg(ESCROW, 5), Leg(CLEARING, -10), Leg(ESCROW, 5)],
        [Leg(ESCROW, 5), Leg(Place("clearing", 1, "USD"), -5)],
        list(move(MOST_MINOR + 1, CLEARING, ESCROW)),
        [
            Leg(ESCROW, LEGS_MOST),
            *(Leg(Place("clearing", room, "EUR"), -1) for room in range(LEGS_MOST)),
        ],
    ],
)
def test_what_is_no_transfer_is_refused(legs: list[Leg]) -> None:
    with pytest.raises(Unbalanced):
        clean_legs(legs)


@given(st.lists(st.integers(-10_000, 10_000), min_size=1, max_size=10))
def test_whatever_is_taken_sums_to_zero(amounts: list[int]) -> None:
    legs = [Leg(Place("clearing", room, "EUR"), minor) for room, minor in enumerate(amounts)]
    try:
        clean = clean_legs(legs)
    except Unbalanced:
        assert sum(amounts) or len([minor for minor in amounts if minor]) < 2
    else:
        assert sum(leg.minor for leg in clean) == 0
        assert all(leg.minor for leg in clean)
