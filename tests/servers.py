"""Child processes that serve: on free ports, in a folder of their own, never outliving what started them."""

import ctypes
import os
import secrets
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any, Self

import psutil

CLONE = Path(__file__).resolve().parent.parent
SECONDS_TO_START = 60

LIBC = ctypes.CDLL(None)
PR_SET_PDEATHSIG = 1


def free_ports(count: int) -> list[int]:
    """Ports of 127.0.0.1 that nobody listens on, each another.

    None that a system gives to whoever connects: a server that starts again finds its own free.
    """
    found: set[int] = set()
    while len(found) < count:
        port = secrets.choice(range(10_000, 32_000))
        with suppress(OSError), socket.create_server(("127.0.0.1", port)):
            found.add(port)
    return [*found]


def die_with_parent() -> None:
    """For `Popen(preexec_fn=…)`: the kernel kills the child when the thread that started it ends."""
    if sys.platform == "linux":
        LIBC.prctl(PR_SET_PDEATHSIG, signal.SIGKILL)


def is_open(path: Path) -> bool:
    """Whether other users of this machine get as far as `path`; many a home directory lets nobody through."""
    return all(each.stat().st_mode & 0o001 for each in (path, *path.parents))


def scratch(name: str) -> Path:
    """A new empty folder: inside the clone, unless root's clone is closed to the user PostgreSQL runs as."""
    inside = CLONE / ".cache" / "tmp"
    with suppress(OSError):
        inside.mkdir(parents=True, exist_ok=True)
    usable = os.access(inside, os.W_OK) and (os.geteuid() != 0 or is_open(inside))
    return Path(tempfile.mkdtemp(prefix=f"collab-{name}-", dir=inside if usable else None))


class Server:
    """A child process with a URL and a folder; subclasses say what to run and when it is up."""

    url: str
    stop_signal = signal.SIGTERM

    def __init__(self) -> None:
        self.folder = scratch(type(self).__name__.lower())
        self.account: dict[str, Any] = {}
        self.process: psutil.Popen | None = None

    def command(self) -> list[str]:
        """Program and arguments; asked at every start."""
        raise NotImplementedError

    def answers(self) -> bool:
        """Whether a client gets an answer by now."""
        raise NotImplementedError

    def popen(self, command: list[str]) -> psutil.Popen:
        with (self.folder / "log").open("ab") as log:
            return psutil.Popen(
                command, cwd=self.folder, stdin=subprocess.DEVNULL, stdout=log, stderr=log,
                start_new_session=True, preexec_fn=die_with_parent, **self.account,
            )  # fmt: skip

    def start(self) -> None:
        """Start it, or start it again with the same port and data; returns once it answers."""
        self.process = self.popen(self.command())
        deadline = time.monotonic() + SECONDS_TO_START
        while not self.answers():
            if self.process.poll() is not None or time.monotonic() > deadline:
                self.kill()
                raise RuntimeError(f"{type(self).__name__} did not start:\n{self.log()[-2000:]}")
            time.sleep(0.01)

    def log(self) -> str:
        return (self.folder / "log").read_text(errors="replace")

    def stop(self) -> None:
        """End it in an orderly way; its data stay until the end of the `with`."""
        if self.process:
            self.process.send_signal(self.stop_signal)
            self.process.wait()
            self.process = None

    def kill(self) -> None:
        """End it, with all its children, the way a power cut does."""
        if self.process:
            with suppress(psutil.NoSuchProcess):
                for each in (*self.process.children(recursive=True), self.process):
                    with suppress(psutil.NoSuchProcess):
                        each.kill()
            self.process.wait()
            self.process = None

    @contextmanager
    def down(self) -> Iterator[None]:
        """Killed for so long; whatever happens meanwhile, it is there again afterwards."""
        self.kill()
        try:
            yield
        finally:
            self.start()

    def __enter__(self) -> Self:
        try:
            self.start()
        except BaseException:
            self.__exit__()
            raise
        return self

    def __exit__(self, *_: object) -> None:
        self.kill()
        shutil.rmtree(self.folder, ignore_errors=True)
