"""The report in Markdown."""

from pathlib import Path

import pytest

from bench.meter import Cpu
from bench.results import Closed, Round
from bench.table import lengths_table, put_into, systems_table, targets_table
from bench.targets import Target


def a_round(rate: float, cpu: Cpu, *, generator: float = 0.5) -> Round:
    closed = Closed(rate, cpu, generator)
    return Round(closed, closed, 0.4, 1.5, 21.7, 1_234.5, 0.71, {10: cpu, 10_000: cpu})


def test_a_row_holds_the_medians_of_its_rounds() -> None:
    rounds = [
        a_round(19_000.4, Cpu(0.03, 0.02, 0.005)),
        a_round(12_000, Cpu(0.05, 0.03, 0.005)),
        a_round(20_000, Cpu(0.01, 0.01, 0.005)),
    ]

    row = systems_table({"uvicorn": rounds}, {"uvicorn": "Collab"}).splitlines()[2]

    assert row.split(" | ")[1:] == [
        "19,000", "0.055 (0.030 + 0.020 + 0.005)", "0.40 / 1.50", "19,000", "0.055", "22", "1,234", "0.71 |",
    ]  # fmt: skip


def test_a_rate_at_which_the_generator_was_full_is_marked() -> None:
    full = a_round(19_000, Cpu(0.05), generator=0.97)

    assert "| 19,000 ≥ |" in systems_table({"uvicorn": [full]}, {"uvicorn": "Collab"})


def test_only_systems_with_history_are_in_the_table_of_lengths() -> None:
    plain = Closed(1, Cpu(1), 0.1)
    rounds = {"uvicorn": [a_round(1, Cpu(0.04, 0.02))], "socketio": [Round(plain, plain, 1, 1, 1, 1, 1)]}

    table = lengths_table(rounds, {"uvicorn": "Collab", "socketio": "Socket.IO"})

    assert "| Collab | 0.060 (0.040 + 0.020 + 0.000) |" in table
    assert "Socket.IO" not in table


def test_a_missed_target_says_so() -> None:
    reached, missed = Target("connects", 1_200, 1_000), Target("KB", 40, 30, at_least=False)

    assert targets_table([reached, missed]).splitlines()[2:] == [
        "| connects | 1,200.00 | ≥ 1,000.00 | reached |",
        "| KB | 40.00 | ≤ 30.00 | **missed** |",
    ]


def test_only_what_stands_between_the_markers_is_replaced(tmp_path: Path) -> None:
    page = tmp_path / "README.md"
    page.write_text("before\n<!-- bench -->\nold \\1\n<!-- /bench -->\nafter\n")

    put_into(page, "new \\1")

    assert page.read_text() == "before\n<!-- bench -->\nnew \\1\n<!-- /bench -->\nafter\n"


def test_a_page_without_markers_is_left_alone(tmp_path: Path) -> None:
    page = tmp_path / "README.md"
    page.write_text("no place\n")

    with pytest.raises(ValueError, match="once each"):
        put_into(page, "table")
    assert page.read_text() == "no place\n"
