"""Faults on the wire, by chance: hints between server and Valkey, frames between server and browser."""

import asyncio
import random
from collections import Counter
from collections.abc import AsyncIterator, Awaitable, Callable, Coroutine, Iterator
from contextlib import asynccontextmanager
from functools import partial
from typing import Any

from websockets.asyncio.client import ClientConnection, connect
from websockets.asyncio.server import ServerConnection, serve

FAULTS = ("dropped", "doubled", "reordered")
HELD_SECONDS = 0.3
"""How long a reordered item waits for one to overtake it."""


class Faults:
    """Decides what becomes of each item and counts it; `share` (0–1) of them suffer."""

    def __init__(self, chance: random.Random, share: float) -> None:
        self.chance, self.share = chance, share
        self.done: Counter[str] = Counter()

    def of(self, held: list[bytes], item: bytes) -> Iterator[bytes]:
        """What to pass on now in place of `item`; `held` is what waits to be overtaken."""
        fault = self.chance.choice(FAULTS) if self.chance.random() < self.share else ""
        self.done[fault or "untouched"] += 1
        if fault == "reordered":
            held.append(item)
            return
        if fault != "dropped":
            yield item
        if fault == "doubled":
            yield item
        while held:
            yield held.pop()


async def _release(held: list[bytes], pass_on: Callable[[bytes], Awaitable[None]]) -> None:
    """Nothing waits for ever to be overtaken."""
    while True:
        await asyncio.sleep(HELD_SECONDS)
        while held:
            await pass_on(held.pop())


# ── between server and Valkey ─────────────────────────────────────────────────────────────────────────────


def end_of_reply(data: bytes, start: int = 0) -> int:
    """Where the RESP2 or RESP3 reply that begins at `start` ends, or -1 when there is more to come."""
    line = data.find(b"\r\n", start)
    if line < 0:
        return -1
    kind, after = data[start : start + 1], line + 2
    if kind in b"$=!":
        size = int(data[start + 1 : line])
        end = after if size < 0 else after + size + 2
        return end if end <= len(data) else -1
    if kind in b"*~>%":
        count = max(0, int(data[start + 1 : line])) * (2 if kind == b"%" else 1)
        for _ in range(count):
            after = end_of_reply(data, after)
            if after < 0:
                return -1
    return after


def is_hint(reply: bytes) -> bool:
    """Whether a reply is a message that somebody published."""
    return reply[:1] in b"*>" and b"$7\r\nmessage\r\n" in reply[:24]


async def _replies(reader: asyncio.StreamReader) -> AsyncIterator[bytes]:
    data = b""
    while more := await reader.read(65536):
        data += more
        while data and (end := end_of_reply(data)) > 0:
            yield data[:end]
            data = data[end:]


@asynccontextmanager
async def between_server_and_valkey(port: int, faults: Faults) -> AsyncIterator[str]:
    """A Valkey that loses, doubles and swaps what is published. → its URL"""

    async def onward(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        while data := await reader.read(65536):
            writer.write(data)
            await writer.drain()

    async def back(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        held: list[bytes] = []

        async def pass_on(reply: bytes) -> None:
            writer.write(reply)
            await writer.drain()

        release = asyncio.create_task(_release(held, pass_on))
        try:
            async for reply in _replies(reader):
                for item in faults.of(held, reply) if is_hint(reply) else (reply,):
                    await pass_on(item)
        finally:
            release.cancel()

    async def both(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        there_reader, there_writer = await asyncio.open_connection("127.0.0.1", port)
        await _until_one_ends(onward(reader, there_writer), back(there_reader, writer))
        writer.close()
        there_writer.close()

    server = await asyncio.start_server(both, "127.0.0.1", 0)
    try:
        yield f"redis://127.0.0.1:{server.sockets[0].getsockname()[1]}/0"
    finally:
        server.close()


# ── between server and browser ────────────────────────────────────────────────────────────────────────────


@asynccontextmanager
async def between_server_and_browser(site: str, faults: Faults) -> AsyncIterator[str]:
    """A server whose `room.events` frames get lost, doubled and swapped. → its URL"""

    async def onward(browser: ServerConnection, server: ClientConnection) -> None:
        async for frame in browser:
            await server.send(frame)

    async def back(server: ClientConnection, browser: ServerConnection) -> None:
        held: list[bytes] = []
        release = asyncio.create_task(_release(held, partial(browser.send, text=True)))
        try:
            async for frame in server:
                words = frame if isinstance(frame, bytes) else frame.encode()
                for item in faults.of(held, words) if b'"room.events"' in words[:60] else (words,):
                    await browser.send(item, text=True)
        finally:
            release.cancel()

    async def both(browser: ServerConnection) -> None:
        assert browser.request
        who = {"Authorization": browser.request.headers["Authorization"]}
        url = site.replace("http", "ws", 1) + browser.request.path
        async with connect(url, additional_headers=who, compression=None, max_size=None) as server:
            await _until_one_ends(onward(browser, server), back(server, browser))

    async with serve(both, "127.0.0.1", 0, compression=None, max_size=None) as proxy:
        yield f"http://127.0.0.1:{next(iter(proxy.sockets)).getsockname()[1]}"


async def _until_one_ends(*ways: Coroutine[Any, Any, None]) -> None:
    tasks = [asyncio.create_task(way) for way in ways]
    await asyncio.wait(tasks, return_when=asyncio.FIRST_COMPLETED)
    for task in tasks:
        task.cancel()
    await asyncio.gather(*tasks, return_exceptions=True)
