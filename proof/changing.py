"""Every way to change or remove what only grows, as the application could try it. Needs Django to be set up."""

from collections.abc import Callable, Iterator
from datetime import timedelta
from typing import Any
from uuid import uuid4

from django.db import connection, models

from collab.accounts.models import Person
from collab.billing.models import Paper
from collab.files.models import FrozenSet, Pin, Version
from collab.ledger.models import Account, Leg, Transfer
from collab.milestones.models import Milestone, Submission
from collab.timetracker.models import Correction, Report
from collab.workrooms.models import Event, Room

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


def changes(model: Model) -> Iterator[tuple[str, Callable[[], object]]]:
    """Each with its name: of every field that never changes, and of the rows themselves."""
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


def run(sql: str, *values: object) -> None:
    with connection.cursor() as cursor:
        cursor.execute(sql, values)


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


def copy_of(row: Any) -> Any:
    return type(row)._base_manager.get(pk=row.pk)


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
