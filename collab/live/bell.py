"""From other threads into the event loop: all that is brought before the loop looks takes one wake-up."""

import asyncio
from collections import deque
from collections.abc import Callable
from typing import Any


class Bell:
    """Runs what other threads bring, in order, in the loop's thread."""

    def __init__(self, loop: asyncio.AbstractEventLoop) -> None:
        self._loop = loop
        self._brought: deque[tuple[Callable[..., None], tuple[Any, ...]]] = deque()
        self._rung = False

    def bring(self, run: Callable[..., None], *args: Any) -> None:
        """Run this in the loop soon. Any thread may ask; after the loop has closed nothing happens."""
        self._brought.append((run, args))
        if not self._rung:
            self._rung = True
            if not self._loop.is_closed():
                self._loop.call_soon_threadsafe(self._run)

    def _run(self) -> None:
        # Lowered before looking, so that what comes while this runs rings again.
        self._rung = False
        while self._brought:
            run, args = self._brought.popleft()
            run(*args)
