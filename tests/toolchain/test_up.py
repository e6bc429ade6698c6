"""`make run` ends in `manage.py up`: what it says, and what it leaves behind when it ends."""

import signal
import sqlite3
import subprocess
from collections.abc import Iterator
from contextlib import closing

import httpx
import pytest

from tests.servers import CLONE, free_ports
from tests.web import MANAGE, Web


class Collab(Web):
    """What `make run` starts, on data and a port of its own."""

    stop_signal = signal.SIGINT

    def __init__(self) -> None:
        super().__init__()
        self.data = self.folder / "data"
        self.environment["COLLAB_DATA"] = str(self.data)

    def program(self) -> list[str]:
        return [*MANAGE, "up"]

    def start_another(self, **settings: str) -> subprocess.CompletedProcess[str]:
        changed = [f"{name}={value}" for name, value in settings.items()]
        command = self.with_settings(["env", *changed, *self.program()])
        return subprocess.run(command, cwd=CLONE, capture_output=True, text=True, timeout=60)


HALF_A_DEMO = """
from collab.accounts.models import Person
Person.objects.create(email="client@example.com", name="Half of Clara")
"""


@pytest.fixture(scope="module")
def collab() -> Iterator[Collab]:
    with Collab() as running:
        yield running


def test_it_says_where_it_is_and_who_may_sign_in(collab: Collab) -> None:
    assert f"http://localhost:{collab.port}" in collab.log()
    for person in ("client", "freelancer", "outsider"):
        assert f"{person}@example.com" in collab.log()


def test_it_serves_the_page(collab: Collab) -> None:
    page = httpx.get(collab.url)
    assert page.status_code == 200
    assert "<title>Collab</title>" in page.text


def test_a_second_start_on_the_same_data_names_the_first(collab: Collab) -> None:
    second = collab.start_another(PORT=str(free_ports(1)[0]))
    assert second.returncode == 1
    assert f"Collab already runs on {collab.data} (process" in second.stderr


def test_a_taken_port_is_named_with_a_way_out(collab: Collab) -> None:
    second = collab.start_another(COLLAB_DATA=str(collab.folder / "other"))
    assert second.returncode == 1
    assert f"Another program listens on 127.0.0.1:{collab.port}" in second.stderr
    assert f"PORT={collab.port + 1}" in second.stderr


def test_ctrl_c_ends_all_of_it_and_a_second_run_finds_its_data_again() -> None:
    with Collab() as collab:
        process = collab.process
        assert process is not None
        family = [process, *process.children(recursive=True)]
        collab.stop()
        assert not any(each.is_running() for each in family)
        assert "Traceback" not in collab.log()
        collab.start()
        assert collab.answers()


def test_a_first_run_that_was_ended_in_the_middle_of_the_demo_is_done_again() -> None:
    collab = Collab()
    for begun in (["migrate", "--verbosity=0"], ["shell", "-c", HALF_A_DEMO]):
        subprocess.run(collab.with_settings([*MANAGE, *begun]), cwd=CLONE, check=True)
    (collab.data / "demo-unfinished").touch()
    with collab, closing(sqlite3.connect(collab.data / "collab.sqlite3")) as database:
        told = "SELECT (SELECT count(*) FROM accounts_person), (SELECT count(*) FROM workrooms_room)"
        assert database.execute(told).fetchone() == (3, 3)
        assert not (collab.data / "demo-unfinished").exists()
