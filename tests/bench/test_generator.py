"""The load generator counts what really arrived, and refuses figures of a server that loses or doubles."""

import asyncio
import json
from collections import defaultdict
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from typing import Any

import pytest
from websockets.asyncio.server import ServerConnection, serve

from bench import rooms
from bench.generator import Generator, LoadFailed, Seat, install_node_packages


class Chat:
    """A server that speaks the tutorial's dialect: an acknowledgement, and the text to everyone in the room.

    The message at `fault_at` is treated as `fault` says.
    """

    def __init__(self, fault: str = "", fault_at: int = 20) -> None:
        self.rooms: dict[str, set[ServerConnection]] = defaultdict(set)
        self.texts: list[str] = []
        self.fault = fault
        self.fault_at = fault_at

    async def __call__(self, connection: ServerConnection) -> None:
        assert connection.request is not None
        room = self.rooms[connection.request.path.split("/")[3]]
        room.add(connection)
        async for frame in connection:
            await self.take(json.loads(frame), connection, room)

    async def take(
        self, asked: dict[str, Any], sender: ServerConnection, room: set[ServerConnection]
    ) -> None:
        self.texts.append(asked["text"])
        fault = self.fault if len(self.texts) == self.fault_at else ""
        event = json.dumps({"text": asked["text"]})
        if fault == "closed":
            await sender.close()
            return
        for member in room:
            if not (fault == "lost" and member is not sender):
                await member.send(event)
        if fault == "doubled":
            await sender.send(event)
        await sender.send(json.dumps({"ack": asked["id"], "id": len(self.texts)}))


@asynccontextmanager
async def chat(fault: str = "") -> AsyncIterator[tuple[Chat, list[Seat]]]:
    """→ the server, and the seats of three rooms of two in it"""
    server = Chat(fault)
    async with serve(server, "127.0.0.1", 0) as listening:
        port = next(iter(listening.sockets)).getsockname()[1]
        yield server, rooms.on_ports(rooms.seats("pairs", count=3), [port])


@pytest.fixture(scope="module", autouse=True)
def _packages() -> None:
    install_node_packages()


@pytest.fixture
def generator() -> Iterator[Generator]:
    generator = Generator("tutorial", core=0)
    yield generator
    generator.kill()


async def ask(generator: Generator, phase: str, **settings: Any) -> dict[str, Any]:
    return await asyncio.to_thread(generator.ask, phase, **settings)


async def test_a_closed_loop_counts_each_message_once(generator: Generator) -> None:
    async with chat() as (server, seats):
        await ask(generator, "connect", seats=seats, atOnce=4)
        found = await ask(generator, "closed", inFlight=12, seconds=0.2)

        assert found["messages"] == len(server.texts) >= 12
        assert {len(text.encode()) for text in server.texts} == {200}
        assert len(set(server.texts)) == len(server.texts)


async def test_an_open_loop_sends_what_is_due_and_times_every_delivery(generator: Generator) -> None:
    async with chat() as (server, seats):
        await ask(generator, "connect", seats=seats, atOnce=4)
        found = await ask(generator, "open", rate=100, seconds=0.5)

        assert len(server.texts) == found["messages"] == 50
        assert len(found["delays"]) == 100
        assert min(found["delays"]) >= 0


async def test_a_message_that_one_member_never_got_is_noticed(generator: Generator) -> None:
    async with chat("lost") as (_, seats):
        await ask(generator, "connect", seats=seats, atOnce=4)
        with pytest.raises(LoadFailed, match="1 messages never arrived"):
            await ask(generator, "closed", inFlight=6, seconds=0.5, patience=0.5)


async def test_a_message_that_came_twice_is_noticed(generator: Generator) -> None:
    async with chat("doubled") as (_, seats):
        await ask(generator, "connect", seats=seats, atOnce=4)
        with pytest.raises(LoadFailed, match="1 messages were heard more than once"):
            await ask(generator, "closed", inFlight=6, seconds=0.5)


async def test_a_socket_that_the_server_closes_is_noticed(generator: Generator) -> None:
    async with chat("closed") as (_, seats):
        await ask(generator, "connect", seats=seats, atOnce=4)
        with pytest.raises(LoadFailed, match="socket closed"):
            await ask(generator, "closed", inFlight=6, seconds=0.5)


async def test_a_server_that_is_not_there_is_noticed(generator: Generator) -> None:
    seats = rooms.on_ports(rooms.seats("pairs", count=1), [1])

    with pytest.raises(LoadFailed, match="ECONNREFUSED"):
        await ask(generator, "connect", seats=seats, atOnce=1)
