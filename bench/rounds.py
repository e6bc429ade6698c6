"""One round of one system: what is done to it, and the figures that come of it."""

import time
from dataclasses import dataclass
from typing import Any

from bench import meter, rooms
from bench.generator import Generator, LoadFailed
from bench.meter import Cores, Cpu
from bench.results import Closed, Round, percentile
from bench.systems import System

IN_FLIGHT = 64
IN_FLIGHT_ONE_ROOM = 16
RATE = 200
AT_ONCE = 32
"""Handshakes under way at a time."""


@dataclass(frozen=True)
class Plan:
    """How long each part of a round lasts, in seconds."""

    warm: float
    closed: float
    open: float
    length: float
    idle: float
    lengths: tuple[int, ...]
    """Of the rooms in which the cost per message is measured too: messages, not seconds."""


FULL = Plan(warm=1.0, closed=5.0, open=6.0, length=2.0, idle=2.0, lengths=(10, 10_000, 1_000_000))
QUICK = Plan(warm=0.5, closed=1.5, open=2.0, length=1.0, idle=1.0, lengths=(10, 10_000))


def measure(system: System, plan: Plan, cores: Cores) -> Round:
    """Start the system, put it through every phase, stop it. Raises LoadFailed when a figure would lie."""
    system.store.settle()
    lengths: dict[int, Cpu] = {}
    with system.running() as ports:
        stage = _Stage(system, ports, plan, cores)
        connects, connect_ms, idle_kb = stage.idle()
        pairs = stage.closed_in("pairs", IN_FLIGHT, plan.closed)
        delays = stage.delays()
        tens = stage.closed_in("tens", IN_FLIGHT, plan.closed)
        if system.has_history:
            for length in plan.lengths:
                lengths[length] = stage.closed_in(rooms.history(length), IN_FLIGHT_ONE_ROOM, plan.length).cpu
    return Round(
        pairs, tens, percentile(delays, 50), percentile(delays, 99), idle_kb, connects, connect_ms, lengths
    )


class _Stage:
    """A running system and the phases it goes through."""

    def __init__(self, system: System, ports: list[int], plan: Plan, cores: Cores) -> None:
        self._system = system
        self._ports = ports
        self._plan = plan
        self._cores = cores

    def _generator(self) -> Generator:
        return Generator(self._system.dialect, self._cores.load)

    def _connect(self, generator: Generator, group: str) -> float:
        seats = rooms.on_ports(self._system.store.seats(group), self._ports)
        return len(seats) / float(generator.ask("connect", seats=seats, atOnce=AT_ONCE)["seconds"])

    def idle(self) -> tuple[float, float, float]:
        """→ connects per second, CPU milliseconds of one, KB per connection that says nothing"""
        with self._generator() as generator:
            self._connect(generator, "warm")
            time.sleep(self._plan.idle)
            bytes_before, cpu_before = meter.server_bytes(generator.pid), meter.cpu(generator.pid)
            connects = self._connect(generator, "idle")
            cpu = meter.cpu(generator.pid) - cpu_before
            time.sleep(self._plan.idle)
            grown = meter.server_bytes(generator.pid) - bytes_before
        each = 1 / rooms.IDLE_CONNECTIONS
        return connects, cpu.total * 1000 * each, grown / 1024 * each

    def delays(self) -> list[float]:
        """→ milliseconds from each sending to each member"""
        with Generator(self._system.dialect, self._cores.clock) as generator:
            self._connect(generator, "pairs")
            self._run(generator, "open", rate=RATE, seconds=self._plan.warm)
            found, _ = self._run(generator, "open", rate=RATE, seconds=self._plan.open)
        delays: list[float] = found["delays"]
        return delays

    def closed_in(self, group: str, in_flight: int, seconds: float) -> Closed:
        with self._generator() as generator:
            self._connect(generator, group)
            return self._closed(generator, in_flight, seconds)

    def _closed(self, generator: Generator, in_flight: int, seconds: float) -> Closed:
        self._run(generator, "closed", inFlight=in_flight, seconds=self._plan.warm)
        own_before = meter.used(generator.pid)
        found, cpu = self._run(generator, "closed", inFlight=in_flight, seconds=seconds)
        return Closed(
            rate=found["messages"] / found["seconds"],
            cpu=cpu * (1000 / found["messages"]),
            generator=(meter.used(generator.pid) - own_before) / found["seconds"],
        )

    def _run(self, generator: Generator, phase: str, **settings: float) -> tuple[dict[str, Any], Cpu]:
        """Run a phase and see that the database has all of it. → what it found, CPU seconds it took"""
        stored = self._system.store.stored()
        before = meter.cpu(generator.pid)
        found = generator.ask(phase, **settings)
        cpu = meter.cpu(generator.pid) - before
        stored = self._system.store.stored() - stored
        if stored != found["messages"]:
            raise LoadFailed(f"{found['messages']} messages were acknowledged, {stored} are in the database")
        return found, cpu
