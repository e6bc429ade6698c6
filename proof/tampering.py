"""Every way to change or remove what only grows, or to add to what is whole, through the application's own connection.

`python -m proof.tampering` runs where the database is migrated and nobody is yet. Whoever owns a database can drop its
triggers; the application has no statement that does, and that is not tried. Printed: {"tables", "tries", "refused",
"inert", "unlisted": [table, …], "through": [words, …], "broken": [words, …]}.
"""

import hashlib
import json
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import timedelta
from uuid import uuid4

import django

django.setup()

from django.db import IntegrityError, NotSupportedError, connection, transaction  # noqa: E402
from django.db.models import ProtectedError  # noqa: E402

from collab import clock, wire  # noqa: E402
from collab.files import actions as files  # noqa: E402
from collab.files.actions.finishing import Found  # noqa: E402
from collab.milestones import actions  # noqa: E402
from collab.timetracker import actions as time  # noqa: E402
from proof.adding import additions  # noqa: E402
from proof.changing import GROWING, Model, changes, frozen, key_of  # noqa: E402
from proof.racing import Contract  # noqa: E402

UNFINISHED = ("FOREIGN KEY constraint failed", "CHECK constraint failed: never")
"""What SQLite says when a transfer that is not whole would commit, or the key that it waits for would be there."""


class Undo(Exception):
    """Whatever was tried, it is taken back."""


@dataclass
class Tries:
    done: int = 0
    refused: int = 0
    inert: int = 0
    """Went through and changed nothing."""
    through: list[str] = field(default_factory=list)
    broken: list[str] = field(default_factory=list)


def populate() -> None:
    """A contract in which all of it has happened, twice."""
    here = Contract(0)
    for number in range(2):
        draft = wire.UploadDraft(name=f"plan-{number}.pdf", size=10, sha256="0" * 64)
        upload = here.f(files.start_upload, draft=draft)().id
        seat, key = here.f(files.finish_upload).args
        version = files.finish_upload(seat, key, Found("application/pdf", "pdf"), upload=upload).version
        one = here.funded()
        here.f(actions.submit, milestone=one, message="Here.", files=[version.id])()
        here.c(actions.approve, milestone=one)()
    _work()


def _work() -> None:
    """By the hour, and corrected."""
    here, start = Contract(1, hourly=True), clock.now().replace(microsecond=0)
    for number in range(2):
        id, end = uuid4(), start + timedelta(seconds=10 + number)
        told = wire.ReportDraft(id=id, memo="Form", start=start, end=end)
        here.f(time.report_time, draft=wire.ReportsDraft(device="laptop", reports=[told]))()
        here.f(time.correct, report=id, number=0, pieces=[], reason="Not so")()


def contents(model: Model) -> str:
    """Of what never changes: every row, with its key."""
    keys = key_of(model)
    columns = [*keys, *(one.column for one in frozen(model))]
    digest = hashlib.sha256()
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {', '.join(columns)} FROM {model._meta.db_table} ORDER BY {', '.join(keys)}")
        for row in cursor.fetchall():
            digest.update(repr(row).encode())
    return digest.hexdigest()


def attempt(
    model: Model, name: str, act: Callable[[], object], tally: Tries, *, commits: bool = False
) -> None:
    """What `commits` is taken back by nobody but the database."""
    tally.done += 1
    before, words = contents(model), f"{model._meta.db_table}: {name}"
    try:
        with transaction.atomic():
            act()
            changed = contents(model) != before
            if not commits:
                raise Undo
    except Undo:
        if changed:
            tally.through.append(words)
        else:
            tally.inert += 1
    except Exception as why:
        if is_refusal(why):
            tally.refused += 1
        else:
            tally.broken.append(f"{words}: {type(why).__name__}: {why}")
    if contents(model) != before:
        tally.through.append(f"{words}, for good")


def is_refusal(why: Exception) -> bool:
    """Said by a trigger of ours, by Django of what others refer to, by a TRUNCATE of that, or by SQLite at a commit."""
    if isinstance(why, ProtectedError | NotSupportedError):
        return True
    said = getattr(why.__cause__, "sqlstate", None) or str(why)
    return isinstance(why, IntegrityError) and (said == "23000" or said.endswith((".", *UNFINISHED)))


def guarded() -> set[str]:
    """Tables that have a trigger, but for SQLite's note of what is unfinished, which never has a row for long."""
    asked = "SELECT tbl_name FROM sqlite_master WHERE type = 'trigger' AND tbl_name <> 'ledger_unfinished'"
    if connection.vendor == "postgresql":
        asked = "SELECT tgrelid::regclass::text FROM pg_trigger WHERE NOT tgisinternal"
    with connection.cursor() as cursor:
        cursor.execute(asked)
        return {table for (table,) in cursor.fetchall()}


def tamper(tables: Iterable[Model] = GROWING) -> Tries:
    tally = Tries()
    for model in tables:
        for name, act in changes(model):
            attempt(model, name, act, tally)
    return tally


def add(tally: Tries) -> None:
    """Into the ledger."""
    for model, name, act in additions():
        attempt(model, name, act, tally, commits=True)


def main() -> None:
    populate()
    tally = tamper()
    add(tally)
    unlisted = sorted(guarded() ^ {model._meta.db_table for model in GROWING})
    print(
        json.dumps(
            {"tables": len(GROWING), "tries": tally.done, "refused": tally.refused, "inert": tally.inert,
             "unlisted": unlisted, "through": tally.through, "broken": tally.broken}
        )
    )  # fmt: skip


if __name__ == "__main__":
    main()
