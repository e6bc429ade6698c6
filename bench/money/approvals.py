"""Approvals per second: of a real server through its HTTP door, beside the same rows written bare.

64 clients of 64 contracts approve at once, each one milestone after the other.
"""

import http.client
import json
import sys
import threading
import time
from collections.abc import Callable, Sequence
from contextlib import closing
from dataclasses import dataclass
from typing import NamedTuple
from uuid import uuid4

import psycopg

from bench import meter
from bench.generator import LoadFailed
from bench.money.bare import Bare
from bench.stores import CollabStore
from bench.systems import Site
from tests.servers import CLONE

SERVE = [sys.executable, str(CLONE / "manage.py"), "serve", "--port", "PORT"]
AT_ONCE = 64


class Contract(NamedTuple):
    """A room and its client's API token, with milestones (public ids) that were handed in."""

    room: str
    token: str
    milestones: list[str]


@dataclass(frozen=True)
class Ran:
    """One round of one way to approve."""

    seconds: float
    delays: list[float]
    """Milliseconds of each."""
    cpu: float
    """CPU seconds of whoever wrote, and of the database."""

    @property
    def rate(self) -> float:
        return len(self.delays) / self.seconds

    @property
    def cpu_ms(self) -> float:
        """CPU milliseconds of one."""
        return 1_000 * self.cpu / len(self.delays)


class ApprovalsStore(CollabStore):
    """The contracts of `bench.money.seed`."""

    def fill_contracts(self, each: int) -> list[Contract]:
        self.environment["COLLAB_DATA"] = str(self.folder)
        # Everyone here approves all the time.
        self.environment["COLLAB_MESSAGES_PER_MINUTE"] = "10000000"
        self.run("manage.py", "migrate", "--verbosity=0")
        code = f"from bench.money.seed import main; main({AT_ONCE}, {each})"
        made = json.loads(self.run("manage.py", "shell", "--no-imports", "-c", code))
        return [Contract(**one) for one in made]

    def copy(self, name: str) -> str:
        """Another database with all that is in this one. → its URL"""
        with psycopg.connect(self.cluster, autocommit=True) as connection:
            connection.execute(f'CREATE DATABASE "{name}" TEMPLATE "{self.name}"'.encode())
        return self.url.removesuffix(self.name) + name

    def verify(self, url: str) -> None:
        """Raises CalledProcessError where the ledger of this database does not add up."""
        mine, self.environment["DATABASE_URL"] = self.environment["DATABASE_URL"], url
        self.run("manage.py", "verify_ledger")
        self.environment["DATABASE_URL"] = mine


Approve = Callable[[Contract, Sequence[str]], list[float]]
"""Approves some milestones of a contract, one after the other. → milliseconds of each"""


def through_the_door(site: Site) -> Approve:
    def approve(contract: Contract, milestones: Sequence[str]) -> list[float]:
        with closing(http.client.HTTPConnection("127.0.0.1", site.port, timeout=60)) as connection:
            return [timed(lambda one=one: _ask(connection, contract, one)) for one in milestones]

    return approve


def _ask(connection: http.client.HTTPConnection, contract: Contract, milestone: str) -> None:
    headers = {
        "Authorization": f"Bearer {contract.token}",
        "Content-Type": "application/json",
        "Idempotency-Key": str(uuid4()),
    }
    path = f"/api/v1/rooms/{contract.room}/milestones/{milestone}/approve"
    connection.request("POST", path, b"{}", headers)
    answer = connection.getresponse()
    said = answer.read()
    if answer.status != 200:
        raise LoadFailed(f"an approval was answered with {answer.status}: {said[:300]!r}")


def in_plain_sql(url: str) -> Approve:
    def approve(contract: Contract, milestones: Sequence[str]) -> list[float]:
        with psycopg.connect(url) as connection:
            bare = Bare(connection, contract.room)
            return [timed(lambda one=one: bare.approve(one)) for one in milestones]

    return approve


def timed(work: Callable[[], None]) -> float:
    began = time.perf_counter()
    work()
    return 1_000 * (time.perf_counter() - began)


def run(approve: Approve, contracts: Sequence[Contract], begin: int, end: int, *, itself: bool) -> Ran:
    """The begin-th to end-th milestone of each contract, all contracts at once. Raises LoadFailed.

    `itself`: what this process burns is of the writer, not of the load.
    """
    delays: list[float] = []
    broken: list[Exception] = []

    def work(contract: Contract) -> None:
        try:
            delays.extend(approve(contract, contract.milestones[begin:end]))
        except Exception as why:
            broken.append(why)

    threads = [threading.Thread(target=work, args=(contract,)) for contract in contracts]
    cpu, began = _cpu(itself), time.monotonic()
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    if broken:
        raise LoadFailed(f"{len(broken)} of {len(contracts)} clients broke off") from broken[0]
    return Ran(time.monotonic() - began, delays, _cpu(itself) - cpu)


def _cpu(itself: bool) -> float:
    return meter.cpu(apart=0).total + (time.process_time() if itself else 0.0)
