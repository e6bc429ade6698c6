"""Time over many weeks, added up by whatever one asks for."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Literal

from collab import wire
from collab.timetracker.rules.bills import line_minor
from collab.timetracker.rules.diary import Stretch

By = Literal["person", "contract", "week", "memo"]
Worth = tuple[date, str, int]
"""A week, a kind and a rate: what is rounded once."""
Accepted = Mapping[wire.SegmentKind, int]
"""Seconds that count only as far as the client accepted them, by kind."""


@dataclass(slots=True)
class Total:
    """What one line adds up."""

    label: str
    seconds: int = 0
    manual: int = 0
    over_limit: int = 0
    late: int = 0
    paid: dict[Worth, int] = field(default_factory=dict)
    """Seconds that the client pays for."""

    def add(self, stretch: Stretch, paid: int, week: date, rate: int) -> None:
        """`paid` of its seconds are."""
        long = stretch.end - stretch.start
        if stretch.kind == "over_limit":
            self.over_limit += long
        elif stretch.kind == "late":
            self.late += long
        else:
            self.seconds += long
            self.manual += long if stretch.kind == "manual" else 0
        worth = (week, stretch.kind, rate)
        self.paid[worth] = self.paid.get(worth, 0) + paid

    @property
    def minor(self) -> int:
        """Each week, kind and rate rounded once, as on its bill."""
        return sum(line_minor(seconds, rate) for (_, _, rate), seconds in self.paid.items())


def counted(
    stretches: Iterable[Stretch], accepted: Accepted, begin: int, end: int
) -> Iterator[tuple[Stretch, int]]:
    """What of a week's diary lies within [begin, end), and how many seconds of each are paid for.

    `accepted`: seconds over the limit and late ones that the client pays for: the first of each. Other late time is
    only asked about, and left out.
    """
    left = dict(accepted)
    for stretch in stretches:
        if stretch.kind not in ("tracked", "manual", *accepted):
            continue
        start, until, paid_until = max(stretch.start, begin), min(stretch.end, end), stretch.end
        if stretch.kind in left:
            first = min(left[stretch.kind], stretch.end - stretch.start)
            left[stretch.kind] -= first
            paid_until = stretch.start + first
        if stretch.kind == "late":
            until = min(until, paid_until)
        if start < until:
            yield Stretch(start, until, stretch.kind, stretch.claim), max(min(until, paid_until) - start, 0)


def line_of(key: str, currency: str, total: Total) -> wire.TimeLine:
    return wire.TimeLine(
        key=key, label=total.label, seconds=total.seconds, manual=total.manual, over_limit=total.over_limit,
        late=total.late, minor=total.minor, currency=currency,
    )  # fmt: skip
