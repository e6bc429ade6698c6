"""A small proxy before several servers, like nginx: a request whose server is gone goes to the next one.

Every request of ours carries an idempotency key, so trying again is right (`proxy_next_upstream …
non_idempotent`).
"""

import asyncio
import itertools
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass

CHUNK = 65536
Pipe = tuple[asyncio.StreamReader, asyncio.StreamWriter]


@dataclass
class Front:
    """`ports` of the servers behind; they take turns."""

    ports: Sequence[int]
    url: str = ""

    def __post_init__(self) -> None:
        self._turn = itertools.count()

    def order(self) -> list[int]:
        """The servers to try, the next in turn first."""
        start = next(self._turn) % len(self.ports)
        return [*self.ports[start:], *self.ports[:start]]


async def _request(reader: asyncio.StreamReader) -> bytes:
    """Head and body of one request; the connection is for this one only."""
    head = await reader.readuntil(b"\r\n\r\n")
    fields = dict(line.lower().split(b":", 1) for line in head.split(b"\r\n")[1:] if b":" in line)
    return head + await reader.readexactly(int(fields.get(b"content-length", b"0")))


async def _ask(ports: Sequence[int], request: bytes) -> tuple[bytes, Pipe] | None:
    """Send the request to the first server that says anything. → its first words, and the connection"""
    for port in ports:
        with suppress(OSError):
            there = await asyncio.open_connection("127.0.0.1", port)
            there[1].write(request)
            await there[1].drain()
            if first := await there[0].read(CHUNK):
                return first, there
            there[1].close()
    return None


async def _pour(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    with suppress(OSError):
        while data := await reader.read(CHUNK):
            writer.write(data)
            await writer.drain()
    with suppress(OSError):
        writer.close()


@asynccontextmanager
async def before(ports: Sequence[int]) -> AsyncIterator[Front]:
    """Stand before the servers at `ports`. Clients must not keep connections alive."""
    front = Front(ports)

    async def serve(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        with suppress(OSError, asyncio.IncompleteReadError):
            answer = await _ask(front.order(), await _request(reader))
            if answer is None:
                writer.write(b"HTTP/1.1 502 Bad Gateway\r\nContent-Length: 0\r\nConnection: close\r\n\r\n")
                return writer.close()
            first, (there_reader, there_writer) = answer
            writer.write(first)
            await asyncio.gather(_pour(there_reader, writer), _pour(reader, there_writer))
        return None

    server = await asyncio.start_server(serve, "127.0.0.1", 0)
    front.url = f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}"
    try:
        yield front
    finally:
        server.close()
