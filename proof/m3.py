"""M3: one can resume from any point after any absence without a reload; from very far, from a snapshot."""

import asyncio
import random
from collections import Counter

from proof.checks import Wrong, add, read_exactly
from proof.figures import Figures, Scale
from proof.stage import Stage, pairs, stage

LONG = 6_000
"""More than a server replays over the socket (limits.REPLAY_EVENTS)."""
AT_ONCE = 8


async def resume(here: Stage, room: str, after: int, *, cuts: int) -> Wrong:
    """Come back having seen `after` events, lose the connection some more times, and read on to the head."""
    async with here.tab("room-0-client", [room], after=after) as tab:
        await tab.opened.wait()
        if tab.resets:
            return Wrong({"unasked resets": 1})
        for _ in range(cuts):
            await tab.drop()
            await asyncio.sleep(0.02)
        [(head,)] = here.rows("SELECT head FROM workrooms_room WHERE public_id = %s", here.rooms[room])
        await tab.until(here.rooms[room], head)
    return read_exactly(tab.record, here.log(room), {here.rooms[room]: head})


async def from_a_snapshot(here: Stage, room: str) -> Wrong:
    """Too far behind: the answer is `reset`, and snapshot + newest page + what follows is everything."""
    id = here.rooms[room]
    async with here.http("room-0-client") as http, here.tab("room-0-client", [room]) as tab:
        await tab.opened.wait()
        if id not in tab.resets:
            return Wrong({"resets missing": 1})
        head = (await http.get(f"/api/v1/rooms/{id}")).json()["head"]
        texts: dict[int, str] = {}
        before: dict[str, int] = {}
        more = True
        while more:
            page = (await http.get(f"/api/v1/rooms/{id}/messages", params={"limit": 200, **before})).json()
            texts |= {message["seq"]: message["text"] for message in page["items"]}
            before, more = {"before": page["items"][0]["seq"]}, page["more"]
    stored = {row.seq: row.text for row in here.log(room) if row.text and row.seq <= head}
    return Wrong({"resets missing": 0, "snapshot differs": stored != texts})


async def talk(here: Stage, room: str, enough: asyncio.Event) -> None:
    """Somebody goes on writing while others come back."""
    async with here.tab("room-0-freelancer", [room], after=0) as tab:
        while not enough.is_set():
            await tab.call("message.post", room=here.rooms[room], text=f"news {random.random()}")
            await asyncio.sleep(0.05)


async def run(scale: Scale) -> Figures:
    resumes = scale.of(short=60, ci=500, deep=20_000)
    length = scale.of(short=LONG, ci=LONG, deep=1_000_000)
    chance, figures = scale.chance("M3"), Figures()
    enough, limit = asyncio.Event(), asyncio.Semaphore(AT_ONCE)
    wish = pairs(1, history=1_000)
    wish["rooms"]["long"] = {"client": "room-0-client", "freelancer": "room-0-freelancer", "history": length}

    async def one(after: int, cuts: int) -> Wrong:
        async with limit:
            return await resume(here, "room-0", after, cuts=cuts)

    async with stage(wish, sites=2) as here:
        talking = asyncio.create_task(talk(here, "room-0", enough))
        points = [chance.choice((0, 1, 999, chance.randrange(1_002))) for _ in range(resumes)]
        found = await asyncio.gather(*(one(after, chance.choice((0, 0, 1, 3))) for after in points))
        enough.set()
        await talking
        figures.wrong(add(*found))
        figures.wrong(await from_a_snapshot(here, "long"))
    figures.did("resumes", len(found), at_least=resumes)
    figures.did("longest gap", length, at_least=length)
    figures.examples.append(str(Counter(points).most_common(3)))
    return figures
