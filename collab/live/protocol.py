"""Uvicorn's socket protocol, with fewer calls of the kernel: most of what a message costs is those."""

import asyncio
from asyncio.transports import BaseTransport
from collections.abc import Callable
from typing import Any, cast

from uvicorn.protocols.websockets.websockets_sansio_impl import WebSocketsSansIOProtocol

from collab.live.websocket import InPieces, packed, texts


class Corked:
    """A transport that writes once per turn of the event loop whatever was written to it during the turn."""

    __slots__ = ("_dirty", "_kept", "_loop", "_transport")

    def __init__(self, transport: Any, loop: asyncio.AbstractEventLoop, dirty: list["Corked"]) -> None:
        self._transport = transport
        self._loop = loop
        self._dirty = dirty
        """The transports of this loop that have something to write."""
        self._kept: list[bytes] = []

    def write(self, data: bytes) -> None:
        if not self._kept:
            if not self._dirty:
                self._loop.call_soon(_flush, self._dirty)
            self._dirty.append(self)
        self._kept.append(data)

    def flush(self) -> None:
        kept, self._kept = self._kept, []
        if kept and not self._transport.is_closing():
            self._transport.write(kept[0] if len(kept) == 1 else b"".join(kept))

    def close(self) -> None:
        self.flush()
        self._transport.close()

    def __getattr__(self, name: str) -> Any:
        return getattr(self._transport, name)


def _flush(dirty: list[Corked]) -> None:
    these = dirty[:]
    dirty.clear()
    for each in these:
        each.flush()


_dirty: list[Corked] = []


class Protocol(WebSocketsSansIOProtocol):
    """Stops reading when `ws_max_queue` frames wait, instead of at each, and writes through `Corked`."""

    hear: Callable[[str], None] | None = None
    """Where texts go, once somebody listens; they wait in the queue until then."""
    _is_whole = True

    def connection_made(self, transport: BaseTransport) -> None:
        super().connection_made(cast(BaseTransport, Corked(transport, self.loop, _dirty)))

    def write_text(self, text: str) -> bool:
        """`send` for a text, at once; false when it would wait or could not be sent."""
        if not self.handshake_complete or self.close_sent or not self.writable.is_set():
            return False
        if self.disconnected or self.transport.is_closing():
            return False
        self.transport.write(packed(text))
        return True

    def data_received(self, data: bytes) -> None:
        if self.hear is None and self.handshake_initiated:
            # Sent before it was asked in: the library may be in the middle of a frame.
            self._is_whole = False
        heard = self._texts(data) if self.hear is not None and self._is_whole else None
        if heard is None:
            super().data_received(data)
            return
        assert self.hear is not None
        for text in heard:
            self.hear(text)

    def _texts(self, data: bytes) -> list[str] | None:
        """What `data` says if it is nothing but texts. Once frames came in pieces, the library reads all the rest."""
        if self.close_sent:
            return None
        try:
            return texts(data)
        except InPieces:
            self._is_whole = False
            return None

    def send_receive_event_to_app(self) -> None:
        paused, self.read_paused = self.read_paused, True
        super().send_receive_event_to_app()
        self.read_paused = paused
        if not paused and self.queue.qsize() >= self.config.ws_max_queue:
            self.read_paused = True
            self.transport.pause_reading()
