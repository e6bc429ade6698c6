"""What a week costs, on paper: fractions, each line rounded half up at its end. Nothing of the application is here."""

from dataclasses import dataclass, field
from fractions import Fraction
from math import floor
from typing import NamedTuple

HOUR = 3_600
OF_FIRST_WEEK = (100, 80, 60, 40, 20, 20, 20)
"""Per cent of a retainer, by the day of the acceptance."""


class Line(NamedTuple):
    kind: str
    seconds: int
    rate: int | None
    minor: int


@dataclass(frozen=True)
class Terms:
    rate: int
    """Minor units per hour."""
    limit: int
    """Whole hours a week."""
    retainer: int = 0
    adds: int = 5
    """Per cent of the client."""
    takes: int = 10
    """Per cent of the freelancer."""


@dataclass
class Cost:
    lines: list[Line] = field(default_factory=list)
    minor: int = 0
    fee: int = 0
    net: int = 0


def half_up(value: Fraction) -> int:
    return floor(value + Fraction(1, 2))


def priced(kind: str, seconds: int, rate: int) -> Line:
    return Line(kind, seconds, rate, half_up(Fraction(seconds * rate, HOUR)))


def cost(
    terms: Terms, tracked: int, manual: int, *, first_day: int | None = None, late: int = 0
) -> Cost | None:
    """Of a week in which so many seconds were tracked, and so many added by hand after those; None if it is free.

    `first_day` (0 is Monday) for the week of the acceptance; `late` are seconds accepted since.
    """
    room = terms.limit * HOUR
    tracked = min(tracked, room)
    manual = min(manual, room - tracked)
    found = [
        priced(kind, seconds, terms.rate)
        for kind, seconds in (("tracked", tracked), ("manual", manual))
        if seconds
    ]
    part = 100 if first_day is None else OF_FIRST_WEEK[first_day]
    if terms.retainer:
        found.append(Line("retainer", 0, None, half_up(Fraction(terms.retainer * part, 100))))
    if late:
        found.append(priced("supplement", late, terms.rate))
    minor = sum(line.minor for line in found)
    if not minor:
        return None
    taken = half_up(Fraction(minor * terms.takes, 100))
    return Cost(found, minor, half_up(Fraction(minor * terms.adds, 100)), minor - taken)
