"""Trying again what met somebody else: a transaction that found the world other than it looked before it began."""

from collections.abc import Callable
from typing import TypeVar

from django.db import IntegrityError

from collab.errors import Conflict

Answer = TypeVar("Answer")
TRIES = 4


class Moved(Exception):
    """What was looked at before the locks were taken is elsewhere now. Never leaves this package."""


def until_it_holds(run: Callable[[], Answer]) -> Answer:
    """Run a whole transaction, again where another one was faster. Raises Conflict("time.busy")."""
    for _ in range(TRIES - 1):
        try:
            return run()
        except (Moved, IntegrityError):
            continue
    try:
        return run()
    except Moved:
        raise Conflict(
            "time.busy",
            "Your timer is being moved by several devices at once. Please try again.",
            retry_after=1,
        ) from None
