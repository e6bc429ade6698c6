"""CPU seconds and memory of the processes under this one."""

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager

from bench import meter
from bench.meter import Cpu

BURN = "import time\nwhile time.process_time() < 0.3: pass\n"
WAIT = "print('done', flush=True); input()"


@contextmanager
def child(program: str) -> Iterator[int]:
    """A Python child that has done its work and waits. → its pid"""
    with subprocess.Popen(
        [sys.executable, "-c", program + WAIT], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as process:
        assert process.stdout is not None
        process.stdout.readline()
        yield process.pid
        process.communicate("\n", timeout=10)


def test_what_a_child_burns_is_counted_as_the_servers() -> None:
    before = meter.cpu(apart=0)

    with child(BURN):
        used = meter.cpu(apart=0) - before

    assert used.server >= 0.28
    assert used.database == used.redis == 0


def test_what_a_grandchild_burned_before_it_ended_is_counted_too() -> None:
    with child(f"import subprocess, sys; subprocess.run([sys.executable, '-c', {BURN!r}])\n") as pid:
        assert meter.used(pid) >= 0.28


def test_the_load_generator_is_left_out() -> None:
    with child(BURN) as pid:
        assert meter.cpu(apart=0).server - meter.cpu(apart=pid).server >= 0.28


def test_memory_that_a_server_takes_is_seen() -> None:
    with child("kept = bytearray(50_000_000)\n") as big, child("kept = b''\n"):
        assert meter.server_bytes(apart=0) - meter.server_bytes(apart=big) > 50_000_000


def test_a_child_stays_on_the_core_it_was_started_on() -> None:
    core = max(os.sched_getaffinity(0))

    with meter.on_core(core), child("") as pid:
        assert os.sched_getaffinity(pid) == {core}
    assert len(os.sched_getaffinity(0)) == os.cpu_count() or core in os.sched_getaffinity(0)


def test_cpu_seconds_add_up_and_scale() -> None:
    used = Cpu(server=3.0, database=2.0, redis=1.0) - Cpu(server=1.0, database=1.0)

    assert used.total == 4.0
    assert (used * 0.5) == Cpu(server=1.0, database=0.5, redis=0.5)


def test_what_this_run_burns_is_not_taken_for_somebody_elses() -> None:
    before = meter.own()

    with child(BURN):
        running = meter.own() - before

    assert running >= 0.28
    assert meter.own() - before >= running
