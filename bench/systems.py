"""What is measured: this server in its several settings, and two peers."""

import socket
import sys
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from bench.generator import HERE, NODE
from bench.stores import CollabStore, EmbeddedStore, SocketIoStore, Store, TutorialStore
from tests.servers import CLONE, Server, free_ports
from tests.services import Postgres, Valkey

DAPHNE = [sys.executable, "-m", "daphne", "--verbosity", "0", "--bind", "127.0.0.1", "--port"]


class Site(Server):
    """One process of a system."""

    def __init__(self, program: list[str], environment: dict[str, str]) -> None:
        super().__init__()
        (self.port,) = free_ports(1)
        settings = {**environment, "PORT": str(self.port)}
        port = str(self.port)
        self._command = ["env", *(f"{name}={value}" for name, value in settings.items())]
        self._command += [port if word == "PORT" else word for word in program]

    def command(self) -> list[str]:
        return self._command

    def answers(self) -> bool:
        with suppress(OSError):
            socket.create_connection(("127.0.0.1", self.port), timeout=2).close()
            return True
        return False


@dataclass(frozen=True)
class System:
    """Something that can be measured: how to start it, how to speak to it, where it stores."""

    name: str
    title: str
    dialect: str
    store: Store
    program: list[str]
    """Its command line, with the word PORT where the port goes."""
    processes: int = 1
    has_history: bool = False
    """Whether the cost in long rooms is measured too."""

    @contextmanager
    def running(self) -> Iterator[list[int]]:
        """→ the port of each process"""
        with ExitStack() as stack:
            sites = [Site(self.program, self.store.environment) for _ in range(self.processes)]
            yield [stack.enter_context(site).port for site in sites]


def all_systems(folder: Path, postgres: Postgres, valkey: Valkey) -> list[System]:
    def store(kind: Callable[[str, Path, Postgres, Valkey], Store], name: str) -> Store:
        return kind(name, folder, postgres, valkey)

    full, embedded = store(CollabStore, "collab"), store(EmbeddedStore, "embedded")
    node, channels = store(SocketIoStore, "socketio"), store(TutorialStore, "tutorial")
    uvicorn = [sys.executable, str(CLONE / "manage.py"), "serve", "--port", "PORT"]
    daphne = [*DAPHNE, "PORT", "collab.asgi:application"]
    socketio = [str(NODE), str(HERE / "peers" / "socketio" / "server.mjs"), "PORT"]
    tutorial = [*DAPHNE, "PORT", "bench.peers.tutorial.asgi:application"]
    return [
        System("uvicorn", "Collab: uvicorn, PostgreSQL", "collab", full, uvicorn, has_history=True),
        System("daphne", "Collab: daphne, PostgreSQL", "collab", full, daphne),
        System("uvicorn-2", "Collab: two uvicorn, PostgreSQL", "collab", full, uvicorn, processes=2),
        System("daphne-2", "Collab: two daphne, PostgreSQL", "collab", full, daphne, processes=2),
        System("sqlite", "Collab: uvicorn, SQLite", "collab", embedded, uvicorn, has_history=True),
        System("sqlite-daphne", "Collab: daphne, SQLite", "collab", embedded, daphne),
        System("socketio", "Socket.IO, Redis adapter, PostgreSQL", "socketio", node, socketio),
        System("tutorial", "Channels tutorial, PostgreSQL", "tutorial", channels, tutorial),
    ]
