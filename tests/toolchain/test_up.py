"""`make run` ends in `manage.py up`: what it says, and what it leaves behind when it ends."""

import json
import signal
import socket
import sqlite3
import subprocess
import time
from collections.abc import Callable, Iterator
from contextlib import closing, suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any

import httpx
import psutil
import pytest

from collab.files import connection, seaweed
from tests.servers import CLONE, SECONDS_TO_START, free_ports
from tests.services import S3, S3_BUCKET, s3_client
from tests.web import MANAGE, Web

if TYPE_CHECKING:
    from mypy_boto3_s3 import S3Client


class Collab(Web):
    """What `make run` starts, on data and a port of its own."""

    stop_signal = signal.SIGINT

    def __init__(self) -> None:
        super().__init__()
        self.data = self.folder / "data"
        self.environment |= {"COLLAB_DATA": str(self.data), "COLLAB_CHILDREN": "true"}

    def answers(self) -> bool:
        """Once all of it does, the store for files too."""
        with suppress(httpx.TransportError):
            return '"storage": "ok"' in httpx.get(f"{self.url}/readyz", timeout=5).text
        return False

    def kept(self) -> dict[str, Any]:
        """What its store keeps of itself."""
        kept: dict[str, Any] = json.loads((self.data / "storage" / "settings.json").read_text())
        return kept

    def store(self) -> "S3Client":
        kept = self.kept()
        return connection.client(kept["S3_ENDPOINT_URL"], kept["S3_ACCESS_KEY"], kept["S3_SECRET_KEY"])

    def kill(self) -> None:
        super().kill()
        with suppress(FileNotFoundError):
            seaweed.clear(self.kept()["ports"])

    def child(self, name: str) -> psutil.Process | None:
        assert self.process
        for each in self.process.children():
            with suppress(psutil.Error):
                if name in each.cmdline():
                    return each
        return None

    def family(self) -> list[psutil.Process]:
        assert self.process
        return [self.process, *self.process.children(recursive=True)]

    def program(self) -> list[str]:
        return [*MANAGE, "up"]

    def start_another(self, **settings: str) -> subprocess.CompletedProcess[str]:
        changed = [f"{name}={value}" for name, value in settings.items()]
        command = self.with_settings(["env", *changed, *self.program()])
        return subprocess.run(command, cwd=CLONE, capture_output=True, text=True, timeout=60)


def until(true: Callable[[], object]) -> None:
    deadline = time.monotonic() + SECONDS_TO_START
    while not true():
        assert time.monotonic() < deadline
        time.sleep(0.05)


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


def test_a_file_goes_to_its_store_and_back_by_signed_links(collab: Collab) -> None:
    file = {"Bucket": "collab", "Key": "files/brief"}
    put = collab.store().generate_presigned_url("put_object", {**file, "ContentLength": 9})
    page = f"http://localhost:{collab.port}"
    answer = httpx.put(put, content=b"two pages", headers={"Origin": page})
    assert (answer.status_code, answer.headers["Access-Control-Allow-Origin"]) == (200, page)
    get = collab.store().generate_presigned_url("get_object", file)
    assert httpx.get(get).content == b"two pages"
    assert httpx.get(get.split("?")[0]).status_code == 403
    policy = httpx.get(collab.url).headers["Content-Security-Policy"]
    assert collab.kept()["S3_ENDPOINT_URL"] in policy


def test_nobody_else_can_read_the_keys_of_its_store(collab: Collab) -> None:
    folder = collab.data / "storage"
    for secret in ("settings.json", "identities.json", "security.toml"):
        assert (folder / secret).stat().st_mode & 0o777 == 0o600
    assert folder.stat().st_mode & 0o777 == 0o700


def test_its_store_has_no_other_door(collab: Collab) -> None:
    """A page from anywhere can ask what listens on this machine, if not read the answer."""
    for name, port in collab.kept()["ports"].items():
        for path in ("/buckets/collab/files/brief", "/col/delete?collection=collab", "/dir/assign"):
            if not name.endswith(".grpc"):
                answer = httpx.get(f"http://127.0.0.1:{port}{path}", follow_redirects=True)
                assert answer.status_code in (401, 403, 404), (name, path)


@pytest.mark.parametrize(("program", "name"), [("mini", "The file storage"), ("work", "The worker")])
def test_a_child_that_dies_is_started_again(program: str, name: str, collab: Collab) -> None:
    first = collab.child(program)
    assert first
    first.kill()
    until(lambda: collab.child(program) not in (None, first))
    until(collab.answers)
    assert f"{name} ended (-9). It is started again" in collab.log()


def test_what_it_says_is_there_at_once_though_nobody_looks_at_a_terminal() -> None:
    collab = Collab()
    collab.environment["COLLAB_CHILDREN"] = "false"
    command = collab.with_settings([*MANAGE, "serve"])
    with subprocess.Popen(command, cwd=CLONE, stdout=subprocess.PIPE, text=True) as running:
        assert running.stdout
        assert "Collab is at" in running.stdout.readline()
        running.kill()
    collab.__exit__()


def test_however_it_ends_all_of_it_ends_and_the_next_run_finds_its_data_again() -> None:
    with Collab() as collab:
        collab.store().put_object(Bucket="collab", Key="files/kept", Body=b"kept")
        before = collab.kept()
        for how in (signal.SIGINT, signal.SIGTERM, signal.SIGKILL):
            family = collab.family()
            assert len(family) == 3
            family[0].send_signal(how)
            psutil.wait_procs(family, timeout=SECONDS_TO_START)
            assert not any(each.is_running() for each in family)
            collab.start()
            assert collab.store().get_object(Bucket="collab", Key="files/kept")["Body"].read() == b"kept"
        assert "Traceback" not in collab.log()
        assert collab.kept() == before


def test_a_port_of_its_store_that_somebody_else_has_now_becomes_another(tmp_path: Path) -> None:
    before = seaweed.keep(tmp_path)
    with socket.create_server(("127.0.0.1", before.ports["s3.port"])):
        after = seaweed.keep(tmp_path)
    assert {name for name, port in before.ports.items() if after.ports[name] != port} == {"s3.port"}
    assert after.secret_key == before.secret_key


def test_a_store_finds_its_data_at_other_ports_too() -> None:
    with S3() as store:
        s3_client(store.url).put_object(Bucket=S3_BUCKET, Key="files/kept", Body=b"kept")
        store.kill()
        store.ports = seaweed.free_ports({})
        store.url = f"http://127.0.0.1:{store.ports['s3.port']}"
        store.start()
        assert s3_client(store.url).get_object(Bucket=S3_BUCKET, Key="files/kept")["Body"].read() == b"kept"


def test_a_first_run_that_was_ended_in_the_middle_of_the_demo_is_done_again() -> None:
    collab = Collab()
    for begun in (["migrate", "--verbosity=0"], ["shell", "-c", HALF_A_DEMO]):
        subprocess.run(collab.with_settings([*MANAGE, *begun]), cwd=CLONE, check=True)
    (collab.data / "demo-unfinished").touch()
    with collab, closing(sqlite3.connect(collab.data / "collab.sqlite3")) as database:
        told = "SELECT (SELECT count(*) FROM accounts_person), (SELECT count(*) FROM workrooms_room)"
        assert database.execute(told).fetchone() == (3, 3)
        assert not (collab.data / "demo-unfinished").exists()
