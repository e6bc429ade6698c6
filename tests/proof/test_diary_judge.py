"""The judge of diaries is shown answers with one thing wrong in them, and the paper itself is asked by hand."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

import pytest

from proof import diary_judge
from proof.calling import iso
from proof.diary_model import Told, cost, paper
from proof.money_model import No
from proof.time_model import DAY, WEEK, Contract, Paper, week_of

MONDAY = 1_803_859_200
ONE, OTHER = UUID(int=1), UUID(int=2)
EXPECTED = {(ONE, MONDAY + second): "tracked" for second in range(600)} | {
    (OTHER, MONDAY + second): "shadow" for second in range(300, 600)
}


def answer() -> dict[str, Any]:
    """What a server says that is right."""
    segments = [
        {"report": str(id), "start": iso((MONDAY + first) * 1000), "end": iso((MONDAY + 600) * 1000), "kind": kind}
        for id, first, kind in ((ONE, 0, "tracked"), (OTHER, 300, "shadow"))
    ]  # fmt: skip
    sums = {"tracked": 600, "shadow": 300}
    cells = [{"start": iso(MONDAY * 1000), "seconds": sums}]
    days = [sums, *[{"tracked": 0}] * 6]
    return {"segments": segments, "days": days, "cells": cells, "week": {"week": iso(MONDAY * 1000)[:10]}}


def test_a_right_diary_passes() -> None:
    assert diary_judge.judge(answer(), EXPECTED) == []
    assert (
        diary_judge.judge_sums(
            {**dict.fromkeys(diary_judge.KINDS, 0), "tracked": 600, "shadow": 300}, EXPECTED
        )
        == []
    )
    assert diary_judge.twice([answer()]) == 0
    assert diary_judge.counting([answer()]) == set(range(MONDAY, MONDAY + 600))


def a_second_less(diary: Any) -> None:
    diary["segments"][0]["start"] = iso((MONDAY + 1) * 1000)


def a_second_more(diary: Any) -> None:
    diary["segments"][1]["end"] = iso((MONDAY + 601) * 1000)


def another_kind(diary: Any) -> None:
    diary["segments"][1]["kind"] = "tracked"


def there_twice(diary: Any) -> None:
    diary["segments"].append(diary["segments"][1])


def other_days(diary: Any) -> None:
    diary["days"] = [{"tracked": 599, "shadow": 300}]


def another_day(diary: Any) -> None:
    diary["days"] = diary["days"][::-1]


def no_cells(diary: Any) -> None:
    diary["cells"] = []


def cells_of_another_zone(diary: Any) -> None:
    diary["cells"][0]["start"] = iso((MONDAY - 300) * 1000)


@pytest.mark.parametrize(
    "bug", [a_second_less, a_second_more, another_kind, there_twice, other_days, another_day, no_cells,
     cells_of_another_zone],
    ids=lambda bug: bug.__name__,
)  # fmt: skip
def test_a_bug_is_noticed(bug: Callable[[Any], None]) -> None:
    diary = answer()
    bug(diary)
    assert len(diary_judge.judge(diary, EXPECTED)) == 1


def test_what_two_contracts_pay_is_counted_twice() -> None:
    other = answer()
    other["segments"] = other["segments"][:1]
    other["segments"][0]["start"] = iso((MONDAY + 590) * 1000)
    assert diary_judge.twice([answer(), other]) == 10
    other["segments"][0]["kind"] = "shadow"
    assert diary_judge.twice([answer(), other]) == 0


def test_other_sums_are_noticed() -> None:
    sums = {**dict.fromkeys(diary_judge.KINDS, 0), "tracked": 600, "shadow": 299}
    assert len(diary_judge.judge_sums(sums, EXPECTED)) == 1


# ── the paper ───────────────────────────────────────────────────────────────────────────────────────────────────


def test_the_paper_knows_each_second() -> None:
    told = [
        Told(ONE, 1, 0, ((0, 4),)), Told(OTHER, 1, 2, ((2, 8),), by_hand=True),
        Told(UUID(int=3), 2, 1, ((1, 3),)), Told(UUID(int=4), 1, 0, ((6, 12),), late=1),
    ]  # fmt: skip
    found = paper(told, 1, {1: [(0, 5), (6, 11)], 2: [(0, 1)]}, (0, 100), [(0, 3), (7, 5)])
    drawn = {
        id.int: "".join(found.get((id, second), "")[:2].center(4) for second in range(12))
        for id in (ONE, OTHER, UUID(int=4))
    }
    assert drawn == {
        1: " tr  tr  tr  ov                                 ",
        2: "         sh  sh  ov  ou  ov  ma                 ",
        4: "                         sh  sh  la  la  la  ou ",
    }


@pytest.mark.parametrize(
    ("seconds", "rate", "minor"), [(43_200, 2_222, 26_664), (1, 1_799, 0), (1, 1_800, 1)]
)
def test_the_paper_rounds_half_up(seconds: int, rate: int, minor: int) -> None:
    assert cost(seconds, rate) == minor


def test_weeks_begin_on_monday() -> None:
    assert week_of(MONDAY) == week_of(MONDAY + WEEK - 1) == MONDAY
    assert week_of(MONDAY - 1) == MONDAY - WEEK


def test_timers_on_paper() -> None:
    book = Paper({0: Contract([(MONDAY, 2**40)], [(MONDAY, 100)])})
    begin = MONDAY * 1000 + 300
    book.start(0, ONE, begin)
    timer = book.reports[ONE]
    assert book.beat(timer, begin + 89_000)
    assert timer.end == MONDAY + 89
    assert not book.beat(timer, begin + 179_000)
    assert (timer.end, timer.running) == (MONDAY + 89, False)
    book.start(0, OTHER, begin + 200_000)
    book.beat(book.reports[OTHER], begin + 230_000)
    book.stop(book.reports[OTHER], begin + 240_000, MONDAY + 210)
    assert book.reports[OTHER].pieces == ((MONDAY + 200, MONDAY + 210),)
    with pytest.raises(No):
        book.start(0, OTHER, begin + DAY * 1000)
