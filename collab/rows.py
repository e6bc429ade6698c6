"""Rows in plain SQL, as their models have them: composing a statement costs Django more than all that comes of it.

For the hot paths, where the same statement is asked again and again; each is composed once.
"""

from collections.abc import Callable, Sequence
from functools import cache, partial
from typing import Any, TypeVar

from django.db import connection
from django.db.models import Field, Model

Row = TypeVar("Row", bound=Model)


def find(model: type[Row], *, order: str = "", **given: object) -> list[Row]:
    """The rows in which these columns (`room_id=7`, `removed_at=None`) have these values; `order` is a column."""
    asked = tuple((name, value is not None) for name, value in given.items())
    values = [
        _field(model, name).get_db_prep_value(given[name], connection) for name, is_given in asked if is_given
    ]
    return read(model, _where(model, asked, order), values)


def first(model: type[Row], *, order: str = "", **given: object) -> Row | None:
    """The first of those, if there is any."""
    found = find(model, order=order, **given)
    return found[0] if found else None


def read(model: type[Row], which: str, values: Sequence[Any]) -> list[Row]:
    """The rows that this end of a SELECT finds, `WHERE …` or `JOIN …`; its values are as the database takes them."""
    with connection.cursor() as cursor:
        cursor.execute(f"{_select(model)} {which}", values)
        found = cursor.fetchall()
    names = [field.attname for field in model._meta.concrete_fields]
    for place, load in _loads(model):
        found = [(*row[:place], load(row[place]), *row[place + 1 :]) for row in found]
    return [model.from_db(connection.alias, names, row) for row in found]


def change(row: Model, *names: str) -> None:
    """Write these columns of a row as it has them now; without names, all."""
    sql, fields = _update(type(row), names)
    values = [field.get_db_prep_save(getattr(row, field.attname), connection) for field in fields]
    with connection.cursor() as cursor:
        cursor.execute(sql, [*values, row.pk])


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
def _select(model: type[Model]) -> str:
    names = ", ".join(f"{model._meta.db_table}.{_quoted(field)}" for field in model._meta.concrete_fields)
    return f"SELECT {names} FROM {model._meta.db_table}"


@cache
def _where(model: type[Model], asked: tuple[tuple[str, bool], ...], order: str) -> str:
    """`asked`: names, and whether a value is asked for."""
    tests = [f"{_quoted(_field(model, name))} {'= %s' if given else 'IS NULL'}" for name, given in asked]
    return f"WHERE {' AND '.join(tests)}" + (f" ORDER BY {order}" if order else "")


@cache
def _loads(model: type[Model]) -> list[tuple[int, Callable[[Any], Any]]]:
    """For each column that the database does not give as the model has it: its place, and how it is read."""
    found: list[tuple[int, Callable[[Any], Any]]] = []
    for place, field in enumerate(model._meta.concrete_fields):
        column = field.get_col(model._meta.db_table)
        for load in (*connection.ops.get_db_converters(column), *field.get_db_converters(connection)):
            found.append((place, partial(load, expression=column, connection=connection)))
    return found


@cache
def _update(model: type[Model], names: tuple[str, ...]) -> "tuple[str, list[Field[Any, Any]]]":
    named = [_field(model, name) for name in names] or _given(model)
    fields = [field for field in named if not field.primary_key]
    changes = ", ".join(f"{_quoted(field)} = %s" for field in fields)
    key = _quoted(model._meta.pk)
    return f"UPDATE {model._meta.db_table} SET {changes} WHERE {key} = %s", fields


def _field(model: type[Model], name: str) -> "Field[Any, Any]":
    field = model._meta.get_field(name)
    assert isinstance(field, Field), "a column"
    return field


def _quoted(field: "Field[Any, Any] | None") -> str:
    assert field is not None, "every model has a key"
    return connection.ops.quote_name(str(field.column))


@cache
def _given(model: type[Model]) -> "list[Field[Any, Any]]":
    return [field for field in model._meta.local_concrete_fields if field is not model._meta.auto_field]


@cache
def _sql(model: type[Model], count: int) -> str:
    fields = _given(model)
    row = f"({', '.join(['%s'] * len(fields))})"
    names = ", ".join(_quoted(field) for field in fields)
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
