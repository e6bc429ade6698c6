"""What is fleeting: who is typing, who is here, what has reached a device. Nothing of it is in the log."""

import asyncio
import logging
import time
from collections.abc import Iterable
from typing import Any

from django.db.models import Case, F, Value, When
from django.db.models.functions import Greatest

from collab import limits, wire
from collab.errors import TooMany
from collab.live import frames
from collab.live.hub import Hub
from collab.live.layer import Layer
from collab.live.pool import in_pool
from collab.live.presence import Presence
from collab.live.socket import Feed, Listener, Socket
from collab.rate import Rate
from collab.workrooms.models import Member
from collab.workrooms.rules import steps

log = logging.getLogger(__name__)


class Signals:
    """Brings `room.signal` to the listeners of a room, in this process and the others."""

    def __init__(self, hub: Hub, layer: Layer) -> None:
        self._hub = hub
        self._layer = layer
        self._presence = Presence()
        self._rate = Rate(limits.SIGNALS_PER_SECOND * 60, limits.SIGNALS_PER_SECOND)
        self._delivered: dict[int, tuple[Feed, str, int]] = {}
        self._left: list[set[tuple[int, str]]] = [set(), set()]
        """Who left which room: in this round, and in the one before."""

    def hear(self, socket: Socket, command: wire.Command) -> None:
        """Take a notification of a client; too many, and those about rooms that are not open, are dropped."""
        try:
            self._rate.take(socket.serial)
        except TooMany:
            return
        match command:
            case wire.Typing() if (at := socket.rooms.get(command.room)) and may_type(at):
                self._tell(at.feed.room, "typing", socket.person, None)
            case wire.PresenceSet():
                socket.state = command.state
                for listener in socket.rooms.values():
                    self._update(listener.feed.room, socket.person)
            case wire.Delivered() if socket.access.scope == "write" and (
                at := socket.rooms.get(command.room)
            ):
                if at.seat.delivered_seq < command.seq <= at.feed.cursor:
                    at.seat.delivered_seq = command.seq
                    self._delivered[at.seat.pk] = (at.feed, socket.person, command.seq)

    def heard(self, signals: Iterable[list[Any]], process: str) -> None:
        """Take what another process tells."""
        for room, kind, person, value in signals:
            if kind == "presence":
                before = self._presence.of(room, person)
                self._presence.put(room, person, process, value, time.monotonic())
                self._changed(room, person, before)
            else:
                self._bring(room, kind, person, value)

    def entered(self, listener: Listener) -> None:
        """Somebody opened a room: tell them who is there, and the others that they are."""
        room, socket = listener.feed.room, listener.socket
        for person, state in self._presence.present(room):
            if person != socket.person:
                socket.outbox.put(frames.signal(listener.feed.id, "presence", person, state))
        self._update(room, socket.person)

    def left(self, room: int, person: str) -> None:
        """A listener went. Many come back at once (a reload), so the others hear of it a moment later."""
        self._left[0].add((room, person))

    async def keep(self) -> None:
        """For ever: pass on what reached devices, notice who left, and say again who is here."""
        rounds = 0
        while True:
            await asyncio.sleep(limits.HEAD_CHECK_SECONDS)
            rounds += 1
            self._left, gone = [set(), self._left[0]], self._left[1]
            for room, person in gone:
                self._update(room, person)
            if rounds % 8 == 0:
                now = time.monotonic()
                here = self._presence.said_by("")
                self._layer.tell(signals=[[room, "presence", person, state] for room, person, state in here])
                for room, person, before in self._presence.forget(now - 3 * limits.HEADS_SECONDS):
                    self._changed(room, person, before)
            await self._keep_delivered()

    async def _keep_delivered(self) -> None:
        delivered, self._delivered = self._delivered, {}
        if not delivered:
            return
        for feed, person, seq in delivered.values():
            self._tell(feed.room, "delivered", person, seq)
        try:
            await in_pool(save_delivered, {seat: seq for seat, (_, _, seq) in delivered.items()})
        except Exception:
            log.exception("What reached devices could not be kept; their next number will tell.")

    def _update(self, room: int, person: str) -> None:
        """Look whether a person is in a room of this process now, and tell if that is news."""
        feed = self._hub.feeds.get(room)
        states = (
            {each.socket.state for each in feed.listeners if each.socket.person == person} if feed else set()
        )
        state = "online" if "online" in states else "away" if states else "offline"
        before = self._presence.of(room, person)
        if self._presence.put(room, person, "", state, time.monotonic()):
            self._layer.tell(signals=[[room, "presence", person, state]])
            self._changed(room, person, before)

    def _changed(self, room: int, person: str, before: str) -> None:
        now = self._presence.of(room, person)
        if now != before:
            self._bring(room, "presence", person, now)

    def _tell(self, room: int, kind: str, person: str, value: str | int | None) -> None:
        self._bring(room, kind, person, value)
        self._layer.tell(signals=[[room, kind, person, value]])

    def _bring(self, room: int, kind: str, person: str, value: str | int | None) -> None:
        if feed := self._hub.feeds.get(room):
            frame = frames.signal(feed.id, kind, person, value)
            for listener in feed.listeners:
                if listener.socket.person != person:
                    listener.socket.outbox.put(frame)


def may_type(listener: Listener) -> bool:
    """Whoever could not write does not type either. Typing in a closed room is harmless."""
    seat = listener.seat
    return listener.socket.access.scope == "write" and steps.may("typing", seat.role, seat.side, "active")


def save_delivered(seats: dict[int, int]) -> None:
    """Keep the newest number that reached a device, by seat (primary key); it only moves forward."""
    for some in _parts(sorted(seats), 200):
        newest = Case(*(When(pk=seat, then=Value(seats[seat])) for seat in some))
        Member.objects.filter(pk__in=some).update(delivered_seq=Greatest(F("delivered_seq"), newest))


def _parts(seats: list[int], size: int) -> Iterable[list[int]]:
    return (seats[start : start + size] for start in range(0, len(seats), size))
