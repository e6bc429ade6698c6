"""What a server must have for itself before it starts: its port and, on the embedded default, its data."""

import errno
import fcntl
import os
import socket
from pathlib import Path
from typing import IO

_held: dict[Path, IO[str]] = {}


class Taken(Exception):
    """Somebody else has it; the message says who, and what to do."""


def claim_data(folder: Path) -> None:
    """Keep `folder` for this process until it ends: SQLite and the layer in memory serve a single process.

    The kernel lets go of the lock when the process ends, however it ends. Claiming it again is nothing new.
    """
    path = folder.resolve() / "lock"
    if path in _held:
        return
    path.parent.mkdir(parents=True, exist_ok=True)
    lock = path.open("a+")
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        lock.seek(0)
        raise Taken(
            f"Collab already runs on {path.parent} (process {lock.read().strip() or 'unknown'}). "
            "Stop that one, or give this one data of its own: COLLAB_DATA=another/folder"
        ) from None
    lock.truncate(0)
    lock.write(str(os.getpid()))
    lock.flush()
    _held[path] = lock


def claim_port(host: str, port: int) -> socket.socket:
    """A socket bound there, for the server to listen on."""
    family, kind, protocol, _, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
    bound = socket.socket(family, kind, protocol)
    bound.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        bound.bind(address)
    except OSError as error:
        bound.close()
        if error.errno != errno.EADDRINUSE:
            raise Taken(f"Cannot listen on {host}:{port}: {error.strerror}.") from None
        raise Taken(
            f"Another program listens on {host}:{port}. Choose a port that is free: PORT={port + 1}"
        ) from None
    return bound
