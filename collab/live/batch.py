"""The writer: messages of all sockets of this process; all that come during one commit go into the next."""

import asyncio
import logging
import threading
import time
from collections import deque
from collections.abc import Callable
from queue import Empty, SimpleQueue
from typing import NamedTuple

from django.db import connection

from collab import limits
from collab.chat.actions import Outcome, Post, post_messages_now
from collab.errors import TooMany
from collab.live.bell import Bell

log = logging.getLogger(__name__)
TURNS = 4
"""Of the event loop that may each bring messages before they are written: then each commit carries more."""
BUSY = TooMany("server.busy", "The server cannot store messages just now. Please try again.", retry_after=1)


class Waiting(NamedTuple):
    """A message and who wants to know what became of it."""

    post: Post
    answer: Callable[[Post, Outcome], None]


class Held:
    """Messages into rooms that somebody else holds: another process for a moment, a slow query for long.

    They wait in order and are tried again, so that they hold up nobody who writes elsewhere.
    """

    def __init__(self) -> None:
        self._waiting: list[Waiting] = []
        self._since: dict[int, float] = {}
        self._due = 0.0

    def __len__(self) -> int:
        return len(self._waiting)

    def then(self, fresh: list[Waiting]) -> tuple[list[Waiting], list[Waiting]]:
        """What to write now: of the fresh ones, those that need not queue up here; and those that are due again."""
        if not self._waiting:
            return fresh, []
        behind = [each for each in fresh if each.post.seat.room_id in self._since]
        ahead = [each for each in fresh if each.post.seat.room_id not in self._since]
        self._waiting += behind
        if time.monotonic() < self._due:
            return ahead, []
        due, self._waiting = self._waiting, []
        return ahead, due

    def keep(self, tried: list[Waiting], held: list[Waiting]) -> list[Waiting]:
        """Remember what of those just tried found its room held. → those that have waited too long"""
        now = time.monotonic()
        if tried:
            rooms = {each.post.seat.room_id for each in (*self._waiting, *held)}
            self._since = {room: self._since.get(room, now) for room in rooms}
        if held:
            oldest = now - min(self._since.values())
            self._due = now + min(
                max(oldest, limits.HELD_ROOM_AGAIN_SECONDS), limits.HELD_ROOM_SELDOM_SECONDS
            )
        late = {room for room, since in self._since.items() if now - since > limits.HELD_ROOM_SECONDS}
        self._waiting += [each for each in held if each.post.seat.room_id not in late]
        return [each for each in held if each.post.seat.room_id in late]


class Batch:
    """One thread with a database connection of its own. It sets no timer: an idle writer adds no delay.

    All that is put in one turn of the event loop is handed over together; while turns bring more, up to TURNS of them.
    """

    def __init__(self, bell: Bell) -> None:
        self._bell = bell
        self._waiting: deque[Waiting] = deque()
        self._turns: SimpleQueue[bool] = SimpleQueue()
        """An item for each turn in which something was put; false for the last."""
        self._turn = self._fresh = 0
        self._held = Held()
        self._thread = threading.Thread(target=self._write, name="writer", daemon=True)
        self._thread.start()

    def put(self, waiting: Waiting) -> None:
        """Write a message soon; the answer comes in the loop's thread. Raises TooMany("server.busy")."""
        if len(self._waiting) + len(self._held) >= limits.QUEUED_COMMANDS:
            raise BUSY
        self._waiting.append(waiting)
        self._fresh += 1
        if self._turn == 0:
            asyncio.get_running_loop().call_soon(self._hand_over)
            self._turn = 1

    def _hand_over(self) -> None:
        """Unless more came in this turn: then look once more, a few times at most."""
        if self._fresh and self._turn < TURNS:
            self._turn += 1
            self._fresh = 0
            asyncio.get_running_loop().call_soon(self._hand_over)
        else:
            self._turn = self._fresh = 0
            self._turns.put(True)

    def _write(self) -> None:
        goes_on = True
        while goes_on or self._waiting:
            goes_on = goes_on and self._wait()
            fresh, due = self._held.then(self._take())
            # Whoever is due was waited for already; nobody waits for them to find their room held again.
            held = self._store(fresh, limits.HELD_ROOM_PATIENCE_SECONDS) + self._store(due, 0)
            if late := self._held.keep(fresh + due, held):
                self._bell.bring(self._answer, [(each, BUSY) for each in late])

    def _store(self, these: list[Waiting], patience: float) -> list[Waiting]:
        """Write and answer them. → those whose room is held"""
        if not these:
            return []
        outcomes = self._outcomes([each.post for each in these], patience)
        both = list(zip(these, outcomes, strict=True))
        self._bell.bring(self._answer, [(each, outcome) for each, outcome in both if outcome is not None])
        return [each for each, outcome in both if outcome is None]

    def _wait(self) -> bool:
        """Until a turn has ended, but no longer than until what is held is due. → whether more may come"""
        try:
            return self._turns.get(timeout=limits.HELD_ROOM_AGAIN_SECONDS if self._held else None)
        except Empty:
            return True

    def _take(self) -> list[Waiting]:
        count = min(len(self._waiting), limits.BATCH_COMMANDS)
        some = [self._waiting.popleft() for _ in range(count)]
        if self._waiting:
            self._turns.put(True)
        return some

    @staticmethod
    def _outcomes(posts: list[Post], patience: float) -> list[Outcome | None]:
        """What became of each; None where the room is held. After a failure nobody knows; the same id finds out."""
        try:
            return post_messages_now(posts, patience)
        except Exception:
            log.exception("A batch of %d messages failed; their senders are asked to try again.", len(posts))
            connection.close()
            return [BUSY] * len(posts)

    @staticmethod
    def _answer(outcomes: list[tuple[Waiting, Outcome]]) -> None:
        for waiting, outcome in outcomes:
            waiting.answer(waiting.post, outcome)

    def stop(self) -> None:
        """Write what waits, then end the thread. Returns at once."""
        self._turns.put(False)
