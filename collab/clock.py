"""The one place that knows what time it is."""

import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from contextvars import ContextVar
from datetime import UTC, datetime, timedelta
from functools import lru_cache
from pathlib import Path

LOOK_SECONDS = 0.2
"""How often a process looks whether the clock was moved."""

_told: ContextVar[datetime | None] = ContextVar("told", default=None)


def now() -> datetime:
    """The current instant, aware, in UTC."""
    told = _told.get()
    if told is not None:
        return told
    return datetime.now(UTC) if _moved is None else datetime.now(UTC) + _moved.by()


class Moved:
    """How far this server's clock is ahead of the machine's: seconds in a file that all its processes read.

    For demos and tests of what happens after two weeks. It never goes back: instants in the log would.
    """

    def __init__(self, file: Path) -> None:
        self.file = file
        self._by = timedelta()
        self._looked = -LOOK_SECONDS

    def by(self) -> timedelta:
        if time.monotonic() - self._looked >= LOOK_SECONDS:
            self._looked = time.monotonic()
            # Not there yet, or just being written: as before.
            with suppress(OSError, ValueError):
                self._by = timedelta(seconds=float(self.file.read_text()))
        return self._by

    def on(self, more: timedelta) -> None:
        """Move it on for all processes. Raises ValueError for a step back."""
        if more < timedelta():
            raise ValueError("The clock only moves on.")
        new = self.file.with_suffix(".new")
        new.write_text(str((self.by() + more).total_seconds()))
        new.replace(self.file)
        self._looked = -LOOK_SECONDS


_moved: Moved | None = None


def movable(file: Path) -> None:
    """From now on this process's clock is as far ahead as the file says."""
    global _moved
    _moved = Moved(file)


def moved() -> Moved | None:
    """None where the clock is the machine's."""
    return _moved


@contextmanager
def at(instant: datetime) -> Iterator[None]:
    """Within this block it is that instant: for telling a story (the demo), and for tests of deadlines."""
    token = _told.set(instant)
    try:
        yield
    finally:
        _told.reset(token)


# All that one commit wrote carries the same instant.
@lru_cache(maxsize=64)
def stamp(instant: datetime) -> str:
    """An instant as it crosses the network: ISO 8601, UTC, microseconds, `Z`."""
    return instant.astimezone(UTC).isoformat(timespec="microseconds").replace("+00:00", "Z")
