"""S20: one flooding socket or 200 stalled readers cannot hurt the others, nor the server's memory."""

import asyncio
import json
import socket
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager, suppress
from urllib.parse import urlsplit
from uuid import uuid4

from websockets.asyncio.client import ClientConnection, connect
from websockets.exceptions import WebSocketException

from proof.client import Tab, bearer
from proof.figures import Figures, Scale, percentile
from proof.stage import Stage, stage

STALLED = 200
PER_PERSON = 20
MOST_MIB = 64
ENOUGH_BYTES = 2**20
"""For each stalled reader."""
MOST_MS = 1000
LONG_TEXT = "a long message " * 600


async def raw(here: Stage, who: str, room: str) -> ClientConnection:
    """A socket that takes hardly anything before it is read from."""
    narrow = socket.socket()
    narrow.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
    narrow.setblocking(False)
    site = urlsplit(here.urls[0])
    await asyncio.get_running_loop().sock_connect(narrow, (site.hostname, site.port))
    ws = await connect(
        f"ws://{site.netloc}/ws", sock=narrow, additional_headers=bearer(here.tokens[who]),
        compression=None, max_queue=1, ping_interval=None, close_timeout=0.1,
    )  # fmt: skip
    await ws.send(call("rooms.open", rooms={here.rooms[room]: 0}))
    return ws


def call(method: str, **params: object) -> str:
    return json.dumps({"jsonrpc": "2.0", "id": str(uuid4()), "method": method, "params": params})


@asynccontextmanager
async def watched(here: Stage, delays: list[float], memory: list[float]) -> AsyncIterator[None]:
    """Two others talk meanwhile; the server's memory is looked at."""

    async def look() -> None:
        while True:
            memory.append(here.sites[0].memory())
            await asyncio.sleep(0.2)

    async def talk(writer: Tab, reader: Tab) -> None:
        loop, (room,) = asyncio.get_running_loop(), writer.seen
        while True:
            at = loop.time()
            answer = await writer.call("message.post", room=room, text="in peace")
            await reader.until(room, answer["seq"])
            delays.append(loop.time() - at)
            await asyncio.sleep(0.05)

    async with here.tab("carol", ["quiet"]) as writer, here.tab("dave", ["quiet"]) as reader:
        await writer.opened.wait()
        await reader.opened.wait()
        tasks = [asyncio.create_task(look()), asyncio.create_task(talk(writer, reader))]
        yield
        for task in tasks:
            task.cancel()


async def flood(here: Stage, seconds: float) -> int:
    """Send as fast as it goes and never read an answer. → frames sent"""
    sent, until = 0, asyncio.get_running_loop().time() + seconds
    with suppress(WebSocketException, OSError, TimeoutError):
        ws = await raw(here, "alice", "loud")
        while (left := until - asyncio.get_running_loop().time()) > 0:
            async with asyncio.timeout(left):
                await ws.send(call("message.post", room=here.rooms["loud"], text="flood"))
            sent += 1
    return sent


async def stall(here: Stage, seconds: float) -> int:
    """Fill a room whose listeners never read. → bytes meant for each of them"""
    people = [name for name in here.tokens if name.startswith("observer")]
    async with AsyncExitStack() as stack, here.tab("alice", ["loud"]) as writer:
        for number in range(STALLED):
            ws = await raw(here, people[number % len(people)], "loud")
            stack.callback(ws.transport.abort)
        written, until = 0, asyncio.get_running_loop().time() + seconds
        while asyncio.get_running_loop().time() < until or written < ENOUGH_BYTES:
            await writer.call("message.post", room=here.rooms["loud"], text=LONG_TEXT)
            written += len(LONG_TEXT)
    return written


async def run(scale: Scale) -> Figures:
    seconds = scale.of(short=3, ci=10, deep=60)
    observers = [f"observer-{number}" for number in range(STALLED // PER_PERSON)]
    wish = {"rooms": {
        "loud": {"client": "alice", "freelancer": "bob", "observers": observers},
        "quiet": {"client": "carol", "freelancer": "dave"},
    }}  # fmt: skip
    figures, flooded, stalled, memory = Figures(), list[float](), list[float](), list[float]()
    async with stage(wish) as here:
        async with watched(here, [], []):
            await asyncio.sleep(1)
        before = here.sites[0].memory()
        async with watched(here, flooded, memory):
            frames = await flood(here, seconds)
        async with watched(here, stalled, memory):
            written = await stall(here, seconds)
    figures.did("frames of the flood", frames, at_least=1000)
    figures.did("KiB for each of 200 stalled readers", written // 1024, at_least=ENOUGH_BYTES // 1024)
    figures.measured("memory", max(memory) - before, at_most=MOST_MIB, unit="MiB")
    figures.measured("others' p99, flood", percentile(flooded, 0.99) * 1000, at_most=MOST_MS, unit="ms")
    figures.measured("others' p99, stall", percentile(stalled, 0.99) * 1000, at_most=MOST_MS, unit="ms")
    return figures
