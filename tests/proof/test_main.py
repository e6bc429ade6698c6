import asyncio
from types import ModuleType

import pytest

from proof.__main__ import SECONDS, proofs, show
from proof.figures import Figures, Scale


class Proof(ModuleType):
    """A proof that ends as it is told to."""

    def __init__(self, end: Figures | Exception | None) -> None:
        super().__init__("made up")
        self.end = end

    async def run(self, scale: Scale) -> Figures:
        if isinstance(self.end, Exception):
            raise self.end
        if self.end is None:
            await asyncio.sleep(60)
        assert self.end
        return self.end


SHORT = Scale("short", 1)


async def test_a_proof_that_runs_out_of_time_is_unknown(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(SECONDS, "short", 0)
    assert await show("X1", Proof(None), SHORT) == "unknown"


async def test_a_proof_that_breaks_says_so(capsys: pytest.CaptureFixture[str]) -> None:
    assert await show("X1", Proof(ValueError("no server")), SHORT) == "BROKEN"
    assert "no server" in capsys.readouterr().out


async def test_a_line_names_figures_and_seed(capsys: pytest.CaptureFixture[str]) -> None:
    figures = Figures()
    figures.did("kills", 3, at_least=3)
    figures.wrong({"lost": 0})
    assert await show("X1", Proof(figures), SHORT) == "held"
    line = capsys.readouterr().out
    assert line.startswith("X1     held")
    assert "kills 3 (≥ 3) · lost 0  [seed 1, " in line


def test_every_proof_of_the_promises_is_there() -> None:
    messages, strangers = (1, 2, 3, 4, 5, 7, 10), (1, 2, 3, 5, 6, 9, 20, 23, 25, 26)
    assert [*proofs()] == [
        "AGENDA",
        *(f"L{number}" for number in (1, 2, 3, 5, 7)),
        *(f"M{number}" for number in messages),
        "REVIEW",
        *(f"S{number}" for number in strangers),
        *(f"T{number}" for number in (1, 2, 3)),
    ]
