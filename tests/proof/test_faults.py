import asyncio
import random
from collections.abc import AsyncIterator

import redis.asyncio as redis
from websockets.asyncio.client import connect
from websockets.asyncio.server import ServerConnection, serve

from proof.faults import Faults, between_server_and_browser, between_server_and_valkey, end_of_reply
from tests.services import Valkey


def test_replies_of_valkey_are_told_apart() -> None:
    one, two = b"*3\r\n$7\r\nmessage\r\n$1\r\na\r\n$2\r\nhi\r\n", b"+OK\r\n"
    assert end_of_reply(one + two) == len(one)
    assert end_of_reply(one[:-3]) == -1
    assert end_of_reply(b"%1\r\n+server\r\n_\r\n") == len(b"%1\r\n+server\r\n_\r\n")
    assert end_of_reply(b"$-1\r\n" + two) == len(b"$-1\r\n")


async def published(faults: Faults, count: int) -> list[int]:
    """What a subscriber behind the faulty wire hears of 0, 1, 2 …"""
    heard: list[int] = []
    with Valkey() as valkey:
        async with (
            between_server_and_valkey(valkey.port, faults) as url,
            redis.from_url(url) as client,
            client.pubsub() as ear,
        ):
            await ear.subscribe("hints")
            await ear.get_message(timeout=1)
            for number in range(count):
                await client.publish("hints", number)
            while message := await ear.get_message(timeout=1):
                heard.append(int(message["data"]))
    return heard


async def test_hints_arrive_untouched_when_nothing_is_to_suffer() -> None:
    assert await published(Faults(random.Random(1), 0), 50) == list(range(50))


async def test_hints_get_lost_doubled_and_swapped() -> None:
    faults = Faults(random.Random(1), 1)
    heard = await published(faults, 60)
    assert len(heard) == 60 - faults.done["dropped"] + faults.done["doubled"]
    assert heard != sorted(heard)
    assert min(faults.done[fault] for fault in ("dropped", "doubled", "reordered")) > 5


async def test_frames_of_events_get_lost_doubled_and_swapped_and_others_do_not() -> None:
    async def speak(browser: ServerConnection) -> None:
        for number in range(60):
            await browser.send(f'{{"jsonrpc":"2.0","method":"room.events","params":{number}}}')
            await browser.send(f'{{"jsonrpc":"2.0","method":"heads","params":{number}}}')
        await asyncio.sleep(1)

    async def heard(url: str) -> AsyncIterator[str]:
        async with connect(url, additional_headers={"Authorization": "Bearer x"}) as ws:
            async for frame in ws:
                yield str(frame)

    faults = Faults(random.Random(1), 1)
    async with serve(speak, "127.0.0.1", 0) as server:
        site = f"http://127.0.0.1:{next(iter(server.sockets)).getsockname()[1]}"
        async with between_server_and_browser(site, faults) as faulty:
            frames = [frame async for frame in heard(faulty.replace("http", "ws"))]
    assert sum("heads" in frame for frame in frames) == 60
    events = sum("room.events" in frame for frame in frames)
    assert events == 60 - faults.done["dropped"] + faults.done["doubled"]
