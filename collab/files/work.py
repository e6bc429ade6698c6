"""What `manage.py work` does for ever: give up uploads that are due, and do chores, one after the other.

There are two lanes, each a thread: reading back ten gigabytes must not keep a picture waiting.
"""

import logging
import threading
import time
from collections.abc import Callable, Sequence

from django.db import DatabaseError, close_old_connections, connection

from collab import clock, limits
from collab.errors import Refused, Unavailable
from collab.files import checking, chores, leftovers, previews, sandbox, storage
from collab.files.actions import expire_uploads
from collab.files.models import Chore

log = logging.getLogger(__name__)

DO: dict[str, Callable[[Chore, Callable[[int], None]], None]] = {
    "preview": previews.draw,
    "check": checking.check,
    "hold": leftovers.hold,
    "remove": leftovers.remove,
}
LANES: tuple[Sequence[chores.Verb], ...] = (("preview", "hold", "remove"), ("check",))
STORAGE_TROUBLE = "The file storage is in trouble, chores wait: %s"
STORAGE_FULL = "storage.full"
NOBODY = "previews/nobody"
"""A key under which nothing is: asking for it tells whether storage answers."""


class Ending(Exception):
    """The worker is to end; what it was doing is for the next one."""


class Taken(Exception):
    """The lease ran out, and somebody else does this chore now."""


class Lane:
    """One thread's work, on chores of these verbs, until `ending` is set."""

    def __init__(self, verbs: Sequence[chores.Verb], ending: threading.Event) -> None:
        self.verbs = verbs
        self.ending = ending
        self.in_trouble = False

    def run(self) -> None:
        """For ever: nothing that happens to a chore, to storage or to the database ends it."""
        try:
            while not self.ending.is_set():
                if not self._safely():
                    self.ending.wait(limits.CHORE_PAUSE_SECONDS)
        finally:
            connection.close()

    def run_once(self) -> bool:
        """Do all that is due now; false if storage stood in the way."""
        while not self.ending.is_set() and self.turn():
            pass
        return not self.in_trouble

    def turn(self) -> bool:
        """Do one chore, if one is due and storage answers; true if there may be more to do at once."""
        if self.in_trouble and not self._is_back():
            return False
        mine = chores.claim(1, self.verbs)
        for chore in mine:
            self._do(chore)
        return bool(mine) and not self.in_trouble

    def _safely(self) -> bool:
        close_old_connections()
        try:
            return self.turn()
        except DatabaseError:
            log.warning("The database is in trouble; chores wait.", exc_info=True)
        except Exception:
            log.exception("A chore broke off; it will be tried again.")
        return False

    def _do(self, chore: Chore) -> None:
        try:
            if chores.hopeless(chore):
                previews.give_up(chore)
            else:
                DO[chore.verb](chore, Beat(chore, self.ending))
        except Ending:
            chores.release(chore, "", wait=0)
        except Taken:
            log.warning("Chore %d took longer than its lease; somebody else does it now.", chore.pk)
        except Unavailable as why:
            self._put_off(chore, why)
        except Refused as why:
            chores.again(chore, why.message)
        except sandbox.Slow as why:
            chores.again(chore, str(why))
        except Exception as why:
            chores.again(chore, f"{why.__class__.__name__}: {why}")
            log.exception("Chore %d (%s) failed; it will be tried again.", chore.pk, chore.verb)

    def _put_off(self, chore: Chore, why: Unavailable) -> None:
        """Tell a storage that is in trouble, where all have to wait, from one that only cannot do this."""
        if why.code == STORAGE_FULL:
            chores.release(chore, why.message, wait=limits.CHORE_LEASE_SECONDS)
            log.warning(STORAGE_TROUBLE, why.message)
        elif self._answers():
            chores.again(chore, why.message)
            log.warning("Chore %d (%s) could not be done: %s", chore.pk, chore.verb, why.message)
        else:
            chores.release(chore, why.message, wait=0)
            self.in_trouble = True
            log.warning(STORAGE_TROUBLE, why.message)

    def _is_back(self) -> bool:
        self.in_trouble = not self._answers()
        if not self.in_trouble:
            log.warning("The file storage answers again.")
        return not self.in_trouble

    def _answers(self) -> bool:
        try:
            storage.head(NOBODY)
        except Refused:
            return False
        return True


class Beat:
    """Called all the time while a chore is done: keeps its lease, and breaks it off where it must end."""

    def __init__(self, chore: Chore, ending: threading.Event) -> None:
        self.chore = chore
        self.ending = ending
        self.next = time.monotonic() + limits.CHORE_LEASE_SECONDS / 4

    def __call__(self, _bytes: int) -> None:
        """Raises Ending, Taken."""
        if self.ending.is_set():
            raise Ending
        if time.monotonic() >= self.next:
            if not chores.keep(self.chore):
                raise Taken
            self.next = time.monotonic() + limits.CHORE_LEASE_SECONDS / 4


def for_ever(ending: threading.Event) -> None:
    """Work until `ending` is set."""
    threads = [threading.Thread(target=Lane(verbs, ending).run, daemon=True) for verbs in LANES]
    for thread in threads:
        thread.start()
    while not ending.wait(limits.CHORE_PAUSE_SECONDS):
        _expire()
    for thread in threads:
        thread.join()
    connection.close()


def once() -> bool:
    """All that is due now; false if storage stood in the way."""
    expire_uploads(clock.now())
    went_well = [Lane(verbs, threading.Event()).run_once() for verbs in LANES]
    return all(went_well)


def _expire() -> None:
    close_old_connections()
    try:
        expire_uploads(clock.now())
    except DatabaseError:
        log.warning("The database is in trouble; uploads are given up later.", exc_info=True)
