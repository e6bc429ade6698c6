"""Firing what is due: claimed by one worker at a time, retried ever more seldom, safe to fire twice."""

import logging
import threading
from collections.abc import Callable
from datetime import timedelta

from django.db import DatabaseError, close_old_connections, connection, transaction
from django.db.models import F

from collab import clock, limits
from collab.agenda.book import fire_of, is_alone
from collab.agenda.models import Due

log = logging.getLogger(__name__)
TROUBLE_CHARS = 200


def fire_due(limit: int = limits.DUE_AT_ONCE, stop: Callable[[], bool] = lambda: False) -> int:
    """Fire what is due, at most `limit` rows, until `stop()`; answers how many were taken up.

    One that fails keeps none of the others, and comes again later.
    """
    taken = 0
    for due in _claim(limit):
        if stop():
            break
        taken += 1
        try:
            fire(due)
        except Exception as why:
            _later(due, why)
    return taken


def fire(due: Due) -> None:
    """Do what is due, in one transaction with the end of its row."""
    happens = fire_of(due.verb)
    if happens is None:
        raise LookupError(f"this version does not know {due.verb}")
    if is_alone(due.verb):
        happens(due)
        return
    with transaction.atomic(durable=True):
        happens(due)


def _claim(limit: int) -> list[Due]:
    """The rows that are due longest, which nobody else gets for DUE_LEASE_SECONDS.

    PostgreSQL skips those that another worker is taking at this moment; SQLite has one writer at a time anyway, and
    whoever finds nothing does not become it. Rooms that another worker is busy with come last: in the same room, the
    two would only wait for each other.
    """
    now = clock.now()
    ready = Due.objects.filter(next_at__lte=now).order_by("next_at", "pk")
    if not ready.exists():
        return []
    until = now + timedelta(seconds=limits.DUE_LEASE_SECONDS)
    claimed = Due.objects.filter(next_at__gt=now, next_at__lte=until, due_at__lte=now, trouble="")
    busy = claimed.exclude(room_id=None).values("room_id")
    with transaction.atomic(durable=True):
        free = ready.select_for_update(skip_locked=True).values_list("pk", flat=True)
        mine = list(free.exclude(room_id__in=busy)[:limit]) or list(free[:limit])
        Due.objects.filter(pk__in=mine).update(next_at=until, tries=F("tries") + 1)
    return list(Due.objects.filter(pk__in=mine, next_at=until).order_by("due_at", "pk"))


def _later(due: Due, why: Exception) -> None:
    """After 2, 4, 8, … seconds again, at most every DUE_SELDOM_SECONDS."""
    wait = min(2 ** min(due.tries, 20), limits.DUE_SELDOM_SECONDS)
    again = clock.now() + timedelta(seconds=wait)
    Due.objects.filter(pk=due.pk, next_at=due.next_at).update(
        next_at=again, trouble=f"{type(why).__name__}: {why}"[:TROUBLE_CHARS]
    )
    log.warning("%s of %s did not happen; again in %d s.", due.verb, due.subject, wait, exc_info=why)


def for_ever(ending: threading.Event) -> None:
    """Fire what is due, until `ending` is set: nothing that happens to a row or to the database ends it."""
    try:
        while not ending.is_set():
            if not _safely(ending):
                ending.wait(limits.DUE_PAUSE_SECONDS)
    finally:
        connection.close()


def once() -> bool:
    """All that is due now."""
    while fire_due():
        pass
    return True


def _safely(ending: threading.Event) -> int:
    close_old_connections()
    try:
        return fire_due(stop=ending.is_set)
    except DatabaseError:
        log.warning("The database is in trouble; the agenda waits.", exc_info=True)
        return 0
