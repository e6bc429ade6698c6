"""Hints: "rooms 7 and 9 have news". Never content, never needed: whoever misses one looks within two seconds."""

import asyncio
import logging
import threading
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import NamedTuple

from asgiref.sync import async_to_sync
from channels.layers import get_channel_layer
from django.db import transaction

log = logging.getLogger(__name__)

GROUP = "collab.hints"
"""The one group of the channel layer; every process that serves sockets is in it."""
_own = threading.local()


class Fresh(NamedTuple):
    """An event of a room (primary key) as JSON, just committed by this process."""

    room: int
    seq: int
    event: str


@dataclass(frozen=True, slots=True)
class Hint:
    """`rooms` (primary keys) have new events; the list of rooms of `people` (primary keys) changed.

    `fresh` spares the announcer of this process reading those events; it never crosses the layer.
    """

    rooms: tuple[int, ...] = ()
    people: tuple[int, ...] = ()
    fresh: tuple[Fresh, ...] = ()


def over_the_layer(hint: Hint) -> None:
    """Tell all processes, from a process that serves no sockets itself."""
    runner = getattr(_own, "runner", None)
    if runner is None:
        async_to_sync(_tell)(hint)
    else:
        runner.run(_tell(hint))


async def _tell(hint: Hint) -> None:
    layer = get_channel_layer()
    assert layer is not None, "settings always name a layer"
    message = {"type": "hint", "rooms": list(hint.rooms), "people": list(hint.people)}
    await layer.group_send(GROUP, message)


announcer: Callable[[Hint], None] = over_the_layer
"""Where hints go; a process that serves sockets puts its hub here."""


@contextmanager
def over_one_connection() -> Iterator[None]:
    """For a thread with many commits: a loop and a connection for each of them cost as much as what it does."""
    with asyncio.Runner() as _own.runner:
        try:
            yield
        finally:
            _own.runner = None


def announce_after_commit(
    rooms: Iterable[int] = (), people: Iterable[int] = (), fresh: Iterable[Fresh] = ()
) -> None:
    """Announce once the transaction has committed; a lost announcement never fails a write (rule 7)."""
    hint = Hint(tuple(rooms), tuple(people), tuple(fresh))

    def announce() -> None:
        try:
            announcer(hint)
        except Exception:
            log.warning("A hint was lost; readers will find out by themselves.", exc_info=True)

    transaction.on_commit(announce)
