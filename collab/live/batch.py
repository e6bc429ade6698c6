"""The writer: messages of all sockets of this process; all that come during one commit go into the next."""

import logging
import threading
from collections.abc import Callable
from dataclasses import dataclass
from queue import SimpleQueue

from django.db import connection

from collab import limits
from collab.chat.actions import Outcome, Post, post_messages
from collab.errors import TooMany
from collab.live.bell import Bell

log = logging.getLogger(__name__)
BUSY = TooMany("server.busy", "The server cannot store messages just now. Please try again.", retry_after=1)


@dataclass(frozen=True, slots=True)
class Waiting:
    """A message and who wants to know what became of it."""

    post: Post
    answer: Callable[[Post, Outcome], None]


class Batch:
    """One thread with a database connection of its own. It sets no timer: an idle writer adds no delay."""

    def __init__(self, bell: Bell) -> None:
        self._bell = bell
        self._waiting: SimpleQueue[Waiting | None] = SimpleQueue()
        self._thread = threading.Thread(target=self._write, name="writer", daemon=True)
        self._thread.start()

    def put(self, waiting: Waiting) -> None:
        """Write a message soon; the answer comes in the loop's thread. Raises TooMany("server.busy")."""
        if self._waiting.qsize() >= limits.QUEUED_COMMANDS:
            raise BUSY
        self._waiting.put(waiting)

    def _write(self) -> None:
        while True:
            batch = [self._waiting.get()]
            while len(batch) < limits.BATCH_COMMANDS and not self._waiting.empty():
                batch.append(self._waiting.get())
            these = [each for each in batch if each is not None]
            outcomes = self._outcomes([each.post for each in these])
            self._bell.bring(self._answer, these, outcomes)
            if len(these) < len(batch):
                return

    def _outcomes(self, posts: list[Post]) -> list[Outcome]:
        """What became of each. After a failure nobody knows; the same id again finds out."""
        try:
            return post_messages(posts) if posts else []
        except Exception:
            log.exception("A batch of %d messages failed; their senders are asked to try again.", len(posts))
            connection.close()
            return [BUSY] * len(posts)

    @staticmethod
    def _answer(batch: list[Waiting], outcomes: list[Outcome]) -> None:
        for waiting, outcome in zip(batch, outcomes, strict=True):
            waiting.answer(waiting.post, outcome)

    def stop(self) -> None:
        """Write what waits, then end the thread. Returns at once."""
        self._waiting.put(None)
