"""Every way to change or remove what only grows, or to add to what is whole, through the application's own connection.

`python -m proof.tampering` runs where the database is migrated and nobody is yet. Whoever owns a database can drop its
triggers; the application has no statement that does, and that is not tried. Printed: {"tables", "tries", "refused",
"inert", "unlisted": [table, …], "through": [words, …], "broken": [words, …]}.
"""

import hashlib
import json
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any
from uuid import uuid4

import django

django.setup()

from django.db import IntegrityError, NotSupportedError, connection, models, transaction  # noqa: E402
from django.db.models import ProtectedError  # noqa: E402

from collab import clock, wire  # noqa: E402
from collab.accounts.models import Person  # noqa: E402
from collab.billing.models import Paper  # noqa: E402
from collab.files import actions as files  # noqa: E402
from collab.files.actions.finishing import Found  # noqa: E402
from collab.files.models import FrozenSet, Pin, Version  # noqa: E402
from collab.ledger.models import Account, Leg, Transfer  # noqa: E402
from collab.milestones import actions  # noqa: E402
from collab.milestones.models import Milestone, Submission  # noqa: E402
from collab.timetracker import actions as time  # noqa: E402
from collab.timetracker.models import Correction, Report  # noqa: E402
from collab.workrooms.models import Event, Room  # noqa: E402
from proof.adding import additions  # noqa: E402
from proof.racing import Contract  # noqa: E402

Model = type[models.Model]
GROWING: dict[Model, tuple[str, ...]] = {
    Event: (), Transfer: (), Leg: (), Paper: (), Pin: (), FrozenSet: (),
    Submission: ("milestone", "number", "message", "frozen_set", "checklist", "by", "at", "review_until"),
    Version: ("room", "file", "number", "size", "sha256", "key", "by", "at"),
    Report: ("public_id", "room", "person", "device", "kind", "memo", "start", "reason", "flagged", "at"),
    Correction: (),
}  # fmt: skip
"""What only grows, and of what goes on to have a state, the fields that never change; all where none is named."""
ABOVE: tuple[Model, ...] = (Room, Person, Account, Milestone)
"""What these rows belong to: they do not go with it either."""


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


def other(field: Any, value: Any) -> Any:
    """Another value that fits the column."""
    match field:
        case models.JSONField():
            return {"changed": True}
        case models.UUIDField():
            return uuid4()
        case models.DateTimeField():
            return value + timedelta(seconds=1)
        case models.BooleanField():
            return not value
        case models.CharField() | models.TextField():
            return ("y" if value.startswith("x") else "x") + value[1:]
        case _:
            return (value or 0) + 1


def frozen(model: Model) -> list[Any]:
    """The columns that never change; what names the row is looked for by the others."""
    names, keys = GROWING[model], key_of(model)
    return [
        one for one in model._meta.concrete_fields if (one.name in names if names else one.column not in keys)
    ]


def key_of(model: Model) -> tuple[str, ...]:
    """The columns of the primary key; an event's are its room and its number."""
    return tuple(one.column for one in model._meta.pk_fields)


def one_row(row: Any) -> tuple[str, list[Any]]:
    """A condition that finds it, and its values."""
    named = {one.column: getattr(row, one.attname) for one in row._meta.pk_fields}
    return " AND ".join(f"old.{column} = %s" for column in named), [*named.values()]


def run(sql: str, *values: object) -> None:
    with connection.cursor() as cursor:
        cursor.execute(sql, values)


def tries(model: Model) -> Iterator[tuple[str, Callable[[], object]]]:
    """Each with its name."""
    table, rows = model._meta.db_table, model._base_manager.all()
    first = rows.order_by("pk").first()
    assert first, f"nothing is in {table}"
    for one in frozen(model):
        value = other(one, getattr(first, one.attname))
        raw = one.get_db_prep_save(value, connection)
        yield (
            f"set {one.column} of one",
            lambda one=one, value=value: rows.filter(pk=first.pk).update(**{one.attname: value}),
        )
        yield (
            f"set {one.column} of all",
            lambda one=one, raw=raw: run(f"UPDATE {table} SET {one.column} = %s", raw),
        )
        yield f"save {one.column}", lambda one=one, value=value: saved(first, one, value)
        yield f"bulk_update {one.column}", lambda one=one, value=value: bulk(first, one, value)
        yield f"upsert {one.column}", lambda one=one, value=value: upserted(first, one, value)
        yield from in_dialect(table, first, one, raw)
    yield "delete of one", lambda: rows.filter(pk=first.pk).delete()
    yield "delete of one, by itself", lambda: model._base_manager.get(pk=first.pk).delete()
    yield "delete of all, plainly", lambda: rows._raw_delete("default")
    where, named = one_row(first)
    yield "DELETE of one", lambda: run(f"DELETE FROM {table} AS old WHERE {where}", *named)
    yield "DELETE of all", lambda: run(f"DELETE FROM {table}")
    if connection.vendor == "postgresql":
        yield (
            "DELETE in a query",
            lambda: run(f"WITH gone AS (DELETE FROM {table} RETURNING *) SELECT * FROM gone"),
        )
        for how in ("", " CASCADE", " RESTART IDENTITY CASCADE"):
            yield f"TRUNCATE{how}", lambda how=how: run(f"TRUNCATE {table}{how}")
        for above in ABOVE:
            yield (
                f"TRUNCATE {above.__name__} CASCADE",
                lambda above=above: run(f"TRUNCATE {above._meta.db_table}, {table} CASCADE"),
            )


def copy_of(row: Any) -> Any:
    return type(row)._base_manager.get(pk=row.pk)


def saved(row: Any, one: Any, value: Any) -> None:
    row = copy_of(row)
    setattr(row, one.attname, value)
    row.save()


def bulk(row: Any, one: Any, value: Any) -> None:
    row = copy_of(row)
    setattr(row, one.attname, value)
    type(row)._base_manager.bulk_update([row], [one.name])


def upserted(row: Any, one: Any, value: Any) -> None:
    row = copy_of(row)
    setattr(row, one.attname, value)
    type(row)._base_manager.bulk_create(
        [row],
        update_conflicts=True,
        unique_fields=[one.name for one in row._meta.pk_fields],
        update_fields=[one.name],
    )


def in_dialect(table: str, first: Any, one: Any, raw: Any) -> Iterator[tuple[str, Callable[[], object]]]:
    where, named = one_row(first)
    if connection.vendor == "postgresql":
        yield f"MERGE {one.column}", lambda: run(
            f"MERGE INTO {table} AS old USING (SELECT 1) AS new ON {where}"
            f" WHEN MATCHED THEN UPDATE SET {one.column} = %s", *named, raw
        )  # fmt: skip
    else:
        yield (
            f"UPDATE OR REPLACE {one.column}",
            lambda: run(f"UPDATE OR REPLACE {table} SET {one.column} = %s", raw),
        )
        yield f"REPLACE {one.column}", lambda: replaced(table, first, {one.column: raw})


def replaced(table: str, row: Any, changes: dict[str, Any]) -> None:
    """SQLite removes the row that stands in the way, without a DELETE."""
    columns = [one.column for one in row._meta.concrete_fields]
    chosen = ", ".join("%s" if name in changes else f'"{name}"' for name in columns)
    into = ", ".join(f'"{name}"' for name in columns)
    where, named = one_row(row)
    run(
        f"INSERT OR REPLACE INTO {table} ({into}) SELECT {chosen} FROM {table} AS old WHERE {where}",
        *[changes[name] for name in columns if name in changes], *named,
    )  # fmt: skip


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
        for name, act in tries(model):
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
