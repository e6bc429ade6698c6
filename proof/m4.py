"""M4: a gap is never silent: dropped, reordered and doubled hints and frames are noticed, and healed."""

import asyncio
from contextlib import AsyncExitStack

from proof.checks import Wrong, add
from proof.client import Tab, bearer
from proof.faults import FAULTS, Faults, between_server_and_browser, between_server_and_valkey
from proof.figures import Figures, Scale
from proof.stage import Stage, pairs, stage
from tests.services import Valkey

ROOMS = 8
SHARE = 0.5


async def run(scale: Scale) -> Figures:
    number = scale.of(short=60, ci=1_000, deep=100_000)
    hints, frames = Faults(scale.chance("hints"), SHARE), Faults(scale.chance("frames"), SHARE)
    figures = Figures()
    async with AsyncExitStack() as stack:
        valkey = stack.enter_context(Valkey())
        faulty = await stack.enter_async_context(between_server_and_valkey(valkey.port, hints))
        here = await stack.enter_async_context(stage(pairs(ROOMS), sites=2, redis_url=faulty))
        writers = [here.tab(f"{room}-client", [room], site=0) for room in here.rooms]
        url = await stack.enter_async_context(between_server_and_browser(here.urls[1], frames))
        tokens = {id: here.tokens[f"{room}-freelancer"] for room, id in here.rooms.items()}
        readers = [Tab([url], bearer(token), {id: 0}) for id, token in tokens.items()]
        for tab in (*writers, *readers):
            await stack.enter_async_context(tab)
        while suffered(hints) < number or suffered(frames) < number:
            await asyncio.gather(*(say_something(tab) for tab in writers))
            await asyncio.sleep(0.02)
        figures.wrong(add(*[await judge(here, tab, frames) for tab in readers]))
    figures.did("faults of hints", suffered(hints), at_least=number)
    figures.did("faults of frames", suffered(frames), at_least=number)
    noticed = sum(tab.noticed["gap"] + tab.noticed["behind"] for tab in readers)
    figures.did("gaps noticed", noticed, at_least=frames.done["dropped"] // ROOMS)
    return figures


def suffered(faults: Faults) -> int:
    return sum(faults.done[fault] for fault in FAULTS)


async def say_something(tab: Tab) -> None:
    for room in tab.seen:
        await tab.call("message.post", room=room, text="something")


async def judge(here: Stage, tab: Tab, frames: Faults) -> Wrong:
    """What this reader made of all the faults is the log, no more and no less."""
    frames.share = 0
    wrong = Wrong({"unread": 0, "differs": 0})
    for room in tab.seen:
        truth = [row.seq for row in here.log() if row.room == room]
        await tab.until(room, truth[-1])
        wrong["differs"] += [event["seq"] for event in tab.events[room]] != truth
    return wrong
