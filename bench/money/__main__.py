"""python -m bench.money: measure, print the tables; exit status 1 when a target was missed."""

import argparse
import os
import secrets
import shutil
import sys
from collections.abc import Mapping, Sequence
from statistics import median

from bench.results import percentile
from bench.table import grid, targets_table
from bench.targets import NOISE, Target
from tests.servers import scratch
from tests.services import Postgres

POSTING_SHARE = 0.15
"""Of the rate of bare inserts: posting also locks, looks for the key, keeps balances, and the database adds up."""
LENGTHS = (100, 10_000, 1_000_000)
QUICK = (100, 10_000)


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="bench.money", description=__doc__)
    parser.add_argument("--quick", action="store_true", help="short, with noisy figures")
    parser.add_argument("--workers", type=int, default=4, help="threads that write at a time")
    return parser.parse_args()


def postings(workers: int, rounds: int, seconds: float) -> dict[str, list[float]]:
    """Transfers per second of both, in turn, every other round backwards."""
    from bench.money import postings as money
    from collab.accounts.models import Person

    people = [
        Person.objects.create(email=f"writer-{number}@example.com", name="W", password="!")
        for number in range(workers)
    ]
    money.prepare()
    money.fund(people)
    both = {"post": money.posted(people), "bare": money.bare(people)}
    found: dict[str, list[float]] = {name: [] for name in both}
    for number in range(rounds):
        for name in both if number % 2 == 0 else reversed(both):
            first = 1 + 10_000_000 * number
            found[name].append(money.per_second(both[name], workers, seconds, first))
    return found


def reads(lengths: Sequence[int], times: int) -> dict[str, dict[int, float]]:
    """Milliseconds by question and length; the lengths in turn, so that noise falls on all."""
    from bench.money import reads as money
    from collab.accounts.models import Person

    asked = {}
    for number, length in enumerate(lengths):
        person = Person.objects.create(email=f"reader-{number}@example.com", name="R", password="!")
        money.lengthen(10_000 + number, person, length)
        asked[length] = money.questions(10_000 + number, person, length)
    found: dict[str, dict[int, list[float]]] = {}
    for _ in range(5):
        for length, questions in asked.items():
            for name, ask in questions.items():
                found.setdefault(name, {}).setdefault(length, []).append(money.milliseconds(ask, times))
    return {name: {length: min(spent) for length, spent in row.items()} for name, row in found.items()}


def targets(rates: Mapping[str, Sequence[float]], asked: Mapping[str, Mapping[int, float]]) -> list[Target]:
    share = median(post / bare for post, bare in zip(rates["post"], rates["bare"], strict=True))
    goals = [Target("transfers posted per second, times bare inserts of the same rows", share, POSTING_SHARE)]
    for name, row in asked.items():
        short, long = min(row), max(row)
        sentence = f"{name}: ms with {long:,} transfers, times that with {short:,}"
        # What takes less than a tenth of a millisecond more is the noise of a clock.
        growth = (row[long] - 0.1) / row[short]
        goals.append(Target(sentence, growth, NOISE, at_least=False))
    return goals


def report(rates: Mapping[str, Sequence[float]], asked: Mapping[str, Mapping[int, float]]) -> str:
    titles = {"post": "posted to the ledger", "bare": "bare inserts"}
    rows = [
        [
            titles[name],
            f"{median(found):,.0f}",
            f"{percentile(found, 0):,.0f} – {percentile(found, 100):,.0f}",
        ]
        for name, found in rates.items()
    ]
    lengths = sorted(next(iter(asked.values())))
    cells = [[name, *(f"{row[length]:.2f}" for length in lengths)] for name, row in asked.items()]
    return "\n\n".join(
        [
            grid(["transfers of three legs", "per second", "of rounds"], rows),
            grid(["ms, with so many transfers", *(f"{length:,}" for length in lengths)], cells),
            targets_table(targets(rates, asked)),
        ]
    )


def main() -> int:
    asked = arguments()
    folder = scratch("bench-money")
    try:
        with Postgres(durable=True) as server:
            os.environ |= {
                "DATABASE_URL": server.url, "COLLAB_DATA": str(folder), "DJANGO_SETTINGS_MODULE": "collab.settings",
                "SECRET_KEY": secrets.token_urlsafe(48),
            }  # fmt: skip
            import django

            django.setup()
            from django.core.management import call_command

            call_command("migrate", verbosity=0)
            rates = postings(asked.workers, 2 if asked.quick else 6, 1.0 if asked.quick else 5.0)
            spent = reads(QUICK if asked.quick else LENGTHS, 20 if asked.quick else 200)
            from django.db import connection

            connection.close_pool()  # type: ignore[attr-defined]
    finally:
        shutil.rmtree(folder, ignore_errors=True)
    print(report(rates, spent))
    return 0 if all(target.is_met for target in targets(rates, spent)) else 1


if __name__ == "__main__":
    sys.exit(main())
