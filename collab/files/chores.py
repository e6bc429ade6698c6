"""What a worker has still to do: added in the transaction that makes it necessary, claimed by one worker at a time."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Literal, get_args

from django.db import transaction
from django.db.models import F, QuerySet, Value
from django.db.models.functions import Least

from collab import clock, limits
from collab.files.models import Chore, Version

Verb = Literal["preview", "check", "hold", "remove"]
VERBS: Sequence[Verb] = get_args(Verb)

TROUBLE_CHARS = 200
"""As its column has it."""


def add(verb: Verb, *, version: Version | None = None, key: str = "", wait: float = 0) -> None:
    """In the caller's transaction. `remove` is about a key in storage, the others are about a version.

    One that waits for the same version already is enough. It is due in `wait` seconds.
    """
    due = clock.now() + timedelta(seconds=wait)
    Chore.objects.bulk_create([Chore(verb=verb, version=version, key=key, due_at=due)], ignore_conflicts=True)


def claim(limit: int, verbs: Sequence[Verb] = VERBS) -> list[Chore]:
    """Take at most `limit` chores of these verbs that are due, the longest due first, with their versions.

    Nobody else gets them for CHORE_LEASE_SECONDS. PostgreSQL skips those that another worker is taking at this
    moment; on SQLite there is one writer at a time anyway, and whoever finds nothing to do does not become it.
    """
    now = clock.now()
    waiting = Chore.objects.filter(due_at__lte=now, verb__in=verbs)
    if not waiting.exists():
        return []
    with transaction.atomic(durable=True):
        due = waiting.select_for_update(skip_locked=True).order_by("due_at")
        mine = list(due.values_list("pk", flat=True)[:limit])
        tries = Least(F("tries") + 1, Value(limits.CHORE_TRIES_COUNTED))
        Chore.objects.filter(pk__in=mine).update(due_at=_lease(), tries=tries)
        return list(Chore.objects.filter(pk__in=mine).select_related("version").order_by("pk"))


def keep(chore: Chore) -> bool:
    """Say that it is still being done, which may take longer than the lease; false if somebody else has it now."""
    until = _lease()
    kept = bool(_mine(chore).update(due_at=until))
    if kept:
        chore.due_at = until
    return kept


def done(chore: Chore) -> bool:
    """Take it off the list; false if somebody else has it now, and will do it once more."""
    removed, _ = _mine(chore).delete()
    return bool(removed)


def again(chore: Chore, trouble: str) -> None:
    """It did not work: later again, ever more seldom (2 s, 4 s, … an hour)."""
    wait = min(2 ** min(chore.tries, 12), limits.CHORE_SELDOM_SECONDS)
    _put_back(chore, trouble, wait=wait, tries=chore.tries)


def release(chore: Chore, trouble: str, *, wait: float) -> None:
    """It could not even be tried: in `wait` seconds again, and this try does not count."""
    _put_back(chore, trouble, wait=wait, tries=max(chore.tries - 1, 0))


def hopeless(chore: Chore) -> bool:
    """Whether it was tried often enough. Only a picture can be done without; all else goes on for ever."""
    return chore.verb == "preview" and chore.tries > limits.CHORE_TRIES


def _put_back(chore: Chore, trouble: str, *, wait: float, tries: int) -> None:
    due = clock.now() + timedelta(seconds=wait)
    _mine(chore).update(due_at=due, tries=tries, trouble=trouble[:TROUBLE_CHARS])


def _mine(chore: Chore) -> QuerySet[Chore]:
    """The end of the lease tells whose it is: whoever takes it over moves that on."""
    return Chore.objects.filter(pk=chore.pk, due_at=chore.due_at)


def _lease() -> datetime:
    return clock.now() + timedelta(seconds=limits.CHORE_LEASE_SECONDS)
