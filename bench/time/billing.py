"""Weeks billed by the real command, as a process of its own, and by the naive loop; how much memory each holds."""

import os
import resource
import subprocess
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass

import psutil
import psycopg

from bench import meter
from bench.generator import LoadFailed
from bench.time.stage import TimeStore
from tests.servers import CLONE, die_with_parent

COMMAND = [sys.executable, str(CLONE / "manage.py"), "bill_weeks", "--quiet"]
NAIVE = [sys.executable, "-m", "bench.peers.naive_billing"]
LOOK_SECONDS = 0.1
BILLS = "SELECT room_id, monday, minor, fee, net, lines FROM timetracker_bill"
MIB = 1024**2


@dataclass(frozen=True)
class Billed:
    """One run, with its start and end."""

    bills: int
    seconds: float
    cpu: float
    """CPU seconds of it and of the database."""
    held: Sequence[tuple[int, int]] = ()
    """Resident bytes of the process when so many bills were made."""

    @property
    def rate(self) -> float:
        return self.bills / self.seconds

    @property
    def cpu_ms(self) -> float:
        """CPU milliseconds of one."""
        return 1_000 * self.cpu / self.bills

    def mib(self, share: float) -> float:
        """When this share of all bills was made: the first look from then on, or the last."""
        later = [size for bills, size in self.held if bills >= share * self.bills]
        return (later[0] if later else self.held[-1][1]) / MIB


def bill(store: TimeStore, url: str, command: Sequence[str], expected: int) -> Billed:
    """Run it on a database until it ends, which makes so many bills. Raises LoadFailed."""
    environment = {"PATH": os.environ["PATH"], **store.environment, "DATABASE_URL": url}
    held: list[tuple[int, int]] = []
    with psycopg.connect(url, autocommit=True) as connection:
        before, cpu, began = _count(connection), _cpu(), time.monotonic()
        process = psutil.Popen(
            command, cwd=CLONE, env=environment, stdout=subprocess.PIPE, text=True, preexec_fn=die_with_parent
        )
        while process.poll() is None:
            made = _count(connection) - before
            if made:
                held.append((made, _resident(process)))
            time.sleep(LOOK_SECONDS)
        seconds = time.monotonic() - began
        made = _count(connection) - before
    said = process.stdout.read()
    if process.returncode or made != expected:
        raise LoadFailed(f"{made:,} of {expected:,} weeks were billed: {said[-300:]}")
    return Billed(made, seconds, _cpu() - cpu, [one for one in held if one[1]])


def _count(connection: psycopg.Connection[tuple[int]]) -> int:
    row = connection.execute("SELECT count(*) FROM timetracker_bill").fetchone()
    assert row is not None, "it counts"
    return row[0]


def _resident(process: psutil.Popen) -> int:
    """0 where it ended meanwhile."""
    try:
        return int(process.memory_info().rss)
    except psutil.NoSuchProcess:
        return 0


def _cpu() -> float:
    """Of the database, and of all that this process started and that ended."""
    ended = resource.getrusage(resource.RUSAGE_CHILDREN)
    return meter.cpu(apart=0).database + ended.ru_utime + ended.ru_stime


def both(store: TimeStore, count: int, naive: int) -> dict[str, Billed]:
    """The command bills all weeks; the naive loop bills half of so many of the same before that, half after it."""
    copy, half = store.copy(f"{store.name}_naive"), naive // 2
    halves = [bill(store, copy, [*NAIVE, str(half)], half)]
    command = bill(store, store.url, COMMAND, count)
    halves.append(bill(store, copy, [*NAIVE, str(naive - half)], naive - half))
    check_same(store.url, copy)
    store.verify(store.url)
    return {"command": command, "naive": together(halves)}


def together(parts: Sequence[Billed]) -> Billed:
    return Billed(
        sum(part.bills for part in parts),
        sum(part.seconds for part in parts),
        sum(part.cpu for part in parts),
    )


def check_same(url: str, other: str) -> None:
    """Whether what the other billed was billed the same, line by line and to the cent. Raises LoadFailed."""
    with psycopg.connect(url) as ours, psycopg.connect(other) as theirs:
        made = {(room, monday): rest for room, monday, *rest in ours.execute(BILLS)}
        for room, monday, *naive in theirs.execute(BILLS):
            if made.get((room, monday)) != naive:
                raise LoadFailed(f"a week was billed in two ways: {made.get((room, monday))} and {naive}")
