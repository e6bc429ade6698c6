"""S23: one slow query delays nobody else: a room's row is held while people write into it and elsewhere."""

import asyncio
from contextlib import AsyncExitStack
from itertools import chain
from uuid import uuid4

import psycopg

from proof.client import Tab
from proof.figures import Figures, Scale, percentile
from proof.stage import Stage, pairs, stage

ROOMS = 6
MARGIN = 3
"""Seconds that the row is held longer than others write, however slow this machine is."""
MOST_MS = 50
WARM_UP = 0.5
STUCK = "room-0"


async def hold(here: Stage, seconds: float) -> None:
    """Hold the row that is the lock of the stuck room."""
    async with await psycopg.AsyncConnection.connect(here.environment["DATABASE_URL"]) as connection:
        await connection.execute(
            "SELECT pg_sleep(%s) FROM (SELECT 1 FROM workrooms_room WHERE public_id = %s FOR UPDATE) AS r",
            (seconds, here.rooms[STUCK]),
        )


async def post_over_http(here: Stage) -> None:
    async with here.http(f"{STUCK}-freelancer") as http:
        key = {"Idempotency-Key": str(uuid4())}
        await http.post(f"/api/v1/rooms/{here.rooms[STUCK]}/messages", json={"text": "waits"}, headers=key)


async def answers(tab: Tab, until: float) -> list[float]:
    """Write one message after the other. → seconds until each was acknowledged"""
    loop, (room,), took = asyncio.get_running_loop(), tab.seen, list[float]()
    while loop.time() < until:
        at = loop.time()
        await tab.call("message.post", room=room, text="not stuck")
        took.append(loop.time() - at)
        await asyncio.sleep(0.02)
    return took


async def while_held(here: Stage, stuck: Tab, others: list[Tab], seconds: float) -> tuple[list[float], int]:
    """Somebody holds a room and two people write into it. → how long the others took, how many were not stuck"""
    holding = asyncio.create_task(hold(here, seconds + MARGIN))
    await asyncio.sleep(0.2)
    (room,) = stuck.seen
    waiting = [
        asyncio.create_task(stuck.call("message.post", room=room, text="waits")),
        asyncio.create_task(post_over_http(here)),
    ]
    await asyncio.sleep(0.1)
    took = await all_answers(others, seconds)
    free = sum(task.done() for task in waiting)
    await asyncio.gather(holding, *waiting)
    return took, free


async def all_answers(tabs: list[Tab], seconds: float) -> list[float]:
    until = asyncio.get_running_loop().time() + seconds
    return list(chain(*await asyncio.gather(*(answers(tab, until) for tab in tabs))))


async def run(scale: Scale) -> Figures:
    seconds = scale.of(short=2, ci=8, deep=60)
    figures = Figures()
    async with stage(pairs(ROOMS)) as here, AsyncExitStack() as stack:
        stuck, *others = tabs = [here.tab(f"{room}-client", [room]) for room in here.rooms]
        for tab in tabs:
            await stack.enter_async_context(tab)
            await tab.opened.wait()
        # Whatever a server does for the first time takes longer; that is not the question here.
        await while_held(here, stuck, others, WARM_UP)
        usual = percentile(await all_answers(others, seconds / 2), 0.99) * 1000
        if usual > MOST_MS:
            raise TimeoutError(f"this machine is too busy to tell: p99 is {usual:.0f} ms with nothing held")
        took, free = await while_held(here, stuck, others, seconds)
    figures.did("messages of others", len(took), at_least=seconds * 50)
    figures.wrong({"not stuck": free})
    figures.measured("p99", percentile(took, 0.99) * 1000, at_most=MOST_MS, unit="ms")
    figures.examples.append(f"with nothing held: p99 {usual:.1f} ms")
    return figures
