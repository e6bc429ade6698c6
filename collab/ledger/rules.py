"""What a transfer must be, on paper: legs in one currency that sum to zero."""

from collections.abc import Sequence
from typing import Final, Literal, NamedTuple, get_args

AccountKind = Literal["escrow", "pending", "available", "fees", "clearing"]
KINDS: Final[tuple[AccountKind, ...]] = get_args(AccountKind)
NEVER_NEGATIVE: Final[tuple[AccountKind, ...]] = ("escrow", "pending", "fees")
"""Money that is not there cannot be moved. `clearing` is the rest of the world, so it mirrors all that came in; what is
`available` may fall below zero when released money is taken back by a payment provider."""
OF_ROOMS: Final[tuple[AccountKind, ...]] = ("escrow", "fees", "clearing")
OF_PEOPLE: Final[tuple[AccountKind, ...]] = ("pending", "available")
MOST_MINOR: Final = 10**15
"""No leg is larger: sums stay far from the end of 64 bits."""
LEGS_MOST: Final = 20


class Place(NamedTuple):
    """Whose account: one per kind, owner (a room's or a person's primary key) and currency."""

    kind: AccountKind
    owner: int
    currency: str


class Leg(NamedTuple):
    """So much of the currency's minor units goes into (positive) or out of (negative) an account."""

    place: Place
    minor: int


class Unbalanced(ValueError):
    """A programming error, never a person's: no input leads here."""


def clean_legs(legs: Sequence[Leg]) -> tuple[Leg, ...]:
    """The legs in the one order that counts (by place), without empty ones.

    Raises Unbalanced for anything but two or more legs of one currency that sum to zero, one for each account.
    """
    moved = tuple(sorted((leg for leg in legs if leg.minor), key=lambda leg: leg.place))
    if not 2 <= len(moved) <= LEGS_MOST:
        raise Unbalanced("A transfer moves money between two accounts at least.")
    if len({leg.place for leg in moved}) < len(moved):
        raise Unbalanced("Each account has one leg.")
    if len({leg.place.currency for leg in moved}) > 1:
        raise Unbalanced("A transfer is in one currency.")
    if any(abs(leg.minor) > MOST_MINOR for leg in moved):
        raise Unbalanced("An amount is out of bounds.")
    if sum(leg.minor for leg in moved):
        raise Unbalanced("The legs of a transfer sum to zero.")
    return moved


def move(minor: int, source: Place, target: Place) -> tuple[Leg, Leg]:
    """The legs of a plain transfer of `minor` units from one account to another."""
    return Leg(source, -minor), Leg(target, minor)
