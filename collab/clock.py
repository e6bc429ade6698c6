"""The one place that knows what time it is."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import UTC, datetime
from functools import lru_cache

_told: ContextVar[datetime | None] = ContextVar("told", default=None)


def now() -> datetime:
    """The current instant, aware, in UTC."""
    return _told.get() or datetime.now(UTC)


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
