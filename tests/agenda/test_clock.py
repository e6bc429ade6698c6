"""A clock that tests and demos can move."""

from datetime import UTC, datetime, timedelta
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from collab import clock


@pytest.fixture
def movable(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(clock, "_moved", None)
    clock.movable(tmp_path / "clock")
    return tmp_path / "clock"


def told(*arguments: str) -> str:
    out = StringIO()
    call_command("clock", *arguments, stdout=out)
    return out.getvalue()


def ahead() -> float:
    return (clock.now() - datetime.now(UTC)) / timedelta(hours=1)


def test_the_clock_is_moved_on_and_stays_there(movable: Path) -> None:
    assert ahead() == pytest.approx(0, abs=0.1)
    assert "It is" in told("+14d")
    assert ahead() == pytest.approx(14 * 24, abs=0.1)
    told("+2h")
    assert ahead() == pytest.approx(14 * 24 + 2, abs=0.1)


def test_another_process_follows(movable: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    clock.Moved(movable).on(timedelta(hours=3))
    monkeypatch.setattr(clock, "LOOK_SECONDS", 0)
    assert ahead() == pytest.approx(3, abs=0.1)


def test_a_file_that_cannot_be_read_changes_nothing(movable: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    told("+3h")
    monkeypatch.setattr(clock, "LOOK_SECONDS", 0)
    movable.write_text("not a number")
    assert ahead() == pytest.approx(3, abs=0.1)


@pytest.mark.parametrize("step", ["14d", "-1d", "+1w", "+d", "+1.5h", "+9999999d", "soon"])
def test_what_is_no_step_on_is_told_so(movable: Path, step: str) -> None:
    with pytest.raises(CommandError, match="only moves on"):
        call_command("clock", "--", step)
    with pytest.raises(ValueError, match="only moves on"):
        clock.Moved(movable).on(timedelta(seconds=-1))


def test_the_machines_own_clock_is_not_moved(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clock, "_moved", None)
    assert "UTC" in told()
    with pytest.raises(CommandError, match="COLLAB_MOVABLE_CLOCK"):
        told("+14d")
