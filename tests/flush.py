"""Emptying the database between tests, although its triggers forbid to remove events: fast, for most tests need it."""

from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.backends.base.operations import BaseDatabaseOperations


@contextmanager
def without_triggers(connection: BaseDatabaseWrapper) -> Iterator[None]:
    """Switch off every trigger of our own for a while; the application has no way to do so."""
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("SET session_replication_role = replica")
            yield
            cursor.execute("SET session_replication_role = DEFAULT")
            return
        cursor.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'")
        triggers = cursor.fetchall()
        for name, _ in triggers:
            cursor.execute(f'DROP TRIGGER "{name}"')
        yield
        for _, statement in triggers:
            cursor.execute(statement)


def empty(self: BaseDatabaseOperations, sql_list: list[str]) -> None:
    """As `execute_sql_flush`. PostgreSQL takes half a minute for a thousand TRUNCATEs of a few rows."""
    connection = self.connection
    if connection.vendor == "postgresql":
        tables = connection.introspection.django_table_names(only_existing=True, include_views=False)
        sql_list = ["; ".join(f'DELETE FROM "{table}"' for table in tables)]
    with without_triggers(connection):
        _plain(self, sql_list)


_plain = BaseDatabaseOperations.execute_sql_flush


@pytest.fixture(autouse=True, scope="session")
def _flush_removes_events() -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(BaseDatabaseOperations, "execute_sql_flush", empty)
        # It would write the permissions of each model again, which nobody here asks for.
        patch.setattr("django.core.management.commands.flush.emit_post_migrate_signal", lambda *_, **__: None)
        yield
