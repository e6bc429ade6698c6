"""The channel layer between processes: it carries hints, may lose any, and nobody ever waits for it."""

import asyncio
import logging
from collections.abc import Callable, Iterable
from typing import Any
from uuid import uuid4

from channels.layers import InMemoryChannelLayer, get_channel_layer

from collab.workrooms.hints import GROUP

log = logging.getLogger(__name__)
# While Redis is away the layer prints a traceback each second; that it is away is said here, in a line.
logging.getLogger("channels_redis.pubsub").setLevel(logging.CRITICAL)
SECONDS = 2
"""How long one message to the layer may take before it is dropped."""
REST = 0.03
"""Seconds between two messages: under load, more rooms go into one, and nobody notices."""
MOST = 10_000
"""What waits for the layer; what is more is dropped."""


class Layer:
    """One message type, `hint`, for ever: {"from", "rooms", "people", "signals"}.

    All that is told while one message is under way goes into the next.
    """

    def __init__(self, heard: Callable[[dict[str, Any]], None]) -> None:
        self.name = uuid4().hex
        """Of this process, so that it skips what it said itself."""
        self._heard = heard
        layer = get_channel_layer()
        self._layer = None if isinstance(layer, InMemoryChannelLayer) else layer
        self._rooms: set[int] = set()
        self._people: set[int] = set()
        self._signals: list[list[Any]] = []
        self._wake = asyncio.Event()

    def tell(
        self, rooms: Iterable[int] = (), people: Iterable[int] = (), signals: Iterable[list[Any]] = ()
    ) -> None:
        """Tell the other processes, if possible."""
        if self._layer is None or len(self._rooms) + len(self._people) + len(self._signals) > MOST:
            return
        self._rooms.update(rooms)
        self._people.update(people)
        self._signals.extend(signals)
        if self._rooms or self._people or self._signals:
            self._wake.set()

    async def talk(self) -> None:
        """For ever: send what was told."""
        if self._layer is None:
            return
        while True:
            await self._wake.wait()
            self._wake.clear()
            message = {
                "type": "hint", "from": self.name,
                "rooms": list(self._rooms), "people": list(self._people), "signals": self._signals,
            }  # fmt: skip
            self._rooms, self._people, self._signals = set(), set(), []
            try:
                async with asyncio.timeout(SECONDS):
                    await self._layer.group_send(GROUP, message)
            except Exception as why:
                log.warning("A hint to the other processes was lost: %r", why)
            await asyncio.sleep(REST)

    async def hear(self) -> None:
        """For ever: hand on what other processes say."""
        if self._layer is None:
            return
        while True:
            try:
                async with asyncio.timeout(SECONDS):
                    channel = await self._layer.new_channel()
                    await self._layer.group_add(GROUP, channel)
                while True:
                    message = await self._layer.receive(channel)
                    if message.get("from") != self.name:
                        self._heard(message)
            except Exception as why:
                log.warning("The channel layer cannot be heard; trying again: %r", why)
                await asyncio.sleep(1)
