"""A week in ten-minute cells. No database."""

import random
from collections import Counter
from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

import pytest

from collab import wire
from collab.timetracker.rules.cells import cells
from collab.timetracker.rules.claims import Claim
from collab.timetracker.rules.diary import Rules, Stretch, diary
from collab.timetracker.rules.pieces import bits

BEGIN = int(datetime(2026, 3, 2, tzinfo=UTC).timestamp())
ALWAYS = [(BEGIN, BEGIN + 604_800)]
ONE, OTHER = UUID(int=1), UUID(int=2)


def stretch(
    start: int, end: int, kind: wire.SegmentKind = "tracked", source: wire.ReportKind = "tracked",
    id: UUID = ONE, memo: str = "work",
) -> Stretch:  # fmt: skip
    """Seconds since Monday 00:00."""
    claim = Claim(BEGIN + start, id, BEGIN + start, BEGIN + end, 1, source, memo)
    return Stretch(BEGIN + start, BEGIN + end, kind, claim)


def shown(
    stretches: Sequence[Stretch], active: Sequence[int] = range(60), start: int = 0, **how: Any
) -> list[wire.Cell]:
    given: dict[str, Any] = {"paid": True, "reading": [], "activity_least": 1} | how
    return cells(stretches, {ONE: bits(active)}, {ONE: BEGIN + start}, **given)


def at(cell: wire.Cell) -> int:
    """Minutes since Monday 00:00."""
    return (int(cell.start.timestamp()) - BEGIN) // 60


def test_a_week_of_nothing_has_no_cells() -> None:
    assert shown([]) == []


def test_cells_hold_seconds_and_minutes_with_input() -> None:
    found = shown([stretch(570, 1_830)], active=[0, 1, 2, 21], start=570)
    assert [(at(cell), cell.seconds, cell.activity) for cell in found] == [
        (0, {"tracked": 30}, 1), (10, {"tracked": 600}, 2), (20, {"tracked": 600}, 0), (30, {"tracked": 30}, 1),
    ]  # fmt: skip
    assert [cell.missing for cell in found] == [[], [], ["activity"], []]


def test_where_nothing_was_there_is_no_cell() -> None:
    assert [at(cell) for cell in shown([stretch(0, 60), stretch(3_000, 3_001)])] == [0, 50]


def test_input_in_what_was_deleted_shows_no_more() -> None:
    found = shown([stretch(0, 60), stretch(300, 360)], active=range(10))
    assert found[0].activity == 2


def test_input_counts_once_however_many_devices_had_it() -> None:
    both = [stretch(0, 600), stretch(0, 600, "shadow", id=OTHER)]
    found = cells(
        both, {ONE: bits([0, 1]), OTHER: bits([1, 2])}, {ONE: BEGIN, OTHER: BEGIN},
        paid=True, reading=[], activity_least=1,
    )  # fmt: skip
    assert (found[0].activity, found[0].seconds) == (3, {"tracked": 600, "shadow": 600})


@pytest.mark.parametrize(
    ("stretches", "how", "missing"),
    [
        ([stretch(0, 600)], {}, []),
        ([stretch(0, 600)], {"active": []}, ["activity"]),
        ([stretch(0, 600)], {"active": [], "reading": ALWAYS}, []),
        ([stretch(0, 600)], {"active": [4], "activity_least": 2}, ["activity"]),
        ([stretch(0, 600)], {"paid": False}, ["payment"]),
        ([stretch(0, 600, memo="")], {}, ["memo"]),
        ([stretch(0, 600, "over_limit")], {}, ["limit"]),
        ([stretch(0, 600, "manual", "manual")], {"reading": ALWAYS}, ["tracked"]),
        ([stretch(0, 300), stretch(300, 600, "manual", "manual")], {}, ["tracked"]),
        ([stretch(0, 300), stretch(300, 600, "over_limit", "manual")], {}, ["tracked", "limit"]),
        ([stretch(0, 600, "shadow")], {}, ["tracked"]),
        ([stretch(0, 600, "outside")], {}, ["tracked"]),
        ([stretch(0, 600, "late")], {"active": []}, ["tracked", "activity"]),
        ([stretch(0, 300), stretch(0, 300, "shadow", id=OTHER)], {}, []),
        ([stretch(0, 600, memo="")], {"active": [], "paid": False}, ["memo", "activity", "payment"]),
    ],
)
def test_a_cell_names_what_it_misses_for_protection(
    stretches: list[Stretch], how: dict[str, Any], missing: list[str]
) -> None:
    assert shown(stretches, **how)[0].missing == missing


def test_time_without_input_is_protected_by_the_seconds_that_reading_mode_was_agreed_for() -> None:
    found = shown([stretch(0, 2_000), stretch(3_000, 3_300)], active=[], reading=[(BEGIN + 500, BEGIN + 1_800),
        (BEGIN + 3_000, BEGIN + 3_300)])  # fmt: skip
    assert [at(cell) for cell in found if not cell.missing] == [10, 20, 50]


@pytest.mark.parametrize("seed", range(20))
def test_cells_are_what_each_second_by_itself_says(seed: int) -> None:
    chance = random.Random(seed)
    claims, active = [], {}
    for number in range(chance.choice((1, 5, 30))):
        start = BEGIN + chance.randint(-2_000, 20_000)
        end = start + chance.choice((1, chance.randint(1, 1_300), chance.randint(1, 9_000)))
        source: wire.ReportKind = chance.choice(("tracked", "tracked", "manual"))
        claims.append(Claim(start, UUID(int=number), start, end, 1, source, "work"))
        active[UUID(int=number)] = bits(
            chance.choices(range((end - start) // 60 + 1), k=chance.randint(0, 20))
        )
    starts = {claim.id: claim.began for claim in claims}
    found = diary(claims, 1, Rules(BEGIN, BEGIN + 604_800, ((BEGIN, BEGIN + 15_000),), ((BEGIN, 7_000),)))
    seconds: dict[int, Counter[str]] = {}
    minutes = set()
    for one in found:
        bits_of = int.from_bytes(active[one.claim.id], "little")
        for second in range(one.start, one.end):
            seconds.setdefault(second // 600, Counter())[one.kind] += 1
            number = second // 60 - starts[one.claim.id] // 60
            if one.claim.source == "tracked" and bits_of >> number & 1:
                minutes.add(second // 60)
    shown_ = cells(found, active, starts, paid=True, reading=[], activity_least=1)
    assert [(int(cell.start.timestamp()) // 600, cell.seconds) for cell in shown_] == [
        (number, dict(seconds[number])) for number in sorted(seconds)
    ]
    for cell in shown_:
        first = int(cell.start.timestamp()) // 60
        assert cell.activity == len(minutes & set(range(first, first + 10)))
