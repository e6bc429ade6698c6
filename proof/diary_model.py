"""A diary on paper, second by second: slow, plain enough to be seen to be right, and sharing no code with the rules."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

Spans = Sequence[tuple[int, int]]
"""Half-open, in unix seconds."""


@dataclass(frozen=True)
class Told:
    """A report: what is left of it. `late`: as how manieth it came after the lock of the week that is looked at."""

    id: UUID
    room: int
    began: int
    pieces: tuple[tuple[int, int], ...]
    by_hand: bool = False
    late: int = 0


def seconds_of(spans: Spans, begin: int, end: int) -> Iterable[int]:
    """Those of them in [begin, end)."""
    for start, until in spans:
        yield from range(max(start, begin), min(until, end))


def first_come(told: Iterable[Told]) -> list[Told]:
    """Who claims a second first: who began earlier, then by id; behind them the late ones as they came."""
    return sorted(set(told), key=lambda one: (one.late, one.began, one.id.bytes))


def paper(
    told: Iterable[Told], room: int, running: Mapping[int, Spans], week: tuple[int, int], caps: Spans
) -> dict[tuple[UUID, int], str]:
    """What each second of each report on this room is. `running`: when each room's contract ran.

    `caps`: from when on how many seconds may count in this week.
    """
    begin, end = week
    runs = {number: [range(*span) for span in spans] for number, spans in running.items()}
    owner: dict[int, Told] = {}
    found: dict[tuple[UUID, int], str] = {}
    for one in first_come(told):
        for second in seconds_of(one.pieces, begin, end):
            if not any(second in run for run in runs[one.room]):
                kind = "outside"
            elif second in owner:
                kind = "shadow"
            else:
                owner[second] = one
                kind = "late" if one.late else "counts"
            if one.room == room:
                found[one.id, second] = kind
    counted = 0
    for second in sorted(owner):
        one = owner[second]
        if one.room != room or one.late:
            continue
        limit = max((most for since, most in caps if since <= second), default=0)
        if counted < limit:
            counted += 1
            found[one.id, second] = "manual" if one.by_hand else "tracked"
        else:
            found[one.id, second] = "over_limit"
    return found


def summed(found: Mapping[tuple[UUID, int], str]) -> Counter[str]:
    return Counter(found.values())


def cost(seconds: int, rate: int) -> int:
    """Minor units, half up, from a rate per hour: counted up in 7200ths."""
    whole, rest = divmod(seconds * rate, 3600)
    return whole + (1 if rest * 2 >= 3600 else 0)
