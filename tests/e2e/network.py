"""A network that can be cut: it stands between browsers and whatever listens on a port."""

import asyncio
import threading
from contextlib import suppress
from typing import Self

CHUNK = 64 * 1024


class Network:
    """Passes TCP on from `port` to `target`, both on this machine; `cut` ends all connections and lets none in.

    with Network(target) as network:
        network.cut_after(50_000_000)   # counted from now, what browsers send
        assert network.is_cut
        network.mend()
    """

    def __init__(self, target: int, port: int) -> None:
        self.target = target
        self.port = port
        self.url = f"http://127.0.0.1:{port}"
        self.sent = 0
        """Bytes that have gone from browsers to the target."""
        self.is_cut = False
        self.cuts = 0
        self._limit: int | None = None
        self._open: set[asyncio.StreamWriter] = set()
        self._loop: asyncio.AbstractEventLoop
        self._ending: asyncio.Event
        self._ready = threading.Event()
        self._thread = threading.Thread(target=lambda: asyncio.run(self._live()), name="network", daemon=True)

    def cut(self) -> None:
        """The line is down, at once and until `mend`."""
        asyncio.run_coroutine_threadsafe(self._cut(), self._loop).result()

    def cut_after(self, count: int) -> None:
        """The line goes down once so many more bytes have been sent through it."""
        self._limit = self.sent + count

    def mend(self) -> None:
        self.is_cut = False

    async def _cut(self) -> None:
        self.is_cut = True
        self.cuts += 1
        self._limit = None
        for each in tuple(self._open):
            each.transport.abort()

    async def _accept(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        if self.is_cut:
            writer.transport.abort()
            return
        try:
            there, back = await asyncio.open_connection("127.0.0.1", self.target)
        except OSError:
            writer.transport.abort()
            return
        both = {writer, back}
        self._open |= both
        with suppress(OSError):
            await asyncio.gather(self._pass(reader, back, counted=True), self._pass(there, writer))
        for each in both:
            each.transport.abort()
        self._open -= both

    async def _pass(
        self, source: asyncio.StreamReader, to: asyncio.StreamWriter, *, counted: bool = False
    ) -> None:
        while chunk := await source.read(CHUNK):
            to.write(chunk)
            await to.drain()
            if counted:
                self.sent += len(chunk)
                if self._limit is not None and self.sent >= self._limit:
                    await self._cut()
        to.close()

    async def _live(self) -> None:
        self._loop, self._ending = asyncio.get_running_loop(), asyncio.Event()
        await asyncio.start_server(self._accept, "127.0.0.1", self.port)
        self._ready.set()
        await self._ending.wait()
        await self._cut()

    def __enter__(self) -> Self:
        self._thread.start()
        self._ready.wait()
        return self

    def __exit__(self, *_: object) -> None:
        self._loop.call_soon_threadsafe(self._ending.set)
        self._thread.join()
