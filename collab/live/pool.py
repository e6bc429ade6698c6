"""Database work of sockets, in a bounded pool of its own: one slow query delays nobody else."""

import asyncio
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from typing import Any, ParamSpec, TypeVar

from django.db import close_old_connections

from collab import limits

P = ParamSpec("P")
T = TypeVar("T")

_threads = ThreadPoolExecutor(limits.SOCKET_THREADS, thread_name_prefix="sockets")


def _with_fresh_connections(run: Callable[[], T]) -> T:
    close_old_connections()
    try:
        return run()
    finally:
        close_old_connections()


async def in_pool(run: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
    """Run `run` in a thread of the pool and wait for its answer."""
    work: Any = partial(run, *args, **kwargs)
    return await asyncio.get_running_loop().run_in_executor(_threads, _with_fresh_connections, work)
