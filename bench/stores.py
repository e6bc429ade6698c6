"""The databases of a run. They outlive the servers, which are started anew for every round."""

import json
import os
import secrets
import sqlite3
import subprocess
import sys
from collections.abc import Sequence
from contextlib import closing
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit
from uuid import UUID

import psycopg

from bench import rooms
from bench.generator import Seat
from tests.servers import CLONE
from tests.services import Postgres, Valkey


class Store:
    """A system's database, and what its servers find in their environment."""

    table: str
    """Where messages are; its rows are counted."""

    def __init__(self, name: str, folder: Path, postgres: Postgres, valkey: Valkey) -> None:
        self.name = name
        self.folder = folder / name
        self.cluster = postgres.url
        self.url = urlsplit(postgres.url)._replace(path=f"/{name}").geturl()
        self.environment = {
            "PYTHONPATH": str(CLONE),
            "DATABASE_URL": self.url,
            "REDIS_URL": valkey.url,
            "SECRET_KEY": secrets.token_urlsafe(48),
            "COLLAB_CHILDREN": "false",
        }

    def create(self) -> None:
        """Make the empty database."""
        with psycopg.connect(self.cluster, autocommit=True) as connection:
            connection.execute(f'CREATE DATABASE "{self.name}"'.encode())

    def fill(self, lengths: Sequence[int]) -> None:
        """Make the tables and the people in them, and rooms that hold so many messages already."""

    def rows(self, sql: str) -> list[tuple[Any, ...]]:
        with psycopg.connect(self.url) as connection:
            return connection.execute(sql.encode()).fetchall()

    def copy(self, name: str) -> str:
        """Another database with all that is in this one. → its URL"""
        with psycopg.connect(self.cluster, autocommit=True) as connection:
            connection.execute(f'CREATE DATABASE "{name}" TEMPLATE "{self.name}"'.encode())
        return self.url.removesuffix(self.name) + name

    def settle(self) -> None:
        """Write what PostgreSQL still has in memory, so that nobody pays for the one before."""
        with psycopg.connect(self.cluster, autocommit=True) as connection:
            connection.execute("CHECKPOINT")

    def stored(self) -> int:
        """How many messages the database has."""
        return int(self.rows(f"SELECT count(*) FROM {self.table}")[0][0])

    def seats(self, group: str) -> list[Seat]:
        return rooms.seats(group)

    def run(self, *program: str) -> str:
        """Run a Python program of this project on this database. → its standard output"""
        environment = {"PATH": os.environ["PATH"], **self.environment}
        command = [sys.executable, *program]
        return subprocess.run(
            command, cwd=CLONE, env=environment, check=True, stdout=subprocess.PIPE, text=True
        ).stdout


class SocketIoStore(Store):
    table = "message"


class TutorialStore(Store):
    table = "tutorial_message"

    def fill(self, lengths: Sequence[int]) -> None:
        self.environment["DJANGO_SETTINGS_MODULE"] = "bench.peers.tutorial.settings"
        self.run("-m", "django", "migrate", "--run-syncdb", "--verbosity=0")


class CollabStore(Store):
    """The people and rooms of `bench.rooms` under the ids and tokens that `bench.seed` gave them."""

    table = "chat_message"

    def fill(self, lengths: Sequence[int]) -> None:
        self.migrate()
        seeded = json.loads(self.shell(f"from bench.seed import main; main({list(lengths)})"))
        self.room_ids: dict[str, str] = seeded["rooms"]
        self.tokens: dict[str, str] = seeded["tokens"]

    def migrate(self) -> None:
        self.environment["COLLAB_DATA"] = str(self.folder)
        # Everyone here writes all the time; the limit is still checked every time.
        self.environment["COLLAB_MESSAGES_PER_MINUTE"] = "10000000"
        self.run("manage.py", "migrate", "--verbosity=0")

    def shell(self, code: str) -> str:
        return self.run("manage.py", "shell", "--no-imports", "-c", code)

    def verify(self, url: str) -> None:
        """Raises CalledProcessError where the ledger of this database does not add up."""
        mine, self.environment["DATABASE_URL"] = self.environment["DATABASE_URL"], url
        self.run("manage.py", "verify_ledger")
        self.environment["DATABASE_URL"] = mine

    def seats(self, group: str) -> list[Seat]:
        """Each has seen everything so far: nobody is sent the history."""
        heads = {
            UUID(str(room)): head for room, head in self.rows("SELECT public_id, head FROM workrooms_room")
        }

        def known(seat: Seat) -> Seat:
            room = self.room_ids[seat["room"]]
            return seat | {"room": room, "token": self.tokens[seat["person"]], "after": heads[UUID(room)]}

        return [known(seat) for seat in super().seats(group)]


class EmbeddedStore(CollabStore):
    """The same in the default setting: one SQLite file and no Redis."""

    def create(self) -> None:
        del self.environment["DATABASE_URL"], self.environment["REDIS_URL"]

    def rows(self, sql: str) -> list[tuple[Any, ...]]:
        with closing(sqlite3.connect(self.folder / "collab.sqlite3")) as connection:
            return connection.execute(sql).fetchall()
