"""python -m bench.time: measure, print the tables; exit status 1 when a target was missed."""

import argparse
import os
import shutil
import sys
from contextlib import ExitStack
from datetime import UTC, datetime
from typing import NamedTuple

from bench.systems import Site
from bench.table import put_into
from bench.time import billing, reading, reporting
from bench.time.results import Found, report, targets
from bench.time.stage import SERVE, TimeStore
from bench.together import Ran
from tests.servers import CLONE, scratch
from tests.services import Postgres, Valkey

MARKERS = ("<!-- bench time -->", "<!-- /bench time -->")
METHOD = """\
`python -m bench.time`, {date}: all on the same {cores} cores, PostgreSQL with fsync on. 8 freelancers report at once
through one `manage.py serve`, each into a week that is empty at first, one batch after the other. Beside it, 8
connections write the same rows in plain SQL, also in one transaction for each batch. Medians of rounds in turn. The
diary is asked for over HTTP, weeks of each length in turn. `bill_weeks` bills {weeks:,} contracts with 40 reports
each: lock, bill, charge in the sandbox, papers, ledger, log, agenda. The naive loop in `bench/peers/naive_billing`
asks for what it needs to know report by report, makes the same bills to the cent, and writes nothing but their rows:
{naive:,} of the same weeks, half of them before `bill_weeks` and half after."""


class Sizes(NamedTuple):
    """How much is measured."""

    batches: dict[int, int]
    """How many of each size."""
    rounds: int
    asked: int
    weeks: int
    naive: int
    """Of these weeks: as many as tell its rate."""


FULL = Sizes({1: 100, 100: 20, 1_000: 4}, rounds=4, asked=20, weeks=10_000, naive=1_000)
QUICK = Sizes({1: 20, 100: 4, 1_000: 1}, rounds=1, asked=3, weeks=200, naive=100)
LENGTHS = [100, 1_000, 10_000]


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="bench.time", description=__doc__)
    parser.add_argument("--quick", action="store_true", help="short, with noisy figures")
    parser.add_argument("--write-readme", action="store_true", help="put the tables into README.md")
    return parser.parse_args()


def through_the_door(
    store: TimeStore, sizes: Sizes
) -> tuple[dict[int, dict[str, list[Ran]]], dict[int, float]]:
    """Rounds of both ways by size, in turn, every other one backwards; and milliseconds of diaries by length."""
    store.create()
    each = reporting.AT_ONCE
    seeded = store.fill_reports(each * (1 + sizes.rounds * len(sizes.batches)), LENGTHS)
    copy = store.copy(f"{store.name}_bare")
    left = [seeded.contracts[first : first + each] for first in range(0, len(seeded.contracts), each)]
    found: dict[int, dict[str, list[Ran]]] = {size: {"door": [], "bare": []} for size in sizes.batches}
    with Site(SERVE, store.environment) as site:
        ways = {"door": reporting.through_the_door(site), "bare": reporting.in_plain_sql(copy)}
        warm = left.pop()
        for name, way in ways.items():
            reporting.run(way, warm, seeded.monday, 10, 2, itself=name == "bare")
        for number in range(sizes.rounds):
            for size, count in sizes.batches.items():
                mine = left.pop()
                for name in ways if number % 2 == 0 else reversed(ways):
                    ran = reporting.run(ways[name], mine, seeded.monday, size, count, itself=name == "bare")
                    found[size][name].append(ran)
                    print(
                        f"reports, batches of {size}, {name}: {size * ran.rate:,.0f}/s",
                        file=sys.stderr,
                        flush=True,
                    )
        diaries = reading.milliseconds(
            f"http://127.0.0.1:{site.port}", seeded.diaries, seeded.monday, sizes.asked
        )
    return found, diaries


def measure(sizes: Sizes) -> Found:
    with ExitStack() as stack:
        folder = scratch("bench-time")
        stack.callback(shutil.rmtree, folder, ignore_errors=True)
        postgres, valkey = stack.enter_context(Postgres(durable=True)), stack.enter_context(Valkey())
        reported, diaries = through_the_door(TimeStore("reports", folder, postgres, valkey), sizes)
        weeks = TimeStore("weeks", folder, postgres, valkey)
        weeks.create()
        weeks.fill_weeks(sizes.weeks)
        return Found(reported, diaries, billing.both(weeks, sizes.weeks, sizes.naive))


def main() -> int:
    asked = arguments()
    sizes = QUICK if asked.quick else FULL
    found = measure(sizes)
    today, cores = datetime.now(UTC).date(), len(os.sched_getaffinity(0))
    method = METHOD.format(date=today, cores=cores, weeks=sizes.weeks, naive=sizes.naive)
    text = f"{method}\n\n{report(found)}"
    print(text)
    if asked.write_readme:
        put_into(CLONE / "README.md", text, MARKERS)
    return 0 if all(target.is_met for target in targets(found)) else 1


if __name__ == "__main__":
    sys.exit(main())
