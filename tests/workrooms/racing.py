"""Several at once, each in a thread with a connection of its own."""

from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import TypeVar

from django.db import connection

from collab.errors import Refused

Answer = TypeVar("Answer")


def at_once(acts: Sequence[Callable[[], Answer]], *, connected: bool = True) -> list[Answer | Refused]:
    """Start all at the same moment; what each answered, or why it was refused.

    `connected`: each with a connection already. More than the pool has (`DATABASE_POOL`) cannot be.
    """
    barrier = Barrier(len(acts))

    def run(act: Callable[[], Answer]) -> Answer | Refused:
        try:
            if connected:
                connection.ensure_connection()
            barrier.wait()
            return act()
        except Refused as why:
            return why
        finally:
            connection.close()

    with ThreadPoolExecutor(len(acts)) as pool:
        return list(pool.map(run, acts))
