"""The judge of diaries: what a server answered, beside what should stand there. Pure, from the wire alone."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

Found = Mapping[tuple[UUID, int], str]
"""What each second of each report is."""
COUNTS = ("tracked", "manual", "over_limit", "late")
KINDS = (*COUNTS, "shadow", "outside")


def seconds_of(text: str) -> int:
    return int(datetime.fromisoformat(text).timestamp())


def told(diary: Mapping[str, Any]) -> tuple[dict[tuple[UUID, int], str], int]:
    """Of a wire.Diary as JSON. → and how many seconds of a report are in two of its segments"""
    found: dict[tuple[UUID, int], str] = {}
    twice = 0
    for segment in diary["segments"]:
        report = UUID(segment["report"])
        for second in range(seconds_of(segment["start"]), seconds_of(segment["end"])):
            twice += (report, second) in found
            found[report, second] = segment["kind"]
    return found, twice


def judge(diary: Mapping[str, Any], expected: Found) -> list[str]:
    """What is wrong with a diary, in words."""
    found, twice = told(diary)
    wrong = [f"{twice} s are there twice"] if twice else []
    if other := [(key, kind, found.get(key)) for key, kind in expected.items() if found.get(key) != kind]:
        (report, second), kind, instead = other[0]
        wrong.append(f"{len(other)} s are wrong: second {second} of {report} is {instead}, should be {kind}")
    if more := found.keys() - expected.keys():
        report, second = min(more, key=lambda key: key[1])
        wrong.append(f"{len(more)} s too many: second {second} of {report} is {found[report, second]}")
    begin = seconds_of(f"{diary['week']['week']}T00:00:00+00:00")
    days = {begin + number * 86_400: day for number, day in enumerate(diary["days"])}
    cells = {seconds_of(cell["start"]): cell["seconds"] for cell in diary["cells"]}
    wrong += _parts("days", days, expected, begin, 86_400)
    return wrong + _parts("cells", cells, expected, begin, 600)


def _parts(
    what: str, parts: Mapping[int, Mapping[str, int]], expected: Found, begin: int, length: int
) -> list[str]:
    """Whether each part of a week, by when it begins, has the seconds of that time."""
    should: defaultdict[int, Counter[str]] = defaultdict(Counter)
    for (_, second), kind in expected.items():
        should[second - (second - begin) % length][kind] += 1
    found = {start: counts for start, part in parts.items() if (counts := +Counter(part))}
    other = [start for start in {**found, **should} if found.get(start) != should.get(start)]
    return [f"{len(other)} {what} are wrong: {min(other)} is {found.get(min(other))}"] if other else []


def judge_sums(sums: Mapping[str, int], expected: Found) -> list[str]:
    """What is wrong with the sums that are kept of a week."""
    should = Counter(expected.values())
    if any(sums[kind] != should[kind] for kind in KINDS):
        return [f"the week's sums are {dict(sums)}, should be {dict(should)}"]
    return []


def twice(diaries: Iterable[Mapping[str, Any]]) -> int:
    """Seconds of one person's week that count more than once, over all their contracts."""
    counts = Counter[int]()
    for diary in diaries:
        found, _ = told(diary)
        counts.update(second for (_, second), kind in found.items() if kind in COUNTS)
    return sum(count - 1 for count in counts.values())


def counting(diaries: Iterable[Mapping[str, Any]]) -> set[int]:
    """Seconds that count somewhere."""
    return {second for diary in diaries for (_, second), kind in told(diary)[0].items() if kind in COUNTS}
