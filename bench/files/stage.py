"""What it is measured on: Collab on each of its databases, and one S3 server."""

import json
import sys
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path

import psutil

from bench.stores import CollabStore, EmbeddedStore
from bench.systems import Site
from tests.servers import CLONE
from tests.services import S3, Postgres, Valkey, s3_settings

SERVE = [sys.executable, str(CLONE / "manage.py"), "serve", "--port", "PORT"]
LENGTHS = (100, 10_000, 100_000)
"""Files of the rooms whose first page is asked for."""


class FilesStore(CollabStore):
    """The people and rooms of `bench.files.seed`."""

    def fill_rooms(self) -> None:
        self.environment["COLLAB_ROOM_FILES_BYTES"] = self.environment["COLLAB_PERSON_FILES_BYTES"] = "10TiB"
        self.migrate()
        seeded = json.loads(self.shell(f"from bench.files.seed import main; main({list(LENGTHS)})"))
        self.room_ids, self.token = seeded["rooms"], seeded["token"]


class EmbeddedFilesStore(FilesStore, EmbeddedStore):
    """The same in one SQLite file."""


@dataclass
class Place:
    """A running Collab. `rooms` are ids by how many files are in them; 0 is for what is sent."""

    title: str
    url: str
    token: str
    rooms: dict[str, str]
    site: Site
    postgres: Postgres | None

    def cpu(self) -> float:
        """CPU seconds so far of the server and its database."""
        servers = [each.process for each in (self.site, self.postgres) if each]
        family = [each for server in servers if server for each in (server, *server.children(recursive=True))]
        return sum(_used(each) for each in family)


def _used(process: psutil.Process) -> float:
    times = process.cpu_times()
    return float(times.user + times.system + times.children_user + times.children_system)


@contextmanager
def stage(folder: Path) -> Iterator[tuple[list[Place], S3]]:
    """Collab on PostgreSQL and on SQLite; both keep their files in the same S3 server."""
    with ExitStack() as stack:
        postgres = stack.enter_context(Postgres(durable=True))
        valkey = stack.enter_context(Valkey())
        s3 = stack.enter_context(S3())
        places = []
        for kind, title in ((FilesStore, "PostgreSQL"), (EmbeddedFilesStore, "SQLite")):
            store = kind(title.lower(), folder, postgres, valkey)
            store.create()
            store.environment |= s3_settings(s3.url)
            store.fill_rooms()
            site = stack.enter_context(Site(SERVE, store.environment))
            database = postgres if title == "PostgreSQL" else None
            url = f"http://127.0.0.1:{site.port}"
            places.append(Place(title, url, store.token, store.room_ids, site, database))
        yield places, s3
