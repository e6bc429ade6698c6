"""M2: a send repeated any number of times, over socket and HTTP mixed, appears once."""

import asyncio
import random
from uuid import uuid4

import httpx

from proof.checks import Wrong, add, log_without_gaps, stored_once
from proof.client import RefusedCall, Tab
from proof.figures import Figures, Scale
from proof.stage import pairs, stage

REPEATS = 10


async def run(scale: Scale) -> Figures:
    repeats = scale.of(short=200, ci=1_000, deep=50_000)
    chance, figures = scale.chance("M2"), Figures()
    async with (
        stage(pairs(1), sites=2) as here,
        here.tab("room-0-client", ["room-0"], site=0) as first,
        here.tab("room-0-client", ["room-0"], site=1) as second,
        here.http("room-0-client", site=0) as third,
        here.http("room-0-client", site=1) as fourth,
    ):
        doors = (first, second, third, fourth)
        room, sent, acked, wrong = here.rooms["room-0"], dict[str, str](), dict[str, int](), list[Wrong]()
        for number in range(repeats // REPEATS):
            text = f"message {number}"
            sent[text] = room
            answers = await repeat(doors, room, text, chance)
            acked[text] = answers[0]
            wrong.append({"other answers": sum(answer != answers[0] for answer in answers)})
        rows = here.log()
    figures.did("repeats", len(sent) * REPEATS, at_least=repeats)
    figures.wrong(add(*wrong))
    figures.wrong(stored_once(sent, acked, rows))
    figures.wrong(log_without_gaps(rows))
    return figures


async def repeat(
    doors: tuple[Tab | httpx.AsyncClient, ...], room: str, text: str, chance: random.Random
) -> list[int]:
    """Send the same REPEATS times: some at once, some later, and some to a connection that is then cut."""
    id = str(uuid4())
    at_once = chance.randrange(1, REPEATS)
    chosen = [chance.choice(doors) for _ in range(REPEATS)]
    tasks = [asyncio.ensure_future(send(door, room, text, id)) for door in chosen[:at_once]]
    if chance.random() < 0.2:
        await asyncio.sleep(chance.uniform(0, 0.005))
        await doors[0].drop() if isinstance(doors[0], Tab) else None
    answers = list(await asyncio.gather(*tasks))
    return answers + [await send(door, room, text, id) for door in chosen[at_once:]]


async def send(door: Tab | httpx.AsyncClient, room: str, text: str, id: str) -> int:
    """→ the number in the answer, whatever the door; negative for a refusal"""
    if isinstance(door, Tab):
        try:
            return int((await door.call("message.post", id=id, room=room, text=text))["seq"])
        except RefusedCall:
            return -1
    answer = await door.post(
        f"/api/v1/rooms/{room}/messages", json={"text": text}, headers={"Idempotency-Key": id}
    )
    return int(answer.json()["seq"]) if answer.status_code == 201 else -answer.status_code
