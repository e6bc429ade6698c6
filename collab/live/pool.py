"""Database work of sockets, in a bounded pool of its own: one slow query delays nobody else."""

import asyncio
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from typing import Any, ParamSpec, TypeVar

from django.db import InterfaceError, OperationalError, connection

from collab import limits

P = ParamSpec("P")
T = TypeVar("T")

_threads = ThreadPoolExecutor(limits.SOCKET_THREADS, thread_name_prefix="sockets")


async def in_pool(run: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
    """Run something that may be repeated safely in a thread of the pool, and wait for its answer."""
    work: Any = partial(run, *args, **kwargs)
    return await asyncio.get_running_loop().run_in_executor(_threads, _with_a_living_connection, work)


def _with_a_living_connection(run: Callable[[], T]) -> T:
    """Each thread keeps its connection; when the database went away meanwhile, it takes a new one, once."""
    try:
        return run()
    except (OperationalError, InterfaceError):
        connection.close()
        return run()
