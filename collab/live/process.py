"""What a process that serves sockets has one of: hub, writer, layer, and the work that goes on for ever."""

import asyncio
import logging
from collections.abc import Awaitable, Callable
from typing import Any
from uuid import UUID

from collab import limits
from collab.accounts.access import by_tokens
from collab.live import frames
from collab.live.arrivals import watch_arrivals
from collab.live.batch import Batch
from collab.live.bell import Bell
from collab.live.endings import watch_endings, watch_sessions
from collab.live.hub import Hub
from collab.live.layer import Layer
from collab.live.pool import in_pool
from collab.live.seats import seats_in
from collab.live.signals import Signals
from collab.live.socket import RESTART, TOO_MANY, Listener, Socket
from collab.live.together import Together
from collab.workrooms import hints
from collab.workrooms.models import Epoch, Member

log = logging.getLogger(__name__)


class Process:
    """Made in the event loop that serves the sockets, when it starts."""

    def __init__(self) -> None:
        self.loop = asyncio.get_running_loop()
        self.layer = Layer(self._heard)
        bell = Bell(self.loop)
        self.hub = Hub(bell, self.layer)
        self.signals = Signals(self.hub, self.layer)
        self.batch = Batch(bell)
        self.tokens = Together(by_tokens)
        self.seats = Together(seats_in)
        self.ending = False
        self._epoch: UUID | None = None
        hints.announcer = self.hub.announce
        work = (
            self.hub.read_news, self.hub.check_heads, self.layer.talk, self.layer.hear, self.signals.keep,
            self._tell_heads, lambda: watch_endings(self.hub), lambda: watch_sessions(self.hub),
            watch_arrivals,
        )  # fmt: skip
        self._tasks = [self.loop.create_task(_for_ever(each)) for each in work]

    def enter(self, socket: Socket) -> bool:
        """A socket came; false when it has to go again."""
        here = self.hub.people.get(socket.access.person.pk, ())
        if self.ending:
            socket.bye(RESTART, "The server is restarting.", retry_after=1)
        elif len(here) >= limits.SOCKETS_PER_PERSON:
            socket.bye(TOO_MANY, "Too many connections of one person are open.", retry_after=30)
        else:
            self.hub.enter(socket)
            return True
        return False

    def leave(self, socket: Socket) -> None:
        """A socket went."""
        for listener in list(socket.rooms.values()):
            self.leave_room(listener)
        self.hub.leave(socket)
        for task in socket.tasks:
            task.cancel()
        socket.outbox.forget()

    def enter_room(self, socket: Socket, seat: Member, after: int) -> Listener:
        listener = self.hub.listen(socket, seat, after)
        self.signals.entered(listener)
        return listener

    def leave_room(self, listener: Listener) -> None:
        self.hub.unlisten(listener)
        self.signals.left(listener.feed.room, listener.socket.person)

    async def epoch(self) -> UUID:
        """Which history the numbers belong to; read once: a restore needs a stopped server."""
        if self._epoch is None:
            self._epoch = await in_pool(Epoch.current)
        return self._epoch

    async def stop(self) -> None:
        """Answer what was asked, tell every socket to come back, and close it."""
        self.ending = True
        patience = self.loop.time() + limits.STOP_SECONDS
        while any(socket.in_flight for socket in self.hub.sockets()) and self.loop.time() < patience:
            await asyncio.sleep(0.02)
        for socket in self.hub.sockets():
            socket.bye(RESTART, "The server is restarting.", retry_after=1)
        self.batch.stop()

    def _heard(self, message: dict[str, Any]) -> None:
        self.hub.look(message.get("rooms", ()))
        self.hub.changed(message.get("people", ()))
        self.signals.heard(message.get("signals", ()), message.get("from", "elsewhere"))

    async def _tell_heads(self) -> None:
        """For ever: tell every socket how far its rooms are, so that a client notices what it missed."""
        while True:
            await asyncio.sleep(limits.HEADS_SECONDS)
            for number, socket in enumerate(self.hub.sockets()):
                if socket.rooms:
                    heads = {each.feed.id: each.feed.cursor for each in socket.rooms.values()}
                    socket.outbox.put(frames.notification("heads", heads))
                if number % 50 == 49:
                    await asyncio.sleep(0)


async def _for_ever(work: Callable[[], Awaitable[None]]) -> None:
    while True:
        try:
            await work()
            return
        except Exception:
            log.exception("Work that goes on for ever stopped; starting it again.")
            await asyncio.sleep(1)


_current: Process | None = None


def current() -> Process:
    """This process's, made when first asked for in its event loop."""
    global _current
    if _current is None or _current.loop is not asyncio.get_running_loop():
        _current = Process()
    return _current
