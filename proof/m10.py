"""M10: a rolling restart is invisible: no request fails, and every socket is told 1012 (come back)."""

import asyncio
from collections import Counter
from contextlib import AsyncExitStack
from uuid import uuid4

import httpx

from proof.client import Tab, bearer
from proof.figures import Figures, Scale
from proof.front import before
from proof.stage import Stage, by_hand, pairs, stage

ROOMS = 10
PAUSE = 0.02
RESTARTED = 1012


async def post(here: Stage, front: str, room: str, answers: Counter[int], enough: asyncio.Event) -> None:
    """Write through the proxy, each request on a connection of its own."""
    headers = {**bearer(here.tokens[f"{room}-client"]), "Connection": "close"}
    async with httpx.AsyncClient(base_url=front, headers=headers, timeout=60) as http:
        while not enough.is_set():
            key = {"Idempotency-Key": str(uuid4())}
            url = f"/api/v1/rooms/{here.rooms[room]}/messages"
            try:
                answer = await http.post(url, json={"text": "on the way"}, headers=key)
                answers[answer.status_code] += 1
            except httpx.HTTPError:
                answers[0] += 1
            await asyncio.sleep(PAUSE)


async def restart_all(here: Stage) -> None:
    """One after the other, as one deploys."""
    for site in here.sites:
        await by_hand(site.stop)
        await by_hand(site.start)
        await asyncio.sleep(0.5)


async def run(scale: Scale) -> Figures:
    rounds = scale.of(short=1, ci=3, deep=100)
    figures, answers, enough = Figures(), Counter[int](), asyncio.Event()
    async with AsyncExitStack() as stack:
        here = await stack.enter_async_context(stage(pairs(ROOMS), sites=2))
        front = await stack.enter_async_context(before([site.port for site in here.sites]))
        tokens = {id: here.tokens[f"{room}-freelancer"] for room, id in here.rooms.items()}
        tabs = [Tab([front.url], bearer(token), {id: 0}) for id, token in tokens.items()]
        for tab in tabs:
            await stack.enter_async_context(tab)
            await tab.opened.wait()
        posting = [
            asyncio.create_task(post(here, front.url, room, answers, enough)) for room in [*here.rooms][:3]
        ]
        for _ in range(rounds):
            await restart_all(here)
        enough.set()
        await asyncio.gather(*posting)
        heads = dict(here.rows("SELECT public_id::text, head FROM workrooms_room"))
        for tab in tabs:
            for room in tab.seen:
                await tab.until(room, heads[room])
        closes = Counter(code for tab in tabs for code in tab.closes)
        byes = sum(len(tab.byes) for tab in tabs)
    figures.did("restarts", rounds * len(here.sites), at_least=rounds * 2)
    figures.did("requests", answers.total(), at_least=rounds * 50)
    figures.did("sockets told 1012", closes[RESTARTED], at_least=rounds * ROOMS)
    figures.wrong({"failed requests": answers.total() - answers[201]})
    figures.wrong(
        {"sockets not told": closes.total() - closes[RESTARTED], "byes missing": closes.total() - byes}
    )
    figures.examples.append(f"answers {dict(answers)}, closes {dict(closes)}")
    return figures
