"""The migrated database anew, in memory: no process slows another one down. On SQLite; needs Django to be set up."""

import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import closing
from typing import TypeVar

from django.db import connection

One = TypeVar("One")


def anew(each: Iterable[One]) -> Iterator[One]:
    """For each of them the connection leads to a copy of its own, in which nobody has been yet."""
    settings = connection.settings_dict
    name, settings["NAME"] = settings["NAME"], ":memory:"
    with closing(sqlite3.connect(name)) as migrated:
        for one in each:
            connection.ensure_connection()
            migrated.backup(connection.connection)
            yield one
