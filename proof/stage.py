"""The stage: real servers on a PostgreSQL that waits for its disk, Valkey, people with seats and tokens."""

import asyncio
import json
import os
import secrets
import sqlite3
import subprocess
import sys
import tempfile
from collections.abc import AsyncIterator, Callable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import AsyncExitStack, ExitStack, asynccontextmanager, closing, suppress
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any, TypeVar
from urllib.parse import urlsplit

import httpx
import psycopg

from proof.checks import Row
from proof.client import Tab, bearer
from tests.servers import CLONE, Server
from tests.services import S3, Postgres, Valkey, s3_settings
from tests.web import MANAGE, Web

T = TypeVar("T")
HANDS = ThreadPoolExecutor(4, "hands")
"""Children die with the thread that started them; these threads live as long as the run."""
AT_END = ExitStack()


PASSWORD = "a long walk to the sea"

CSRF = "proof" * 6 + "ab"
"""Any 32 letters will do: the cookie and the header must be the same."""


def address(name: str) -> str:
    """Everybody's e-mail address."""
    return f"{name}@example.com"


def pairs(rooms: int, **each: Any) -> dict[str, Any]:
    """A wish for rooms "room-0", "room-1", … of "room-0-client" and "room-0-freelancer", and so on."""
    names = [f"room-{number}" for number in range(rooms)]
    return {
        "rooms": {
            name: {"client": f"{name}-client", "freelancer": f"{name}-freelancer", **each} for name in names
        }
    }


async def by_hand(work: Callable[..., T], *args: Any) -> T:
    """Do something to a child process without holding up the clients."""
    return await asyncio.get_running_loop().run_in_executor(HANDS, work, *args)


class Site(Web):
    """One `manage.py serve`."""

    def __init__(self, environment: Mapping[str, str]) -> None:
        super().__init__(environment)
        self.environment.setdefault("PUBLIC_URL", self.url)

    def memory(self) -> float:
        """Resident MiB of the process and its children."""
        if self.process is None:
            return 0.0
        family = [self.process, *self.process.children(recursive=True)]
        return sum(each.memory_info().rss for each in family) / 2**20


class Worker(Web):
    """One `manage.py work`, which listens nowhere."""

    def program(self) -> list[str]:
        return [*MANAGE, "work"]

    def answers(self) -> bool:
        return self.process is not None and self.process.is_running()


@dataclass
class Stage:
    """What stands on it. `tokens`, `ids` and `rooms` are what proof.cast made, by the names of the wish."""

    environment: dict[str, str]
    sites: list[Site] = field(default_factory=list)
    valkey: Valkey | None = None
    store: S3 | None = None
    worker: Worker | None = None
    tokens: dict[str, str] = field(default_factory=dict)
    sessions: dict[str, str] = field(default_factory=dict)
    ids: dict[str, str] = field(default_factory=dict)
    rooms: dict[str, str] = field(default_factory=dict)

    @property
    def urls(self) -> list[str]:
        return [site.url for site in self.sites]

    def tab(self, person: str, rooms: Sequence[str] = (), *, after: int = 0, site: int | None = None) -> Tab:
        """A tab of somebody, on one site or on whichever answers."""
        sites = self.urls if site is None else [self.urls[site]]
        return Tab(sites, bearer(self.tokens[person]), {self.rooms[room]: after for room in rooms})

    def browser(self, person: str, *, site: int = 0) -> httpx.AsyncClient:
        """Somebody's signed-in browser, with the CSRF token where it belongs."""
        cookies = {"sessionid": self.sessions[person], "csrftoken": CSRF}
        headers = {"X-CSRFToken": CSRF, "Origin": self.urls[site]}
        return httpx.AsyncClient(base_url=self.urls[site], cookies=cookies, headers=headers, timeout=30)

    def http(self, person: str | None = None, *, site: int = 0, **more: Any) -> httpx.AsyncClient:
        headers = bearer(self.tokens[person]) if person else {}
        return httpx.AsyncClient(base_url=self.urls[site], headers=headers, timeout=30, **more)

    def rows(self, sql: str, *values: object) -> list[tuple[Any, ...]]:
        """Ask the database itself, past the server."""
        if url := self.environment.get("DATABASE_URL"):
            with suppress(psycopg.OperationalError):
                return _connection(url).execute(sql.encode(), values).fetchall()
            _connection.cache_clear()
            return _connection(url).execute(sql.encode(), values).fetchall()
        with closing(sqlite3.connect(Path(self.environment["COLLAB_DATA"]) / "collab.sqlite3")) as connection:
            found: list[tuple[Any, ...]] = connection.execute(sql.replace("%s", "?"), values).fetchall()
            return found

    def log(self, room: str | None = None) -> list[Row]:
        """The log of one room or of all, with the words of messages."""
        only, values = ("WHERE r.public_id = %s", [self.rooms[room]]) if room else ("", [])
        rows = self.rows(
            "SELECT r.public_id, e.seq, COALESCE(m.text, '') FROM workrooms_event e"
            " JOIN workrooms_room r ON r.id = e.room_id"
            " LEFT JOIN chat_message m ON m.room_id = e.room_id AND m.seq = e.seq"
            f" {only} ORDER BY e.room_id, e.seq",
            *values,
        )
        return [Row(_dashed(room), seq, text) for room, seq, text in rows]

    def run(self, *program: str, words: str = "") -> str:
        """Run a program of this project on this database. → its standard output"""
        environment = {
            "PATH": os.environ["PATH"],
            "DJANGO_SETTINGS_MODULE": "collab.settings",
            **self.environment,
        }
        done = subprocess.run(
            [sys.executable, *program],
            cwd=CLONE,
            env=environment,
            input=words,
            capture_output=True,
            text=True,
        )
        if done.returncode:
            raise RuntimeError(f"{' '.join(program)} ended with {done.returncode}:\n{done.stderr[-3000:]}")
        return done.stdout

    def invite(self, wish: Mapping[str, Any]) -> None:
        """Bring in people and rooms; see proof.cast for what can be wished for."""
        made = json.loads(self.run("-m", "proof.cast", words=json.dumps(wish)))
        self.tokens |= made["tokens"]
        self.sessions |= made["sessions"]
        self.ids |= made["ids"]
        self.rooms |= made["rooms"]


@cache
def _connection(url: str) -> psycopg.Connection:
    """Kept from question to question; a killed server takes it along."""
    return psycopg.connect(url, autocommit=True)


def _dashed(uuid: object) -> str:
    """SQLite keeps UUIDs as 32 digits."""
    text = str(uuid).replace("-", "")
    return "-".join((text[:8], text[8:12], text[12:16], text[16:20], text[20:]))


@cache
def ground() -> Postgres:
    """The PostgreSQL of this run, with a migrated database to copy."""
    postgres = AT_END.enter_context(Postgres(durable=True))
    with psycopg.connect(postgres.url, autocommit=True) as connection:
        connection.execute("CREATE DATABASE migrated")
    Stage(_environment(postgres, "migrated")).run("manage.py", "migrate", "--verbosity=0")
    return postgres


def _environment(postgres: Postgres, name: str) -> dict[str, str]:
    url = urlsplit(postgres.url)._replace(path=f"/{name}").geturl()
    return {
        "DATABASE_URL": url,
        "SECRET_KEY": secrets.token_urlsafe(48),
        "COLLAB_DATA": str(postgres.folder / name),
    }


def _fresh_database() -> dict[str, str]:
    name = f"stage_{secrets.token_hex(4)}"
    postgres = ground()
    with psycopg.connect(postgres.url, autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE {name} TEMPLATE migrated".encode())
    return _environment(postgres, name)


@asynccontextmanager
async def stage(
    wish: Mapping[str, Any],
    *,
    sites: int = 1,
    embedded: bool = False,
    redis_url: str = "",
    store: bool = False,
    worker: bool = False,
    **settings: str,
) -> AsyncIterator[Stage]:
    """Everything started and everybody seated.

    `embedded` is SQLite and no Valkey; `redis_url` may lead elsewhere; `store` is storage for files, `worker` does
    their chores; `settings` are further environment variables of the servers. Messages are unlimited unless they
    say otherwise.
    """
    async with AsyncExitStack() as stack:
        folder = stack.enter_context(tempfile.TemporaryDirectory(prefix="collab-proof-"))
        environment = {"COLLAB_DATA": folder} if embedded else await by_hand(_fresh_database)
        environment |= {
            "COLLAB_MESSAGES_PER_MINUTE": "10000000",
            "LOG_FORMAT": "text",
            "COLLAB_CHILDREN": "0",
        }
        environment |= settings
        here = Stage(environment)
        if store:
            here.store = await _up(stack, S3())
            environment |= s3_settings(here.store.url)
        if embedded:
            await asyncio.to_thread(here.run, "manage.py", "migrate", "--verbosity=0")
        elif redis_url:
            environment["REDIS_URL"] = redis_url
        else:
            here.valkey = await _up(stack, Valkey())
            environment["REDIS_URL"] = here.valkey.url
        starting = asyncio.gather(*(_up(stack, Site(environment)) for _ in range(sites)))
        _, here.sites = await asyncio.gather(asyncio.to_thread(here.invite, wish), starting)
        if worker:
            here.worker = await _up(stack, Worker(environment))
        yield here


S = TypeVar("S", bound=Server)


async def _up(stack: AsyncExitStack, server: S) -> S:
    await by_hand(server.start)
    stack.push_async_callback(by_hand, server.__exit__)
    return server
