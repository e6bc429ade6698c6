"""New rows in plain SQL, as their models have them: composing an INSERT costs Django more than all that comes of it."""

from collections.abc import Sequence
from functools import cache
from typing import Any

from django.db import connection
from django.db.models import Field, Model


def insert(rows: Sequence[Model]) -> None:
    """Insert rows of one model in one statement; those that the database numbers do not learn their numbers."""
    with connection.cursor() as cursor:
        cursor.execute(_sql(type(rows[0]), len(rows)), [value for row in rows for value in _values(row)])


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


def _values(row: Model) -> list[Any]:
    return [field.get_db_prep_save(field.pre_save(row, True), connection) for field in _given(type(row))]
