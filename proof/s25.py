"""S25: embedded SQLite holds under 8 writers, over HTTP and the socket, without one "locked"."""

import asyncio
from collections import Counter
from uuid import uuid4

from proof.checks import log_without_gaps
from proof.client import RefusedCall
from proof.figures import Figures, Scale
from proof.stage import Stage, pairs, stage

ROOMS = 4


async def over_the_socket(here: Stage, room: str, until: float, answers: Counter[str]) -> None:
    async with here.tab(f"{room}-client", [room]) as tab:
        while asyncio.get_running_loop().time() < until:
            try:
                await tab.call("message.post", room=here.rooms[room], text="over the socket")
                answers["stored"] += 1
            except RefusedCall as refused:
                answers[refused.code] += 1
        answers["again"] += tab.noticed["again"]


async def over_http(here: Stage, room: str, until: float, answers: Counter[str]) -> None:
    async with here.http(f"{room}-freelancer") as http:
        while asyncio.get_running_loop().time() < until:
            key = {"Idempotency-Key": str(uuid4())}
            url = f"/api/v1/rooms/{here.rooms[room]}/messages"
            answer = await http.post(url, json={"text": "over HTTP"}, headers=key)
            answers["stored" if answer.status_code == 201 else str(answer.status_code)] += 1


async def run(scale: Scale) -> Figures:
    seconds = scale.of(short=3, ci=10, deep=60)
    figures, answers = Figures(), Counter[str]()
    async with stage(pairs(ROOMS), embedded=True) as here:
        until = asyncio.get_running_loop().time() + seconds
        ways = (over_the_socket, over_http)
        await asyncio.gather(*(way(here, room, until, answers) for room in here.rooms for way in ways))
        words, rows = here.sites[0].log(), here.log()
    figures.did("writers", ROOMS * len(ways), at_least=8)
    figures.did("writes", answers["stored"], at_least=seconds * 30)
    figures.wrong({"locked": words.count("database is locked")})
    figures.wrong({"not stored": answers.total() - answers["stored"]})
    figures.wrong({"missing rows": answers["stored"] - sum(bool(row.text) for row in rows)})
    figures.wrong(log_without_gaps(rows))
    figures.examples.append(str(dict(answers)))
    return figures
