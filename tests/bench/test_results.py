"""The arithmetic over rounds."""

import pytest

from bench.meter import Cpu
from bench.results import Closed, Round, middle, percentile, ratio


def a_round(rate: float = 1.0, cpu: float = 1.0) -> Round:
    closed = Closed(rate, Cpu(server=cpu), generator=0.1)
    return Round(pairs=closed, tens=closed, p50=1, p99=2, idle_kb=3, connects=4, connect_ms=5)


def test_a_percentile_is_a_value_that_so_many_do_not_exceed() -> None:
    hundred = [float(value) for value in range(100, 0, -1)]

    assert percentile(hundred, 50) == 50
    assert percentile(hundred, 99) == 99
    assert percentile(hundred, 100) == 100
    assert percentile([1, 2, 1000], 99) == 1000
    assert percentile([7], 50) == 7


def test_there_is_no_percentile_of_nothing() -> None:
    with pytest.raises(ValueError, match="nothing"):
        percentile([], 99)


def test_the_middle_of_rounds_forgets_one_that_was_disturbed() -> None:
    assert middle([a_round(100), a_round(5), a_round(101)], lambda found: found.pairs.rate) == 100


def test_a_ratio_is_taken_within_each_round() -> None:
    ours, theirs = [a_round(300), a_round(30), a_round(310)], [a_round(100), a_round(10), a_round(100)]

    assert ratio(ours, theirs, lambda found: found.pairs.rate) == 3


def test_rounds_that_have_no_counterpart_cannot_be_compared() -> None:
    with pytest.raises(ValueError, match="shorter"):
        ratio([a_round(), a_round()], [a_round()], lambda found: found.pairs.rate)
