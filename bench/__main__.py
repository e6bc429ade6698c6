"""python -m bench: measure, print the table; exit status 1 when a target was missed."""

import argparse
import os
import shutil
import sys
import time
from collections.abc import Sequence
from contextlib import ExitStack
from datetime import UTC, datetime

from bench import meter, rounds, table
from bench.generator import install_node_packages
from bench.meter import Cores
from bench.results import Round
from bench.systems import System, all_systems
from bench.targets import targets
from tests.servers import CLONE, scratch
from tests.services import Postgres, Valkey

METHOD = """\
`make bench`, {date}: median of {count} interleaved rounds. Servers, PostgreSQL and Valkey share one core, the
load generator has another. 200-byte messages, each in the database (fsync on) before its acknowledgement, 64
in flight in 32 rooms of two; a message counts once every member has it, its sender too. “≥” marks a rate at
which the generator's core was full. Other programs took {others:.0%} of the machine meanwhile."""


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="bench", description=__doc__)
    parser.add_argument("--quick", action="store_true", help="one short round with noisy figures")
    parser.add_argument("--rounds", type=int, default=4, help="figures are medians over so many")
    parser.add_argument("--only", nargs="+", metavar="SYSTEM", help="names as in bench/systems.py")
    parser.add_argument("--write-readme", action="store_true", help="put the table into README.md")
    return parser.parse_args()


def run(systems: Sequence[System], count: int, plan: rounds.Plan, cores: Cores) -> dict[str, list[Round]]:
    """`count` rounds over all systems in turn, every other one backwards: none always follows the same."""
    found: dict[str, list[Round]] = {system.name: [] for system in systems}
    for number in range(count):
        for system in systems if number % 2 == 0 else reversed(systems):
            began = time.monotonic()
            result = rounds.measure(system, plan, cores)
            found[system.name].append(result)
            print(
                f"round {number + 1}/{count} {system.name:14} {result.pairs.rate:8,.0f} msg/s "
                f"{result.pairs.cpu.total:.3f} CPU-s/1,000 · {time.monotonic() - began:.0f} s",
                file=sys.stderr, flush=True,
            )  # fmt: skip
    return found


def report(found: dict[str, list[Round]], systems: Sequence[System], others: float) -> str:
    """The tables; `others` is the share of the machine that went to other programs meanwhile."""
    titles = {system.name: system.title for system in systems}
    count = len(next(iter(found.values())))
    method = METHOD.format(date=datetime.now(UTC).date(), count=count, others=others)
    parts = [
        method,
        table.systems_table(found, titles),
        table.lengths_table(found, titles),
        table.targets_table(list(targets(found))),
    ]
    return "\n\n".join(part for part in parts if part)


def main() -> int:
    asked = arguments()
    if len(os.sched_getaffinity(0)) < 2:
        print("The benchmark needs two cores: one for the servers, one for the load.", file=sys.stderr)
        return 2
    cores = meter.choose_cores()
    plan, count = (rounds.QUICK, 1) if asked.quick else (rounds.FULL, asked.rounds)
    install_node_packages()
    with ExitStack() as stack:
        folder = scratch("bench")
        stack.callback(shutil.rmtree, folder, ignore_errors=True)
        stack.enter_context(meter.on_core(cores.servers))
        postgres = stack.enter_context(Postgres(durable=True))
        valkey = stack.enter_context(Valkey())
        systems = all_systems(folder, postgres, valkey)
        if asked.only:
            systems = [system for system in systems if system.name in asked.only]
        for store in {system.store.name: system.store for system in systems}.values():
            store.create()
            store.fill(plan.lengths)
        began, foreign = time.monotonic(), meter.foreign()
        found = run(systems, count, plan, cores)
        machine = (time.monotonic() - began) * (os.cpu_count() or 1)
        others = (meter.foreign() - foreign) / machine
    text = report(found, systems, others)
    print(text)
    if asked.write_readme:
        table.put_into(CLONE / "README.md", text)
    return 0 if all(target.is_met for target in targets(found)) else 1


if __name__ == "__main__":
    sys.exit(main())
