"""Approvals per second: of a real server through its HTTP door, beside the same rows written bare.

64 clients of 64 contracts approve at once, each one milestone after the other.
"""

import http.client
import json
import sys
from collections.abc import Callable, Sequence
from contextlib import closing
from functools import partial
from typing import NamedTuple
from uuid import uuid4

import psycopg

from bench.generator import LoadFailed
from bench.money.bare import Bare
from bench.stores import CollabStore
from bench.systems import Site
from bench.together import Ran, at_once, timed
from tests.servers import CLONE

SERVE = [sys.executable, str(CLONE / "manage.py"), "serve", "--port", "PORT"]
AT_ONCE = 64


class Contract(NamedTuple):
    """A room and its client's API token, with milestones (public ids) that were handed in."""

    room: str
    token: str
    milestones: list[str]


class ApprovalsStore(CollabStore):
    """The contracts of `bench.money.seed`."""

    def fill_contracts(self, each: int) -> list[Contract]:
        self.migrate()
        made = json.loads(self.shell(f"from bench.money.seed import main; main({AT_ONCE}, {each})"))
        return [Contract(**one) for one in made]


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


def run(approve: Approve, contracts: Sequence[Contract], begin: int, end: int, *, itself: bool) -> Ran:
    """The begin-th to end-th milestone of each contract, all contracts at once. Raises LoadFailed."""
    works = [partial(approve, contract, contract.milestones[begin:end]) for contract in contracts]
    return at_once(works, itself=itself)
