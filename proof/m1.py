"""M1: an acknowledged message is never lost, doubled or reordered, whatever dies."""

import asyncio
import random
from collections import Counter
from contextlib import AsyncExitStack

from proof.checks import add, in_order, log_without_gaps, read_exactly, stored_once
from proof.client import Tab
from proof.figures import Figures, Scale
from proof.stage import Stage, by_hand, ground, pairs, stage

ROOMS = 12
PAUSES = (0.3, 1.2)
"""Seconds between two kills."""


class Writer:
    """One person in one room: says the next thing once the last one is acknowledged."""

    def __init__(self, tab: Tab, room: str, name: str) -> None:
        self.tab, self.room, self.name = tab, room, name
        self.queue: list[str] = []
        self.acked: dict[str, int] = {}

    async def write(self, until: asyncio.Event) -> None:
        while not until.is_set():
            text = f"{self.name} {len(self.queue)}"
            self.queue.append(text)
            answer = await self.tab.call("message.post", room=self.room, text=text)
            self.acked[text] = answer["seq"]


async def kill_one(here: Stage, chance: random.Random) -> str:
    """Kill −9 a server, Valkey or PostgreSQL, and start it again. → what it was"""
    assert here.valkey
    victim = chance.choice([*here.sites, here.valkey, ground()])
    await by_hand(victim.kill)
    await asyncio.sleep(chance.uniform(0, 0.3))
    await by_hand(victim.start)
    return type(victim).__name__


async def run(scale: Scale) -> Figures:
    messages = scale.of(short=300, ci=10_000, deep=400_000)
    kills = scale.of(short=3, ci=30, deep=1_000)
    chance, killed, enough = scale.chance("M1"), Counter[str](), asyncio.Event()
    async with stage(pairs(ROOMS), sites=2) as here, AsyncExitStack() as tabs:
        readers = [await tabs.enter_async_context(here.tab(person, [room])) for room, person in seats(here)]
        writers = [Writer(tab, room, f"{number}:") for number, tab in enumerate(readers) for room in tab.seen]
        async with asyncio.TaskGroup() as work:
            for writer in writers:
                work.create_task(writer.write(enough))
            while sum(killed.values()) < kills or sum(len(writer.acked) for writer in writers) < messages:
                if sum(killed.values()) < kills * 1.5:
                    killed[await kill_one(here, chance)] += 1
                await asyncio.sleep(chance.uniform(*PAUSES))
            enough.set()
        return await judge(here, writers, readers, killed, Figures(), messages, kills)


def seats(here: Stage) -> list[tuple[str, str]]:
    return [(room, f"{room}-{side}") for room in here.rooms for side in ("client", "freelancer")]


async def judge(
    here: Stage,
    writers: list[Writer],
    readers: list[Tab],
    killed: Counter[str],
    figures: Figures,
    messages: int,
    kills: int,
) -> Figures:
    rows = here.log()
    heads = Counter({row.room: row.seq for row in rows})
    for reader in readers:
        for room in reader.seen:
            await reader.until(room, heads[room])
    sent = {text: writer.room for writer in writers for text in writer.queue}
    acked = {text: seq for writer in writers for text, seq in writer.acked.items()}
    figures.did("messages", len(acked), at_least=messages)
    figures.did("kills", sum(killed.values()), at_least=kills)
    figures.wrong(log_without_gaps(rows))
    figures.wrong(stored_once(sent, acked, rows))
    figures.wrong(in_order((writer.queue for writer in writers), rows))
    figures.wrong(
        add(*(read_exactly(tab.record, rows, {room: heads[room] for room in tab.seen}) for tab in readers))
    )
    figures.examples.append(f"killed {dict(killed)}")
    return figures
