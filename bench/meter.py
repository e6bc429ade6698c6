"""What the servers under this process cost, as the kernel counts it."""

import os
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass

import psutil

FINE = 0.5
"""Of readings of a clock, at least this share must differ."""


@dataclass(frozen=True)
class Cpu:
    """CPU seconds, by who used them."""

    server: float = 0.0
    database: float = 0.0
    redis: float = 0.0

    @property
    def total(self) -> float:
        return self.server + self.database + self.redis

    def __sub__(self, other: "Cpu") -> "Cpu":
        return Cpu(self.server - other.server, self.database - other.database, self.redis - other.redis)

    def __mul__(self, factor: float) -> "Cpu":
        return Cpu(self.server * factor, self.database * factor, self.redis * factor)


def _part(name: str) -> str:
    return {"postgres": "database", "valkey-server": "redis"}.get(name, "server")


def used(pid: int) -> float:
    """CPU seconds of a process and its ended children: a PostgreSQL backend that has gone still counts."""
    times = psutil.Process(pid).cpu_times()
    return float(times.user + times.system + times.children_user + times.children_system)


def _servers(apart: int) -> Iterator[tuple[psutil.Process, str]]:
    for process in psutil.Process().children(recursive=True):
        if process.pid != apart:
            # What ends while it is looked at is in its parent's count the next time.
            with suppress(psutil.NoSuchProcess):
                yield process, _part(process.name())


def cpu(apart: int) -> Cpu:
    """CPU seconds so far of all processes under this one, apart from the load generator's."""
    seconds = {"server": 0.0, "database": 0.0, "redis": 0.0}
    for process, part in _servers(apart):
        with suppress(psutil.NoSuchProcess):
            seconds[part] += used(process.pid)
    return Cpu(**seconds)


def own() -> float:
    """CPU seconds so far of this process and everything under it."""
    return sum(
        used(process.pid) for process in (psutil.Process(), *psutil.Process().children(recursive=True))
    )


def foreign() -> float:
    """CPU seconds so far that other programs took on this machine, or other machines on its host."""
    times = psutil.cpu_times()
    return float(sum(times) - times.idle - times.iowait - times.guest - times.guest_nice) - own()


def server_bytes(apart: int) -> int:
    """Resident memory of the server's processes, without database and Redis."""
    return sum(int(process.memory_info().rss) for process, part in _servers(apart) if part == "server")


@contextmanager
def on_core(core: int) -> Iterator[None]:
    """What is started inside stays on this core; a child keeps the set it was born with."""
    before = os.sched_getaffinity(0)
    os.sched_setaffinity(0, {core})
    try:
        yield
    finally:
        os.sched_setaffinity(0, before)


@dataclass(frozen=True)
class Cores:
    """Which core does what."""

    servers: int
    load: int
    clock: int
    """Where the generator sits while it measures delays: on `load`, unless the clock there is too coarse."""


def choose_cores() -> Cores:
    """The servers get the core with the finest clock. Needs two cores.

    In some virtual machines the clock of one core stands still for milliseconds at a time, though CPU time is
    counted well there: what waits on timers spins, and no delay can be measured.
    """
    fineness = {core: _clock_fineness(core) for core in sorted(os.sched_getaffinity(0))}
    servers, *_, load = sorted(fineness, key=lambda core: -fineness[core])
    return Cores(servers, load, load if fineness[load] >= FINE else servers)


def _clock_fineness(core: int) -> float:
    """The share of readings in a row that differ from the one before, at the worst of ten looks."""
    looks, readings = 10, 10_000
    worst = 1.0
    with on_core(core):
        for _ in range(looks):
            instants = {time.perf_counter_ns() for _ in range(readings)}
            worst = min(worst, len(instants) / readings)
            time.sleep(0.02)
    return worst
