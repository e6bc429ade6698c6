"""A week as a grid of ten-minute cells, with what keeps each from being protected."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import accumulate
from typing import Final, get_args
from uuid import UUID

from collab import wire
from collab.timetracker.rules.claims import Span
from collab.timetracker.rules.diary import Stretch
from collab.timetracker.rules.instants import instant_of

CELL: Final = 600
MINUTE: Final = 60
KINDS: Final[tuple[wire.SegmentKind, ...]] = get_args(wire.SegmentKind)


def cells(
    stretches: Sequence[Stretch],
    active: Mapping[UUID, bytes],
    starts: Mapping[UUID, int],
    *,
    paid: bool,
    reading: Sequence[Span],
    activity_least: int,
) -> list[wire.Cell]:
    """The cells that hold any time, by time.

    `active` and `starts` are of the reports: the minutes with input, counted from the one in which each starts.
    `paid`: the client's payment method is verified. `reading`: when time without input is
    protected too; sorted and disjoint.
    """
    if not stretches:
        return []
    first = min(stretch.start for stretch in stretches) // CELL
    count = (max(stretch.end for stretch in stretches) - 1) // CELL - first + 1
    by_kind = {kind: _spread([one for one in stretches if one.kind == kind], first, count) for kind in KINDS}
    costly = [one for one in stretches if one.kind in ("tracked", "manual", "over_limit")]
    by_hand = _spread([one for one in costly if one.claim.source == "manual"], first, count)
    unsaid = _spread([one for one in costly if not one.claim.memo], first, count)
    unread = _spread(_outside(stretches, reading), first, count)
    input_ = _input(stretches, active, starts, first * CELL // MINUTE)
    found = []
    for number in range(count):
        seconds = {kind: by_kind[kind][number] for kind in KINDS if by_kind[kind][number]}
        if not seconds:
            continue
        activity = (input_ >> (number * 10) & 1023).bit_count()
        has_work = "tracked" in seconds or "over_limit" in seconds
        conditions: tuple[tuple[wire.Missing, bool], ...] = (
            ("tracked", has_work and not by_hand[number]),
            ("memo", not unsaid[number]),
            ("limit", "over_limit" not in seconds),
            ("activity", not unread[number] or activity >= activity_least),
            ("payment", paid),
        )
        missing = [name for name, met in conditions if not met]
        found.append(
            wire.Cell(
                start=instant_of((first + number) * CELL), seconds=seconds, activity=activity, missing=missing
            )
        )
    return found


def _spread(stretches: Iterable[Stretch], first: int, count: int) -> list[int]:
    """Seconds in each of `count` cells from number `first` on; as many steps as stretches and cells."""
    alone, change = [0] * count, [0] * (count + 1)
    for stretch in stretches:
        start, end = stretch.start // CELL - first, (stretch.end - 1) // CELL - first
        if start == end:
            alone[start] += stretch.end - stretch.start
            continue
        alone[start] += CELL - stretch.start % CELL
        alone[end] += (stretch.end - 1) % CELL + 1
        change[start + 1] += CELL
        change[end] -= CELL
    return [one + all_ for one, all_ in zip(alone, accumulate(change), strict=False)]


def _outside(stretches: Iterable[Stretch], spans: Sequence[Span]) -> Iterator[Stretch]:
    """What of them lies in none of the spans."""
    for stretch in stretches:
        at = stretch.start
        for first, last in spans:
            if at < min(first, stretch.end):
                yield stretch._replace(start=at, end=min(first, stretch.end))
            at = max(at, last)
        if at < stretch.end:
            yield stretch._replace(start=at)


def _input(
    stretches: Iterable[Stretch], active: Mapping[UUID, bytes], starts: Mapping[UUID, int], first: int
) -> int:
    """A bit for each minute of the clock from `first` on (unix minutes) that has input in a tracked stretch."""
    found = 0
    for stretch in stretches:
        report = stretch.claim.id
        if stretch.claim.source != "tracked" or not active.get(report):
            continue
        ahead = starts[report] // MINUTE - first
        mask = int.from_bytes(active[report], "little")
        mask = mask << ahead if ahead >= 0 else mask >> -ahead
        begin, end = stretch.start // MINUTE - first, (stretch.end - 1) // MINUTE - first + 1
        found |= mask >> begin << begin & ((1 << end) - 1)
    return found
