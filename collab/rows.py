"""New rows in plain SQL, as their models have them: composing an INSERT costs Django more than all that comes of it."""

from collections.abc import Sequence
from functools import cache
from typing import Any

from django.db import connection
from django.db.models import Field, Model


def insert(rows: Sequence[Model], *, replacing: tuple[str, ...] = ()) -> None:
    """Insert rows of one model in one statement; those that the database numbers do not learn their numbers.

    With `replacing`, unique columns, what stands there under the same values becomes what is given.
    """
    with connection.cursor() as cursor:
        sql = _sql(type(rows[0]), len(rows)) + _replacing(type(rows[0]), replacing)
        cursor.execute(sql, [value for row in rows for value in _values(row)])


def insert_one(row: Model, *, unless: str = "") -> bool:
    """Insert a row and tell it its number. False, and nothing done, where the unique column `unless` has its value."""
    conflict = f" ON CONFLICT ({unless}) DO NOTHING" if unless else ""
    key = row._meta.auto_field
    assert key is not None, "other rows know their keys"
    with connection.cursor() as cursor:
        cursor.execute(f"{_sql(type(row), 1)}{conflict} RETURNING {key.column}", _values(row))
        found = cursor.fetchall()
    if found:
        [(row.pk,)] = found
        row._state.adding, row._state.db = False, connection.alias
    return bool(found)


@cache
def _given(model: type[Model]) -> "list[Field[Any, Any]]":
    return [field for field in model._meta.local_concrete_fields if field is not model._meta.auto_field]


@cache
def _sql(model: type[Model], count: int) -> str:
    fields = _given(model)
    row = f"({', '.join(['%s'] * len(fields))})"
    names = ", ".join(connection.ops.quote_name(str(field.column)) for field in fields)
    return f"INSERT INTO {model._meta.db_table} ({names}) VALUES {', '.join([row] * count)}"


@cache
def _replacing(model: type[Model], unique: tuple[str, ...]) -> str:
    """A row keeps its key, and its name in public."""
    if not unique:
        return ""
    changed = [field.column for field in _given(model) if not field.unique and field.column not in unique]
    changes = ", ".join(f"{column} = excluded.{column}" for column in changed)
    return f" ON CONFLICT ({', '.join(unique)}) DO UPDATE SET {changes}"


def _values(row: Model) -> list[Any]:
    return [field.get_db_prep_save(field.pre_save(row, True), connection) for field in _given(type(row))]
