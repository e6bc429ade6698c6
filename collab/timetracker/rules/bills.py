"""What a week costs: one line for each (week, rate, kind), each rounded once."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from collab import wire


@dataclass(frozen=True, slots=True)
class Work:
    """Seconds of one week that the client pays for, and its rate in minor units per hour."""

    rate: int
    tracked: int = 0
    manual: int = 0
    over_accepted: int = 0


def line_minor(seconds: int, rate: int) -> int:
    """What so much time costs, half up. Time given back is worth what it cost: half down there."""
    if seconds < 0:
        return -line_minor(-seconds, rate)
    return (seconds * rate * 2 + 3600) // 7200


def lines(
    week: date, work: Work, retainer: int = 0, extras: Sequence[wire.BillLine] = ()
) -> list[wire.BillLine]:
    """The lines of a bill: the week's time by kind, its retainer, then what was left over from before, in order."""
    found: list[wire.BillLine] = []
    kinds: tuple[tuple[wire.BillLineKind, int], ...] = (
        ("tracked", work.tracked), ("manual", work.manual), ("over_limit", work.over_accepted),
    )  # fmt: skip
    for kind, seconds in kinds:
        if seconds:
            minor = line_minor(seconds, work.rate)
            found.append(wire.BillLine(kind=kind, week=week, seconds=seconds, rate=work.rate, minor=minor))
    if retainer:
        found.append(wire.BillLine(kind="retainer", week=week, seconds=0, rate=None, minor=retainer))
    return [*found, *extras]


def total(lines: Sequence[wire.BillLine]) -> tuple[int, int]:
    """What a bill of these lines asks for, and the credit that it cannot take up (zero or less)."""
    minor = sum(line.minor for line in lines)
    return max(minor, 0), min(minor, 0)


def retainer_of(
    terms: wire.Terms, week: date, first_day: date, was_interrupted: bool, policy: wire.Policy
) -> int:
    """The retainer of a week in minor units: a part of it for the week of the contract's first day.

    Nothing before that, and for a week in which the contract was paused or disputed. A part rounds half up.
    """
    if not terms.retainer or was_interrupted or first_day >= week + timedelta(days=7):
        return 0
    if first_day < week:
        return terms.retainer
    percent = policy.retainer_percents[first_day.weekday()]
    return (terms.retainer * percent * 2 + 100) // 200


def taken_back(billed: Sequence[int], rate: int, before: int, seconds: int) -> int:
    """The credit (zero or less) for `seconds` of a billed week that were none, after `before` of them.

    `billed` are the seconds of the bill's lines, each of which was rounded by itself; the last lines go first. What
    stays is rounded, not what goes: so however many steps all of it goes back in, the sum is what it cost.
    Raises ValueError for more than was billed.
    """
    if not 0 <= before <= before + seconds <= sum(billed):
        raise ValueError(f"{before} + {seconds} s of {sum(billed)} s cannot be taken back")
    return _left(billed, rate, before + seconds) - _left(billed, rate, before)


def _left(billed: Sequence[int], rate: int, gone: int) -> int:
    """What the lines cost without so many of their seconds."""
    minor = 0
    for seconds in reversed(billed):
        less = min(gone, seconds)
        gone -= less
        minor += line_minor(seconds - less, rate)
    return minor
