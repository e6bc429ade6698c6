import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import httpx

from proof.front import before
from tests.servers import free_ports


@asynccontextmanager
async def answering(words: bytes) -> AsyncIterator[int]:
    """A server that says `words` to every request; none means that it hangs up."""

    async def serve(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await reader.readuntil(b"\r\n\r\n")
        if words:
            writer.write(
                b"HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Length: %d\r\n\r\n" % len(words) + words
            )
        writer.close()

    server = await asyncio.start_server(serve, "127.0.0.1", 0)
    yield server.sockets[0].getsockname()[1]
    server.close()


async def ask(url: str) -> httpx.Response:
    async with httpx.AsyncClient(headers={"Connection": "close"}) as http:
        return await http.post(url, content=b"body")


async def test_servers_behind_the_proxy_take_turns() -> None:
    async with answering(b"one") as one, answering(b"two") as two, before([one, two]) as front:
        assert {(await ask(front.url)).text for _ in range(2)} == {"one", "two"}


async def test_a_request_goes_on_to_the_next_server_when_one_is_gone_or_hangs_up() -> None:
    (gone,) = free_ports(1)
    async with answering(b"") as rude, answering(b"two") as two, before([gone, rude, two]) as front:
        assert [(await ask(front.url)).text for _ in range(3)] == ["two"] * 3


async def test_without_any_server_the_answer_is_502() -> None:
    async with before(free_ports(2)) as front:
        assert (await ask(front.url)).status_code == 502
