"""The store and the worker that a server brings along; `tests/toolchain/test_up.py` sees all of it at work."""

import sys
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from pytest_django import Settings

from collab.files import embedded, seaweed
from collab.files.children import Child
from tests.servers import SECONDS_TO_START

DEAF = (
    "import signal, time; signal.signal(signal.SIGTERM, signal.SIG_IGN); open('deaf', 'w'); time.sleep(600)"
)


def until(true: Callable[[], object]) -> None:
    deadline = time.monotonic() + SECONDS_TO_START
    while not true():
        assert time.monotonic() < deadline
        time.sleep(0.01)


@pytest.fixture
def run(tmp_path: Path) -> Iterator[Callable[[str], Child]]:
    """Have Python run some code as a child, in a folder of its own."""
    children = []

    def child(code: str) -> Child:
        made = Child(
            "The child", lambda: [sys.executable, "-c", code], folder=tmp_path, log_to=tmp_path / "log"
        )
        children.append(made)
        made.start()
        return made

    yield child
    for each in children:
        each.stop()


def test_a_child_that_ends_is_started_again_and_its_last_words_are_kept(
    run: Callable[[str], Child], tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    run("import pathlib; print('farewell'); p = pathlib.Path('lives'); p.open('a').write('x')")
    until(lambda: (tmp_path / "lives").exists() and len((tmp_path / "lives").read_text()) >= 2)
    assert "farewell" in (tmp_path / "log.old").read_text()
    assert "The child ended (0). It is started again in 1 s." in caplog.text


def test_a_child_that_does_not_listen_is_killed(run: Callable[[str], Child], tmp_path: Path) -> None:
    child = run(DEAF)
    until((tmp_path / "deaf").exists)
    child.stop(patience=0.1)
    assert not any(thread.name == "The child" for thread in threading.enumerate())


def test_a_child_is_stopped_even_before_it_has_begun(run: Callable[[str], Child]) -> None:
    run("import time; time.sleep(600)").stop()


def test_where_another_store_is_set_none_is_started(settings: Settings) -> None:
    settings.S3_FOLDER = None
    with embedded.store():
        assert embedded.wait_until_ready(0)


def test_a_machine_without_the_program_does_without_files(
    settings: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    settings.S3_FOLDER = tmp_path / "storage"
    monkeypatch.setattr(seaweed, "program", lambda: tmp_path / "nothing")
    with embedded.store():
        assert embedded.wait_until_ready(0)
    assert "There is no S3 server, so files cannot be shared. Set S3_ENDPOINT_URL" in caplog.text
    assert not (tmp_path / "storage").exists()


def test_two_on_the_same_data_share_one_store(
    settings: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings.S3_FOLDER = tmp_path
    with embedded.store():
        assert embedded.wait_until_ready()
        first = (tmp_path / "settings.json").read_text()
        with embedded.store():
            assert embedded.wait_until_ready(0)
        # As another process sees it.
        monkeypatch.setattr(embedded, "_running", {})
        with embedded.store():
            assert embedded.wait_until_ready(0)
        monkeypatch.undo()
        assert (tmp_path / "settings.json").read_text() == first
