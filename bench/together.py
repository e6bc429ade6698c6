"""Several clients at once: how long each step of each took, and what all of it cost."""

import threading
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from bench import meter
from bench.generator import LoadFailed


@dataclass(frozen=True)
class Ran:
    """One round of one way to do something."""

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


def timed(work: Callable[[], None]) -> float:
    """→ milliseconds"""
    began = time.perf_counter()
    work()
    return 1_000 * (time.perf_counter() - began)


def at_once(works: Sequence[Callable[[], list[float]]], *, itself: bool) -> Ran:
    """Each in a thread of its own, and answering the milliseconds of its steps. Raises LoadFailed.

    `itself`: what this process burns is of the writer, not of the load.
    """
    delays: list[float] = []
    broken: list[Exception] = []

    def run(work: Callable[[], list[float]]) -> None:
        try:
            delays.extend(work())
        except Exception as why:
            broken.append(why)

    threads = [threading.Thread(target=run, args=(work,)) for work in works]
    cpu, began = _cpu(itself), time.monotonic()
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    if broken:
        raise LoadFailed(f"{len(broken)} of {len(works)} clients broke off") from broken[0]
    return Ran(time.monotonic() - began, delays, _cpu(itself) - cpu)


def _cpu(itself: bool) -> float:
    return meter.cpu(apart=0).total + (time.process_time() if itself else 0.0)
