import math

from proof.figures import Figures, Scale, percentile


def test_enough_work_without_a_wrong_holds() -> None:
    figures = Figures()
    figures.did("kills", 30, at_least=30)
    figures.wrong({"lost": 0})
    figures.measured("p99", 12.0, at_most=50, unit="ms")
    assert figures.verdict == "held"
    assert "kills 30 (≥ 30)" in str(figures)


def test_a_single_wrong_fails() -> None:
    figures = Figures()
    figures.did("kills", 30, at_least=30)
    figures.wrong({"lost": 0})
    figures.wrong({"lost": 1})
    assert figures.verdict == "FAILED"


def test_less_work_than_the_minimum_is_too_little() -> None:
    figures = Figures()
    figures.did("kills", 29, at_least=30)
    assert figures.verdict == "too little"
    assert Figures().verdict == "too little"


def test_a_measure_out_of_bounds_or_never_taken_fails() -> None:
    for value in (51.0, percentile([], 0.99)):
        figures = Figures()
        figures.did("messages", 1, at_least=1)
        figures.measured("p99", value, at_most=50, unit="ms")
        assert figures.verdict == "FAILED"


def test_percentiles_name_a_value_that_was_there() -> None:
    assert percentile([3.0, 1.0, 2.0], 0.5) == 2.0
    assert percentile([3.0, 1.0, 2.0], 0.99) == 3.0
    assert math.isnan(percentile([], 0.5))


def test_the_same_seed_gives_the_same_chance() -> None:
    assert Scale("ci", 7).chance("M1").random() == Scale("ci", 7).chance("M1").random()
    assert Scale("ci", 7).chance("M1").random() != Scale("ci", 7).chance("M2").random()
