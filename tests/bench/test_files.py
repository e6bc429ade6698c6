"""The arithmetic of the benchmark of files; its figures are nobody's to test."""

import pytest

from bench.files.results import Found, Sent, pages_table, targets, transfers_table
from bench.files.transfer import ranges

PAGES = {"PostgreSQL": {100: 20.0, 10_000: 21.0, 100_000: 40.0}}
FOUND = Found(
    mib=512,
    collab=[Sent(2.4, 1.0, 0.5, 0.05), Sent(1.1, 1.0, 0.5, 0.07), Sent(2.2, 3.0, 0.5, 0.06)],
    boto=[Sent(2.0, 2.0), Sent(1.0, 1.0), Sent(1.0, 2.0)],
    pages=PAGES,
)


@pytest.mark.parametrize(
    ("size", "expected"),
    [
        (0, []),
        (5, [(0, 5)]),
        (10, [(0, 10)]),
        (25, [(0, 10), (10, 20), (20, 25)]),
    ],
)  # fmt: skip
def test_ranges_cover_all_bytes_once(size: int, expected: list[tuple[int, int]]) -> None:
    assert ranges(size, 10) == expected


def test_times_are_compared_within_each_round() -> None:
    assert FOUND.up == pytest.approx(1.2)
    assert FOUND.down == pytest.approx(1.0)
    assert FOUND.cpu_per_gib == pytest.approx(0.12)


def test_what_it_has_to_reach() -> None:
    reach = {target.sentence: target.is_met for target in targets(FOUND)}
    assert reach == {
        "upload of 512 MiB: times as long as boto3": FOUND.up <= 1.2,
        "download of 512 MiB: times as long as boto3": True,
        "PostgreSQL: ms of the first page of 10,000 files": True,
        "PostgreSQL: first page of 100,000 files, times that of 100": False,
    }


def test_the_tables_say_it() -> None:
    assert transfers_table(FOUND).splitlines()[2:] == [
        "| Collab | 2.20 | 233 | 1.00 | 512 | 0.50 | 0.12 |",
        "| boto3's transfer | 1.00 | 512 | 2.00 | 256 |  |  |",
    ]
    assert pages_table(FOUND).splitlines()[2:] == ["| Collab: PostgreSQL | 20.0 | 21.0 | 40.0 |"]
