"""How time and its bill read on paper."""

from collections.abc import Iterable, Iterator
from typing import Final, NamedTuple

from collab import wire
from collab.money import Money
from collab.timetracker.rules.claims import Span
from collab.timetracker.rules.diary import DAY, Stretch
from collab.timetracker.rules.instants import instant_of

KINDS: Final[dict[wire.BillLineKind, str]] = {
    "tracked": "Tracked time",
    "manual": "Manual time",
    "over_limit": "Time over the weekly limit",
    "retainer": "Weekly retainer",
    "supplement": "Late time",
    "correction": "Correction",
}


def hours(seconds: int) -> str:
    """`12:05:09` hours, minutes and seconds."""
    sign, seconds = "−" if seconds < 0 else "", abs(seconds)
    return f"{sign}{seconds // 3_600}:{seconds // 60 % 60:02}:{seconds % 60:02}"


def text_of(line: wire.BillLine, currency: str) -> str:
    """`Tracked time, week of 2 March 2026: 12:00:00 h at $45.00`."""
    what = f"{KINDS[line.kind]} ({line.text})" if line.text else KINDS[line.kind]
    words = f"{what}, week of {line.week:%-d %B %Y}"
    if line.rate is None:
        return words
    return f"{words}: {hours(line.seconds)} h at {Money(line.rate, currency)}"


class Entry(NamedTuple):
    """Time of one kind with one memo, without a gap; unix seconds, half-open."""

    start: int
    end: int
    kind: wire.SegmentKind
    memo: str


SHOWN: Final[dict[wire.SegmentKind, str]] = {
    "tracked": "tracked", "manual": "by hand", "over_limit": "over limit",
}  # fmt: skip
"""What of a diary is on paper: nothing that another contract has, and nothing that came late."""


def entries_of(stretches: Iterable[Stretch]) -> list[Entry]:
    """By time; what follows on itself, from however many reports, is one. Midnight UTC divides."""
    found: list[Entry] = []
    for stretch in stretches:
        if stretch.kind not in SHOWN:
            continue
        for start, end in _by_day(stretch.start, stretch.end):
            new = Entry(start, end, stretch.kind, stretch.claim.memo)
            if found and _follows(found[-1], new):
                found[-1] = found[-1]._replace(end=end)
            else:
                found.append(new)
    return found


def _by_day(start: int, end: int) -> Iterator[Span]:
    while start < end:
        until = min(end, (start // DAY + 1) * DAY)
        yield start, until
        start = until


def _follows(last: Entry, new: Entry) -> bool:
    return (last.end, last.kind, last.memo) == (new.start, new.kind, new.memo) and new.start % DAY != 0


def rows_of(entries: Iterable[Entry]) -> list[tuple[str, ...]]:
    """Day, from, to, hours, kind, memo. Who works to midnight works to 24:00:00."""
    rows = list[tuple[str, ...]]()
    for one in entries:
        begin, day = instant_of(one.start), one.start // DAY * DAY
        rows.append(
            (f"{begin:%a %-d %b}", f"{begin:%H:%M:%S}", hours(one.end - day).rjust(8, "0"), hours(one.end - one.start),
             f"  {SHOWN[one.kind]}", one.memo)
        )  # fmt: skip
    return rows
