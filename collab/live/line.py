"""What ASGI does not offer: a send that waits for a slow reader on every server, and hanging up on one."""

import asyncio
from collections.abc import Callable
from functools import partial
from typing import Any, Protocol

from collab.live.asgi import Send
from collab.live.protocol import Protocol as UvicornProtocol


class Line(Protocol):
    """One connection, below ASGI."""

    @property
    def send(self) -> Send:
        """Waits while more than about 64 KiB are on their way to the reader."""

    def write(self, text: str) -> bool:
        """Send a frame without waiting; false where that cannot be said to have happened, and `send` has to."""

    def listen(self, hear: Callable[[str], None]) -> None:
        """Let texts come to `hear` at once, past `receive`, where the server can do that."""

    def cut(self) -> None:
        """End the connection at once, whatever still waits to be sent."""


def line(send: Send) -> Line:
    """The connection behind the `send` that a server gave us."""
    if isinstance(send, partial) and len(send.args) == 1 and hasattr(send.args[0], "transport"):
        return DaphneLine(send, send.args[0])
    return UvicornLine(send)


class UvicornLine:
    """Uvicorn's send waits for a slow reader by itself."""

    __slots__ = ("_protocol", "send")

    def __init__(self, send: Send) -> None:
        self.send = send
        self._protocol: Any = getattr(send, "__self__", None)

    def write(self, text: str) -> bool:
        return isinstance(self._protocol, UvicornProtocol) and self._protocol.write_text(text)

    def listen(self, hear: Callable[[str], None]) -> None:
        if isinstance(self._protocol, UvicornProtocol):
            self._protocol.hear = hear

    def cut(self) -> None:
        transport = getattr(self._protocol, "transport", None)
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

    def write(self, text: str) -> bool:
        return False

    def listen(self, hear: Callable[[str], None]) -> None:
        pass

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
