"""What a correction may leave of a report, and minutes with input. No database."""

import random
from datetime import UTC, datetime

import pytest

from collab import limits, wire
from collab.errors import Refused
from collab.timetracker.rules import pieces
from collab.timetracker.rules.claims import Piece, Span
from collab.timetracker.rules.instants import instant_of

START = int(datetime(2026, 3, 2, 9, tzinfo=UTC).timestamp())
END = START + 3_600


def piece(start: int, end: int, memo: str = "work") -> wire.Piece:
    return wire.Piece(start=instant_of(START + start), end=instant_of(START + end), memo=memo)


def refused(*given: wire.Piece) -> str:
    with pytest.raises(Refused) as why:
        pieces.checked(given, START, END)
    assert why.value.message
    return why.value.code


def test_a_report_can_be_trimmed_split_renamed_and_deleted() -> None:
    assert pieces.checked([], START, END) == []
    assert pieces.checked([piece(0, 3_600, " new ")], START, END) == [Piece(START, END, "new")]
    split = pieces.checked([piece(0, 60), piece(60, 120, "b"), piece(3_000, 3_599)], START, END)
    assert [(one.start - START, one.end - START, one.memo) for one in split] == [
        (0, 60, "work"), (60, 120, "b"), (3_000, 3_599, "work"),
    ]  # fmt: skip
    assert pieces.seconds(split) == 60 + 60 + 599


@pytest.mark.parametrize(
    ("given", "code"),
    [
        ([piece(10, 10)], "correction.empty"),
        ([piece(10, 9)], "correction.empty"),
        ([piece(-1, 10)], "correction.outside"),
        ([piece(10, 3_601)], "correction.outside"),
        ([piece(0, 61), piece(60, 120)], "correction.overlap"),
        ([piece(60, 120), piece(0, 60)], "correction.overlap"),
        ([piece(0, 60), piece(0, 60)], "correction.overlap"),
        ([piece(0, 60, " ")], "memo.empty"),
        ([piece(0, 60, "x" * (limits.MEMO_CHARS + 1))], "memo.too_long"),
        ([piece(n, n + 1) for n in range(limits.PIECES_PER_REPORT + 1)], "correction.pieces"),
    ],
)
def test_a_correction_only_takes_away(given: list[wire.Piece], code: str) -> None:
    assert refused(*given) == code


def test_a_correction_is_told_in_whole_seconds() -> None:
    half = datetime(2026, 3, 2, 9, 0, 0, 500_000, UTC)
    assert refused(wire.Piece(start=half, end=instant_of(END), memo="a")) == "report.instant"


def test_as_many_pieces_as_allowed() -> None:
    given = [piece(n, n + 1) for n in range(limits.PIECES_PER_REPORT)]
    assert len(pieces.checked(given, START, END)) == limits.PIECES_PER_REPORT


@pytest.mark.parametrize(
    ("cuts", "left"),
    [
        ([], [(0, 10), (20, 30)]),
        ([(5, 5)], [(0, 10), (20, 30)]),
        ([(7, 3)], [(0, 10), (20, 30)]),
        ([(10, 20)], [(0, 10), (20, 30)]),
        ([(3, 5)], [(0, 3), (5, 10), (20, 30)]),
        ([(5, 25)], [(0, 5), (25, 30)]),
        ([(25, 99), (-5, 2)], [(2, 10), (20, 25)]),
        ([(4, 6), (5, 8)], [(0, 4), (8, 10), (20, 30)]),
        ([(0, 30)], []),
    ],
)
def test_idle_time_is_cut_out(cuts: list[Span], left: list[Span]) -> None:
    found = pieces.without([Piece(0, 10, "a"), Piece(20, 30, "b")], cuts)
    assert [(one.start, one.end) for one in found] == left
    assert all(one.memo == ("a" if one.start < 15 else "b") for one in found)


def test_minutes_with_input_are_bits() -> None:
    assert pieces.bits([]) == b""
    assert pieces.bits([0, 1, 9]) == bytes([0b11, 0b10])
    assert pieces.minutes(bytes([0b11, 0b10, 0])) == [0, 1, 9]
    assert pieces.both(bytes([1]), bytes([2, 4])) == bytes([3, 4])
    chance = random.Random(3)
    for _ in range(200):
        given = sorted(set(chance.choices(range(1_441), k=chance.randint(0, 50))))
        assert pieces.minutes(pieces.bits(given)) == given
