"""Several at once, each in a thread with a connection of its own."""

from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import Any

from django.db import connection

from collab.errors import Refused


def at_once(acts: Sequence[Callable[[], Any]], *, connected: bool = True) -> list[Any]:
    """Start all at the same moment; what each answered, or why it was refused.

    `connected`: each with a connection already. More than the pool has (`DATABASE_POOL`) cannot be.
    """
    barrier = Barrier(len(acts))

    def run(act: Callable[[], Any]) -> Any:
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
