"""The diary of a week: a pure function of the set of claims (domain rules, "Time").

A second that is claimed more than once counts for the report that started first (ties by id), in whichever contract
of the person; so any devices, any order and any repeats of their syncs give the same diary. After the lock first come
is first served: a client may have accepted a late second, and it is not sold to another.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from heapq import heappop, heappush
from operator import itemgetter
from typing import NamedTuple

from collab import wire
from collab.timetracker.rules.claims import Claim, Span

DAY = 86_400
_BY_TIME = itemgetter(0, 3)


@dataclass(frozen=True, slots=True)
class Rules:
    """What a contract says about one week; unix seconds."""

    begin: int
    end: int
    """[begin, end): the week."""
    running: tuple[Span, ...]
    """When time could be added: sorted, disjoint."""
    caps: tuple[tuple[int, int], ...]
    """From when on how many seconds of this week count in all: sorted; a raise holds from its own instant."""


class Stretch(NamedTuple):
    """[start, end) of one claim that is one kind of time."""

    start: int
    end: int
    kind: wire.SegmentKind
    claim: Claim


def diary(
    claims: Iterable[Claim], room: int, rules: Rules, elsewhere: Mapping[int, Sequence[Span]] | None = None
) -> list[Stretch]:
    """What of the claims on this room is what, by time. `claims` are all of the person's that touch the week.

    `elsewhere` tells when the other rooms' contracts ran, where they did not all week: who may not claim a second
    takes it from nobody. The order of the claims does not matter, nor whether one is there twice.
    """
    running = {**(elsewhere or {}), room: rules.running}
    always: Sequence[Span] = ((rules.begin, rules.end),)
    parts: list[_Part] = []
    stretches: list[Stretch] = []
    for claim in _distinct(claims):
        start, end = max(claim.start, rules.begin), min(claim.end, rules.end)
        if start >= end:
            continue
        inside = _clip(start, end, running.get(claim.room, always))
        key = (claim.late, len(parts))
        for first, last in inside:
            parts.append((first, last, key, claim))
        if claim.room == room:
            stretches += (Stretch(*gap, "outside", claim) for gap in _gaps(start, end, inside))
    owned = _owned(parts)
    stretches += _judged(room, parts, owned, rules.caps)
    stretches.sort(key=_BY_TIME)
    return stretches


_Key = tuple[int, int]
_Part = tuple[int, int, _Key, Claim]
"""Start, end, precedence (the lowest wins), whose."""


def _distinct(claims: Iterable[Claim]) -> list[Claim]:
    """In order of precedence, each once."""
    found: list[Claim] = []
    for claim in sorted(claims):
        if not found or claim != found[-1]:
            found.append(claim)
    return found


def _clip(start: int, end: int, spans: Sequence[Span]) -> Sequence[Span]:
    if len(spans) == 1 and spans[0][0] <= start and end <= spans[0][1]:
        return ((start, end),)
    return [(max(start, first), min(end, last)) for first, last in spans if first < end and last > start]


def _gaps(start: int, end: int, taken: Iterable[Span]) -> list[Span]:
    """What of [start, end) is in none of the spans, which are sorted, disjoint and inside."""
    gaps = []
    for first, last in taken:
        if start < first:
            gaps.append((start, first))
        start = last
    if start < end:
        gaps.append((start, end))
    return gaps


def _owned(parts: Sequence[_Part]) -> dict[_Key, list[Span]]:
    """The seconds that each claim has for itself, by time: a sweep over all starts, with the best claim on top."""
    owned: dict[_Key, list[Span]] = defaultdict(list)
    order = sorted(parts, key=lambda part: part[0])
    open_: list[tuple[_Key, int]] = []
    at, position = 0, 0
    while position < len(order) or open_:
        if not open_:
            at = max(at, order[position][0])
        while position < len(order) and order[position][0] <= at:
            _, end, key, _ = order[position]
            heappush(open_, (key, end))
            position += 1
        while open_ and open_[0][1] <= at:
            heappop(open_)
        if not open_:
            continue
        key, until = open_[0]
        if position < len(order):
            until = min(until, order[position][0])
        spans = owned[key]
        if spans and spans[-1][1] == at:
            spans[-1] = (spans[-1][0], until)
        else:
            spans.append((at, until))
        at = until
    return owned


def _judged(
    room: int, parts: Sequence[_Part], owned: Mapping[_Key, list[Span]], caps: Sequence[tuple[int, int]]
) -> list[Stretch]:
    """The room's own parts: what somebody else has is shadow, the rest late, or counts up to the limit."""
    stretches: list[Stretch] = []
    counting: list[tuple[int, int, Claim]] = []
    for start, end, key, claim in parts:
        if claim.room != room:
            continue
        mine = _clip(start, end, owned.get(key, ()))
        if claim.late:
            stretches += (Stretch(*span, "late", claim) for span in mine)
        else:
            counting += ((*span, claim) for span in mine)
        stretches += (Stretch(*gap, "shadow", claim) for gap in _gaps(start, end, mine))
    counting.sort(key=lambda one: one[0])
    return stretches + _limited(counting, caps)


def _limited(counting: Sequence[tuple[int, int, Claim]], caps: Sequence[tuple[int, int]]) -> list[Stretch]:
    """In time order, what counts and what is past the limit in force at that second.

    Seconds over the limit stay so: a limit that is raised later counts from its instant on.
    """
    stretches: list[Stretch] = []
    used = limit = position = 0
    for start, end, claim in counting:
        over_from: int | None = None
        counts_from: int | None = None
        at = start
        while at < end:
            while position < len(caps) and caps[position][0] <= at:
                limit = max(limit, caps[position][1])
                position += 1
            until = min(end, caps[position][0]) if position < len(caps) else end
            fits = min(until, at + limit - used)
            if fits > at:
                if over_from is not None:
                    stretches.append(Stretch(over_from, at, "over_limit", claim))
                    over_from = None
                counts_from = at if counts_from is None else counts_from
                used += fits - at
            if fits < until:
                over_from = fits if over_from is None else over_from
                if counts_from is not None:
                    stretches.append(Stretch(counts_from, fits, claim.source, claim))
                    counts_from = None
            at = until
        if counts_from is not None:
            stretches.append(Stretch(counts_from, end, claim.source, claim))
        if over_from is not None:
            stretches.append(Stretch(over_from, end, "over_limit", claim))
    return stretches


def sums(stretches: Iterable[Stretch]) -> wire.Sums:
    """Seconds by kind."""
    seconds: dict[str, int] = defaultdict(int)
    for stretch in stretches:
        seconds[stretch.kind] += stretch.end - stretch.start
    return wire.Sums.model_validate(seconds)


def days(stretches: Iterable[Stretch], begin: int) -> list[wire.Sums]:
    """Seconds by kind of the seven UTC days of the week that begins there."""
    seconds: list[dict[str, int]] = [defaultdict(int) for _ in range(7)]
    for stretch in stretches:
        at = stretch.start
        while at < stretch.end:
            day = (at - begin) // DAY
            until = min(stretch.end, begin + (day + 1) * DAY)
            seconds[day][stretch.kind] += until - at
            at = until
    return [wire.Sums.model_validate(one) for one in seconds]
