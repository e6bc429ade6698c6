"""What ASGI does not offer: a send that waits for a slow reader on every server, and hanging up on one."""

import asyncio
from functools import partial
from typing import Any, Protocol

from collab.live.asgi import Send


class Line(Protocol):
    """One connection, below ASGI."""

    @property
    def send(self) -> Send:
        """Waits while more than about 64 KiB are on their way to the reader."""

    def cut(self) -> None:
        """End the connection at once, whatever still waits to be sent."""


def line(send: Send) -> Line:
    """The connection behind the `send` that a server gave us."""
    if isinstance(send, partial) and len(send.args) == 1 and hasattr(send.args[0], "transport"):
        return DaphneLine(send, send.args[0])
    return UvicornLine(send)


class UvicornLine:
    """Uvicorn's send waits for a slow reader by itself."""

    __slots__ = ("send",)

    def __init__(self, send: Send) -> None:
        self.send = send

    def cut(self) -> None:
        transport = getattr(getattr(self.send, "__self__", None), "transport", None)
        if transport is not None:
            transport.abort()


class DaphneLine:
    """Daphne's send never waits; its transport tells a push producer when to pause."""

    __slots__ = ("_protocol", "_raw", "_writable")

    def __init__(self, send: Send, protocol: Any) -> None:
        self._raw = send
        self._protocol = protocol
        self._writable: asyncio.Event | None = None
        protocol.transport.unregisterProducer()
        protocol.transport.registerProducer(self, True)

    async def send(self, message: dict[str, Any]) -> None:
        if self._writable is not None:
            await self._writable.wait()
        if message["type"] == "websocket.close":
            # Daphne's own way of closing knows only the codes of applications.
            self._protocol.sendCloseFrame(code=message["code"])
        else:
            await self._raw(message)

    def pauseProducing(self) -> None:
        if self._writable is None:
            self._writable = asyncio.Event()

    def resumeProducing(self) -> None:
        if self._writable is not None:
            self._writable.set()
            self._writable = None

    stopProducing = resumeProducing

    def cut(self) -> None:
        self._protocol.transport.abortConnection()
