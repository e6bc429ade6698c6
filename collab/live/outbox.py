"""What is to be sent to one socket: at once if its reader keeps up, else from a queue with a bound."""

import asyncio
from collections import deque
from collections.abc import Awaitable, Generator
from types import coroutine
from typing import Any

from collab import limits
from collab.live.line import Line


class Outbox:
    """Frames to one socket, in order. A reader too far behind is cut off, and resumes by number."""

    __slots__ = ("_bytes", "_drained", "_line", "_sender", "_waiting", "closed")

    def __init__(self, line: Line) -> None:
        self._line = line
        self._waiting: deque[str] | None = None
        self._bytes = 0
        self._sender: asyncio.Task[None] | None = None
        self._drained: asyncio.Event | None = None
        self.closed = False

    def put(self, frame: str) -> None:
        """Send a frame, now or as soon as the reader has taken what came before."""
        if self._waiting is not None or self.closed:
            self._queue(frame)
        elif not self._line.write(frame):
            self._send({"type": "websocket.send", "text": frame})

    def close(self, code: int) -> None:
        """Send the close frame, or hang up on a reader that would not see it, and send no more."""
        if self.closed:
            return
        if self._waiting is None:
            self._send({"type": "websocket.close", "code": code})
        if self._waiting is not None:
            self._line.cut()
        self.forget()

    def _send(self, message: dict[str, Any]) -> None:
        sending: Any = self._line.send(message)
        # Nearly always there is nothing to wait for: one step finishes it, and no task is needed.
        try:
            blocked_on = sending.send(None)
        except StopIteration:
            return
        except Exception:
            self._give_up()
            return
        self._waiting = deque()
        self._sender = asyncio.get_running_loop().create_task(self._send_rest(_rest(sending, blocked_on)))

    def _queue(self, frame: str) -> None:
        if self._waiting is None or self.closed:
            return
        self._waiting.append(frame)
        self._bytes += len(frame)
        if self._bytes > limits.SOCKET_BUFFER_BYTES:
            self._give_up()

    async def _send_rest(self, sending: Awaitable[None]) -> None:
        waiting = self._waiting
        assert waiting is not None
        try:
            while True:
                async with asyncio.timeout(limits.SEND_SECONDS):
                    await sending
                if not waiting:
                    break
                frame = waiting.popleft()
                self._bytes -= len(frame)
                sending = self._line.send({"type": "websocket.send", "text": frame})
        except Exception:
            self._give_up()
            return
        self._waiting = self._sender = None
        if self._drained is not None:
            self._drained.set()

    async def drained(self) -> None:
        """Wait until nothing waits to be sent; returns too once the socket is gone."""
        if self._waiting is not None and not self.closed:
            self._drained = asyncio.Event()
            await self._drained.wait()

    def _give_up(self) -> None:
        if not self.closed:
            self.forget()
            self._line.cut()

    def forget(self) -> None:
        """Send no more, and forget what waits."""
        self.closed = True
        self._waiting = None
        if self._sender is not None and self._sender is not asyncio.current_task():
            self._sender.cancel()
        if self._drained is not None:
            self._drained.set()


@coroutine
def _rest(sending: Any, blocked_on: Any) -> Generator[Any, Any, None]:
    """The rest of a coroutine that was stepped once by hand and waits for `blocked_on`."""
    while True:
        try:
            answer = yield blocked_on
        except BaseException as why:
            step, given = sending.throw, why
        else:
            step, given = sending.send, answer
        try:
            blocked_on = step(given)
        except StopIteration:
            return
