"""What a single server brings along: a store for its files, and the worker; unless the operator has them elsewhere."""

import fcntl
import logging
import signal
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from django.conf import settings

from collab.errors import Refused
from collab.files import buckets, connection, seaweed
from collab.files.children import Child

log = logging.getLogger(__name__)

PAUSE = 0.1
"""Seconds between two questions whether it answers."""
_running: dict[str, Child] = {}
_ready = threading.Event()


@contextmanager
def store() -> Iterator[None]:
    """Within this block there is a store: the one that is set, or SeaweedFS on COLLAB_DATA/storage.

    It starts beside us; `wait_until_ready` waits for it. Blocks may be within each other, and on the same data: then
    the first has it.
    """
    folder = settings.S3_FOLDER
    if folder is None or "store" in _running or not _can_run():
        yield
        return
    folder.mkdir(parents=True, exist_ok=True)
    with (folder / "lock").open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            yield
            return
        ports = _prepare(folder)
        child = Child(
            "The file storage", lambda: seaweed.command(ports), folder=folder, log_to=folder / "log",
            # What it acknowledged is written, and its goodbye takes many seconds.
            after_start=_make_ready, ends_by=signal.SIGKILL,
        )  # fmt: skip
        with _child("store", child):
            yield
        seaweed.clear(ports)


@contextmanager
def worker() -> Iterator[None]:
    """Within this block `manage.py work` runs. Blocks may be within each other."""
    if "worker" in _running:
        yield
        return
    command = [sys.executable, str(settings.BASE_DIR / "manage.py"), "work"]
    with _child("worker", Child("The worker", lambda: command, folder=settings.BASE_DIR)):
        yield


def wait_until_ready(seconds: float = 60.0) -> bool:
    """Whether the store that this process brought along is there by then. True at once if it brought none."""
    return "store" not in _running or _ready.wait(seconds)


@contextmanager
def _child(name: str, child: Child) -> Iterator[None]:
    _running[name] = child
    child.start()
    try:
        yield
    finally:
        del _running[name]
        child.stop()


def _can_run() -> bool:
    if seaweed.program().exists():
        return True
    log.warning(
        "There is no S3 server, so files cannot be shared. Set S3_ENDPOINT_URL to one, or install the packages of "
        "requirements/run.txt, which bring one along."
    )
    return False


def _prepare(folder: Path) -> dict[str, int]:
    """Write what SeaweedFS reads, and tell our settings where it will be; returns its ports."""
    kept = seaweed.keep(folder)
    seaweed.configure(folder, kept.access_key, kept.secret_key)
    seaweed.clear(kept.ports)
    settings.S3_ENDPOINT_URL = kept.url
    settings.S3_PUBLIC_URL = settings.ENV.s3_public_url.rstrip("/") or kept.url
    settings.S3_ACCESS_KEY, settings.S3_SECRET_KEY = kept.access_key, kept.secret_key
    return kept.ports


def _make_ready() -> None:
    """Ask until it answers, then have the bucket as it should be; another time after each start."""
    wait = threading.Event()
    while "store" in _running:
        try:
            buckets.make(connection.server(), settings.S3_BUCKET, settings.ORIGINS)
        except Refused:
            wait.wait(PAUSE)
        else:
            _ready.set()
            return
