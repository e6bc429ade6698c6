"""python -m bench.money: measure, print the tables; exit status 1 when a target was missed."""

import argparse
import os
import secrets
import shutil
import sys
from collections.abc import Sequence
from contextlib import ExitStack
from datetime import UTC, datetime
from pathlib import Path

from bench.money import approvals as approving
from bench.money.approvals import ApprovalsStore
from bench.money.results import Found, report, targets
from bench.systems import Site
from bench.table import put_into
from bench.together import Ran
from tests.servers import CLONE, scratch
from tests.services import Postgres, Valkey

LENGTHS = (100, 10_000, 1_000_000)
QUICK = (100, 10_000)
MARKERS = ("<!-- bench money -->", "<!-- /bench money -->")
METHOD = """\
`python -m bench.money`, {date}: all on the same {cores} cores, PostgreSQL with fsync on. 64 clients of as many
contracts approve at once through one `manage.py serve`, each one milestone after the other: state, transfer, papers,
what happens next and the log in one transaction. Beside it, 64 connections write the same rows in plain SQL, also in
one transaction each. Transfers are posted by {workers} threads while the accounts of 50,000 other contracts are
there; bare inserts go into copies of the same tables. Medians of rounds in turn. Reads are of the newest page."""


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="bench.money", description=__doc__)
    parser.add_argument("--quick", action="store_true", help="short, with noisy figures")
    parser.add_argument("--workers", type=int, default=4, help="threads that post at a time")
    parser.add_argument("--write-readme", action="store_true", help="put the tables into README.md")
    return parser.parse_args()


def approvals(postgres: Postgres, folder: Path, rounds: int, each: int) -> dict[str, list[Ran]]:
    """Rounds of both ways, in turn, every other one backwards."""
    with ExitStack() as stack:
        store = ApprovalsStore("approvals", folder, postgres, stack.enter_context(Valkey()))
        store.create()
        contracts = store.fill_contracts(1 + rounds * each)
        copy = store.copy("approvals_bare")
        site = stack.enter_context(Site(approving.SERVE, store.environment))
        ways = {"door": approving.through_the_door(site), "bare": approving.in_plain_sql(copy)}
        found: dict[str, list[Ran]] = {name: [] for name in ways}
        for name, way in ways.items():
            approving.run(way, contracts, 0, 1, itself=name == "bare")
        for number in range(rounds):
            begin = 1 + number * each
            for name in ways if number % 2 == 0 else reversed(ways):
                ran = approving.run(ways[name], contracts, begin, begin + each, itself=name == "bare")
                found[name].append(ran)
        for url in (store.url, copy):
            store.verify(url)
    return found


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
    """Milliseconds by question and length."""
    from bench.money import reads as money
    from collab.accounts.models import Person

    asked: dict[str, money.Asks] = {}
    for number, length in enumerate(lengths):
        person = Person.objects.create(email=f"reader-{number}@example.com", name="R", password="!")
        money.lengthen(10_000 + number, person, length)
        for name, ask in money.questions(10_000 + number, person, length).items():
            asked.setdefault(name, {})[length] = ask
    return {name: money.milliseconds(asks, times) for name, asks in asked.items()}


def measure(asked: argparse.Namespace) -> Found:
    with ExitStack() as stack:
        folder = scratch("bench-money")
        stack.callback(shutil.rmtree, folder, ignore_errors=True)
        server = stack.enter_context(Postgres(durable=True))
        approved = approvals(server, folder, *((1, 3) if asked.quick else (4, 10)))
        os.environ |= {
            "DATABASE_URL": server.url, "COLLAB_DATA": str(folder), "DJANGO_SETTINGS_MODULE": "collab.settings",
            "SECRET_KEY": secrets.token_urlsafe(48),
        }  # fmt: skip
        import django

        django.setup()
        from django.core.management import call_command
        from django.db import connection

        call_command("migrate", verbosity=0)
        stack.callback(lambda: connection.close_pool())  # type: ignore[attr-defined]
        posted = postings(asked.workers, *((2, 1.0) if asked.quick else (6, 5.0)))
        lengths, times = (QUICK, 100) if asked.quick else (LENGTHS, 1_000)
        return Found(posted, reads(lengths, times), approved)


def main() -> int:
    asked = arguments()
    found = measure(asked)
    today, cores = datetime.now(UTC).date(), len(os.sched_getaffinity(0))
    method = METHOD.format(date=today, workers=asked.workers, cores=cores)
    text = f"{method}\n\n{report(found)}"
    print(text)
    if asked.write_readme:
        put_into(CLONE / "README.md", text, MARKERS)
    return 0 if all(target.is_met for target in targets(found)) else 1


if __name__ == "__main__":
    sys.exit(main())
