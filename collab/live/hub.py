"""The hub of a process: which sockets listen to which rooms, and bringing them every event once, in order.

Everything here runs in the event loop's thread, but for `announce`, which any thread may call.
"""

import asyncio
import logging
from collections.abc import Iterable, Sequence
from uuid import UUID

from collab import limits
from collab.live import frames, news
from collab.live.bell import Bell
from collab.live.layer import Layer
from collab.live.news import Told
from collab.live.pool import in_pool
from collab.live.socket import Feed, Listener, Socket
from collab.workrooms import log as room_log
from collab.workrooms.hints import Hint
from collab.workrooms.models import Member

log = logging.getLogger(__name__)


class Hub:
    """Rooms by primary key, and sockets by the primary key of their person."""

    def __init__(self, bell: Bell, layer: Layer) -> None:
        self._bell = bell
        self._layer = layer
        self._behind: set[int] = set()
        self._wake = asyncio.Event()
        self.feeds: dict[int, Feed] = {}
        self.people: dict[int, set[Socket]] = {}

    def enter(self, socket: Socket) -> None:
        self.people.setdefault(socket.access.person.pk, set()).add(socket)

    def leave(self, socket: Socket) -> None:
        person = socket.access.person.pk
        for listener in list(socket.rooms.values()):
            self.unlisten(listener)
        sockets = self.people.get(person, set())
        sockets.discard(socket)
        if not sockets:
            self.people.pop(person, None)

    def listen(self, socket: Socket, seat: Member, after: int) -> Listener:
        """Let a socket hear a room from event `after` on. `seat.room` was just read."""
        room = seat.room
        if before := socket.rooms.get(room.public_id):
            self.unlisten(before)
        feed = self.feeds.get(room.pk)
        if feed is None:
            feed = self.feeds[room.pk] = Feed(room.pk, room.public_id, room.head)
        elif feed.cursor < room.head:
            self.look([room.pk])
        listener = socket.rooms[room.public_id] = Listener(socket, feed, seat, after)
        feed.listeners.append(listener)
        return listener

    def unlisten(self, listener: Listener) -> None:
        if not listener.live:
            return
        listener.live = False
        feed, room = listener.feed, UUID(listener.feed.id)
        feed.listeners.remove(listener)
        if not feed.listeners:
            self.feeds.pop(feed.room, None)
        if listener.socket.rooms.get(room) is listener:
            del listener.socket.rooms[room]

    def sockets(self) -> list[Socket]:
        return [socket for sockets in self.people.values() for socket in sockets]

    def announce(self, hint: Hint) -> None:
        """Take a hint of this process, from any thread, once its transaction has committed."""
        self._bell.bring(self._announced, hint)

    def _announced(self, hint: Hint) -> None:
        fresh: dict[int, list[Told]] = {}
        for each in hint.fresh:
            if each.room in self.feeds:
                fresh.setdefault(each.room, []).append(Told(each.seq, each.event))
        for room, events in fresh.items():
            if events[0].seq == self.feeds[room].cursor + 1:
                self._deliver(self.feeds[room], events)
            else:
                self.look([room])
        self.look(room for room in hint.rooms if room not in fresh)
        self.changed(hint.people)
        self._layer.tell(rooms=hint.rooms, people=hint.people)

    def look(self, rooms: Iterable[int]) -> None:
        """There may be news in these rooms: read what came after their cursors."""
        here = (
            self.feeds.keys() & rooms
            if not isinstance(rooms, Sequence)
            else [r for r in rooms if r in self.feeds]
        )
        if here:
            self._behind.update(here)
            self._wake.set()

    def changed(self, people: Iterable[int]) -> None:
        """Tell these people that their list of rooms changed."""
        frame = frames.notification("rooms.changed", {})
        for person in people:
            for socket in self.people.get(person, ()):
                socket.outbox.put(frame)

    async def read_news(self) -> None:
        """For ever: read the rooms that `look` named, all in one query, and bring what is new."""
        while True:
            await self._wake.wait()
            rooms = [self._behind.pop() for _ in range(min(len(self._behind), news.ROOMS_AT_ONCE))]
            if not self._behind:
                self._wake.clear()
            cursors = {room: self.feeds[room].cursor for room in rooms if room in self.feeds}
            if not cursors:
                continue
            try:
                told = await in_pool(news.after, cursors)
            except Exception:
                log.exception("The log could not be read; trying again.")
                await asyncio.sleep(1)
                self.look(rooms)
                continue
            if sum(map(len, told.values())) >= news.EVENTS_AT_ONCE:
                self.look(rooms)
            for room, events in told.items():
                if feed := self.feeds.get(room):
                    self._deliver(feed, [event for event in events if event.seq > feed.cursor])

    async def check_heads(self) -> None:
        """For ever: every two seconds, compare heads; so a lost hint costs two seconds and nothing else."""
        while True:
            await asyncio.sleep(limits.HEAD_CHECK_SECONDS)
            try:
                heads = await in_pool(room_log.heads, list(self.feeds)) if self.feeds else {}
            except Exception:
                log.exception("Heads could not be read; trying again.")
                continue
            self.look(
                [room for room, head in heads.items() if (f := self.feeds.get(room)) and f.cursor < head]
            )

    def _deliver(self, feed: Feed, events: list[Told]) -> None:
        """Bring events that follow on the feed's cursor; after a removal, not one more to whom it removed."""
        start = 0
        for end, event in enumerate(events, 1):
            if event.removed is not None:
                self._bring(feed, events[start:end])
                start = end
                for listener in [each for each in feed.listeners if each.socket.person == event.removed]:
                    self.unlisten(listener)
        if start < len(events):
            self._bring(feed, events[start:])

    @staticmethod
    def _bring(feed: Feed, events: list[Told]) -> None:
        for some in chunks(events):
            first, last = some[0].seq, some[-1].seq
            frame = frames.events(feed.id, [each.event for each in some])
            feed.cursor = last
            for listener in feed.listeners:
                if listener.cursor == first - 1:
                    listener.socket.outbox.put(frame)
                    listener.cursor = last
                elif first <= listener.cursor < last:
                    rest = [each.event for each in some if each.seq > listener.cursor]
                    listener.socket.outbox.put(frames.events(feed.id, rest))
                    listener.cursor = last


def chunks(events: Sequence[Told]) -> Iterable[list[Told]]:
    """Events in frames of no more than about 64 KiB."""
    some: list[Told] = []
    size = 0
    for each in events:
        if some and size + len(each.event) > limits.FRAME_BYTES:
            yield some
            some, size = [], 0
        some.append(each)
        size += len(each.event)
    if some:
        yield some
