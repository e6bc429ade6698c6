"""The tab against servers that keep, and do not keep, to the protocol."""

import asyncio
import json
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import asynccontextmanager
from typing import Any

from websockets.asyncio.server import ServerConnection, serve

from proof.checks import Row, read_exactly
from proof.client import Tab

ROOM = "room"
LOG = [Row(ROOM, seq, f"text {seq}") for seq in range(1, 7)]
Send = Callable[[Sequence[int]], Any]


@asynccontextmanager
async def server(first: Sequence[int]) -> AsyncIterator[str]:
    """Sends the events `first` to whoever opens the room first, and keeps to the log from then on."""
    plan = [first]

    async def speak(ws: ServerConnection) -> None:
        async for frame in ws:
            call = json.loads(frame)
            if call["method"] == "message.post":
                continue
            after = call["params"]["rooms"][ROOM]
            opened = {"rooms": {ROOM: {"head": len(LOG)}}}
            await ws.send(json.dumps({"jsonrpc": "2.0", "id": call["id"], "result": opened}))
            for seq in plan.pop() if plan else range(after + 1, len(LOG) + 1):
                event = {"seq": seq, "data": {"text": f"text {seq}"}}
                params = {"room": ROOM, "events": [event]}
                await ws.send(json.dumps({"jsonrpc": "2.0", "method": "room.events", "params": params}))

    async with serve(speak, "127.0.0.1", 0) as listening:
        yield f"http://127.0.0.1:{next(iter(listening.sockets)).getsockname()[1]}"


async def heard(first: Sequence[int], *, watchful: bool = True) -> Tab:
    async with server(first) as url, Tab([url], {}, {ROOM: 0}, watchful=watchful) as tab:
        async with asyncio.timeout(10):
            await tab.until(ROOM, len(LOG))
    return tab


def wrongs(tab: Tab) -> set[str]:
    return {name for name, count in read_exactly(tab.record, LOG, {ROOM: len(LOG)}).items() if count}


async def test_a_tab_reads_what_is_sent_in_order() -> None:
    tab = await heard(range(1, 7))
    assert [event["seq"] for event in tab.events[ROOM]] == [1, 2, 3, 4, 5, 6]
    assert not wrongs(tab)


async def test_a_tab_notices_a_gap_and_asks_again() -> None:
    tab = await heard([1, 2, 4])
    assert tab.noticed["gap"] == 1
    assert [event["seq"] for event in tab.events[ROOM]] == [1, 2, 3, 4, 5, 6]


async def test_a_tab_notices_what_comes_twice() -> None:
    tab = await heard([1, 2, 2, 3, 4, 5, 6])
    assert tab.noticed["repeat"] == 1
    assert [event["seq"] for event in tab.events[ROOM]] == [1, 2, 3, 4, 5, 6]
    assert wrongs(tab) == {"doubled"}


async def test_a_tab_that_does_not_watch_is_caught_by_the_judge() -> None:
    assert "reordered" in wrongs(await heard([1, 2, 4, 3, 5, 6], watchful=False))
    assert "reordered" in wrongs(await heard([1, 3, 4, 5, 6], watchful=False))
    assert "doubled" in wrongs(await heard([1, 1, 2, 3, 4, 5, 6], watchful=False))


async def test_a_tab_sends_again_under_the_same_id_after_its_connection_was_lost() -> None:
    frames: list[dict[str, Any]] = []

    async def deaf_at_first(ws: ServerConnection) -> None:
        async for frame in ws:
            call = json.loads(frame)
            if call["method"] == "message.post":
                frames.append(call)
                if len(frames) == 1:
                    ws.transport.abort()
                    return
                answer = {"jsonrpc": "2.0", "id": call["id"], "result": {"seq": 1}}
                await ws.send(json.dumps(answer))

    async with serve(deaf_at_first, "127.0.0.1", 0) as listening:
        url = f"http://127.0.0.1:{next(iter(listening.sockets)).getsockname()[1]}"
        async with Tab([url], {}, {}) as tab, asyncio.timeout(10):
            assert await tab.call("message.post", text="hello") == {"seq": 1}
    assert frames[0] == frames[1]
