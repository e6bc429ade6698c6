"""M5: with Redis dead, delivery goes on; when it is back, so is the speed."""

import asyncio
from contextlib import AsyncExitStack
from itertools import chain

from proof.client import RefusedCall, Tab
from proof.figures import Figures, Scale, percentile
from proof.stage import by_hand, pairs, stage

ROOMS = 4
PER_SECOND = 20
SECONDS_TO_HEAL = 5


async def delivered(tabs: list[tuple[Tab, Tab]], seconds: float) -> tuple[list[float], int]:
    """Write on one server and read on the other for a while. → seconds from send to arrival, failed sends"""
    loop, started, failed = asyncio.get_running_loop(), dict[tuple[str, int], float](), 0
    for number in range(int(seconds * PER_SECOND)):
        writer, _ = tabs[number % len(tabs)]
        (room,) = writer.seen
        at = loop.time()
        try:
            answer = await writer.call("message.post", room=room, text=f"{number}")
        except RefusedCall:
            failed += 1
            continue
        started[room, answer["seq"]] = at
        await asyncio.sleep(max(0, at + 1 / PER_SECOND - loop.time()))
    failed += sum(writer.noticed.pop("again", 0) for writer, _ in tabs)
    for _, reader in tabs:
        for room in reader.seen:
            await reader.until(room, max(seq for where, seq in started if where == room))
    arrived = {place: at for _, reader in tabs for place, at in reader.arrived.items()}
    return [arrived[place] - at for place, at in started.items()], failed


async def run(scale: Scale) -> Figures:
    seconds = scale.of(short=5, ci=20, deep=60)
    figures = Figures()
    async with stage(pairs(ROOMS), sites=2) as here, AsyncExitStack() as stack:
        assert here.valkey
        tabs = [
            (here.tab(f"{room}-client", [room], site=0), here.tab(f"{room}-freelancer", [room], site=1))
            for room in here.rooms
        ]
        for tab in chain(*tabs):
            await stack.enter_async_context(tab)
        await by_hand(here.valkey.kill)
        late, failed = await delivered(tabs, seconds)
        await by_hand(here.valkey.start)
        await asyncio.sleep(SECONDS_TO_HEAL)
        healed, failed_later = await delivered(tabs, 3)
    figures.did("messages without Valkey", len(late), at_least=int(seconds * PER_SECOND))
    figures.wrong({"failed sends": failed + failed_later})
    figures.measured("p99", percentile(late, 0.99) * 1000, at_most=2500, unit="ms")
    figures.measured("median when it is back", percentile(healed, 0.5) * 1000, at_most=500, unit="ms")
    return figures
