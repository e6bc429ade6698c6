"""Reports per second: through the HTTP door of a real server, beside the same rows written bare.

Several freelancers send at once, each into a contract of their own, one batch after the other.
"""

import http.client
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing
from datetime import UTC, datetime
from functools import partial
from typing import NamedTuple
from uuid import UUID, uuid4

import orjson
import psycopg

from bench.generator import LoadFailed
from bench.systems import Site
from bench.time.bare import Bare
from bench.time.stage import Contract
from bench.together import Ran, at_once, timed

AT_ONCE = 8
STEP, LENGTH = 40, 30
"""Seconds from the start of a report to the next, and of each."""


class Line(NamedTuple):
    """A report; `start` in unix seconds."""

    id: UUID
    start: int
    memo: str


Send = Callable[[Contract, Sequence[list[Line]]], list[float]]
"""Sends batches of one contract, one after the other. → milliseconds of each"""


def batches(monday: datetime, size: int, count: int) -> Iterator[list[Line]]:
    """So many of this size, with reports that follow one another from that Monday on."""
    begin = int(monday.timestamp())
    for batch in range(count):
        yield [
            Line(uuid4(), begin + STEP * number, f"Form {number // 25} of the booking page")
            for number in range(batch * size, (batch + 1) * size)
        ]


def through_the_door(site: Site) -> Send:
    def send(contract: Contract, batches: Sequence[list[Line]]) -> list[float]:
        bodies = [_body(batch) for batch in batches]
        with closing(http.client.HTTPConnection("127.0.0.1", site.port, timeout=120)) as connection:
            return [timed(partial(_post, connection, contract, *body)) for body in bodies]

    return send


def _body(batch: Sequence[Line]) -> tuple[bytes, int]:
    """→ the body of the request, and how many reports are in it"""
    reports = [
        {"id": line.id, "memo": line.memo, "start": _instant(line.start), "end": _instant(line.start + LENGTH),
         "active": [0]}
        for line in batch
    ]  # fmt: skip
    return orjson.dumps({"device": "bench", "reports": reports}), len(batch)


def _instant(seconds: int) -> str:
    return datetime.fromtimestamp(seconds, UTC).isoformat()


def _post(connection: http.client.HTTPConnection, contract: Contract, body: bytes, count: int) -> None:
    headers = {
        "Authorization": f"Bearer {contract.token}",
        "Content-Type": "application/json",
        "Idempotency-Key": str(uuid4()),
    }
    connection.request("POST", f"/api/v1/rooms/{contract.room}/reports", body, headers)
    answer = connection.getresponse()
    said = answer.read()
    if answer.status != 200 or said.count(b'"accepted"') != count:
        raise LoadFailed(f"reports were answered with {answer.status}: {said[:300]!r}")


def in_plain_sql(url: str) -> Send:
    def send(contract: Contract, batches: Sequence[list[Line]]) -> list[float]:
        with psycopg.connect(url) as connection:
            bare = Bare(connection, contract.room)
            return [timed(partial(bare.report, batch, LENGTH)) for batch in batches]

    return send


def run(
    send: Send, contracts: Sequence[Contract], monday: datetime, size: int, count: int, *, itself: bool
) -> Ran:
    """So many batches of this size to each contract, all contracts at once. Raises LoadFailed."""
    works = [partial(send, contract, list(batches(monday, size, count))) for contract in contracts]
    return at_once(works, itself=itself)
