"""The judges of what was sent, stored and read. Pure; tests/proof shows each of them a seeded bug."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

Wrong = dict[str, int]


@dataclass(frozen=True, slots=True)
class Opened:
    """A reader asked for everything of `room` after event `after`."""

    room: str
    after: int


@dataclass(frozen=True, slots=True)
class Seen:
    """A reader was sent event `seq` of `room`; `text` is the message's, empty for other kinds."""

    room: str
    seq: int
    text: str = ""


@dataclass(frozen=True, slots=True)
class Row:
    """A row of the log as the database has it."""

    room: str
    seq: int
    text: str = ""


def log_without_gaps(rows: Iterable[Row]) -> Wrong:
    """Every room's log is 1, 2, 3 … without gaps or repeats."""
    numbers: defaultdict[str, list[int]] = defaultdict(list)
    for row in rows:
        numbers[row.room].append(row.seq)
    return {"gaps": sum(sorted(found) != list(range(1, len(found) + 1)) for found in numbers.values())}


def stored_once(sent: Mapping[str, str], acked: Mapping[str, int], rows: Sequence[Row]) -> Wrong:
    """Every acknowledged message is there, once, under its number; nothing is there that nobody sent.

    `sent` is text → room, `acked` is text → the number in the answer; every text was sent once by one person.
    """
    found = Counter(row.text for row in rows if row.text)
    where = {row.text: (row.room, row.seq) for row in rows if row.text}
    return {
        "lost": sum(where.get(text) != (sent[text], seq) for text, seq in acked.items()),
        "doubled": sum(count - 1 for count in found.values()),
        "unsent": sum(text not in sent for text in found),
    }


def in_order(queues: Iterable[Sequence[str]], rows: Iterable[Row]) -> Wrong:
    """What one person sent to one room one after the other stands there in that order."""
    place = {row.text: row.seq for row in rows if row.text}
    wrong = 0
    for queue in queues:
        numbers = [place[text] for text in queue if text in place]
        wrong += sum(later <= earlier for earlier, later in pairwise(numbers))
    return {"reordered": wrong}


def read_exactly(record: Iterable[Opened | Seen], rows: Iterable[Row], heads: Mapping[str, int]) -> Wrong:
    """A reader was sent, from each point it asked from, exactly the log: nothing left out, twice or swapped.

    `heads` is how far this reader must have come in each room in the end.
    """
    truth = {(row.room, row.seq): row.text for row in rows}
    next_one: dict[str, int] = {}
    wrong = Wrong(unread=0, doubled=0, reordered=0, altered=0)
    for item in record:
        if isinstance(item, Opened):
            next_one[item.room] = item.after + 1
            continue
        expected = next_one.get(item.room, 0)
        wrong["doubled"] += item.seq < expected
        wrong["reordered"] += item.seq > expected
        wrong["altered"] += truth.get((item.room, item.seq)) != item.text
        next_one[item.room] = max(expected, item.seq + 1)
    wrong["unread"] = sum(max(0, head + 1 - next_one.get(room, 0)) for room, head in heads.items())
    return wrong


def add(*counts: Wrong) -> Wrong:
    """All of them together; a name that is 0 everywhere stays as 0."""
    total: Wrong = {}
    for count in counts:
        for name, number in count.items():
            total[name] = total.get(name, 0) + number
    return total
