"""S9: fuzzing finds no 5xx and no crash, over HTTP and the socket; afterwards the server answers."""

import asyncio
import json
import random
from collections import Counter
from contextlib import suppress
from typing import Any

import requests
import schemathesis
from hypothesis import HealthCheck, Phase, given, seed, settings
from schemathesis import Case
from schemathesis.core.result import Ok
from schemathesis.generation import GenerationMode
from websockets.asyncio.client import ClientConnection, connect
from websockets.exceptions import WebSocketException

from proof.client import bearer
from proof.figures import Figures, Scale
from proof.frames import Frames
from proof.stage import Stage, pairs, stage

PEOPLE = 8
AT_ONCE = 5


def fuzz_http(here: Stage, count: int, from_seed: int) -> tuple[Counter[int], list[str]]:
    """Requests made from the server's own OpenAPI, right and wrong ones. → answers by status, wrong ones"""
    schema = schemathesis.openapi.from_url(f"{here.urls[0]}/api/openapi.json")
    operations = [found.ok() for found in schema.get_all_operations() if isinstance(found, Ok)]
    answers, wrong = Counter[int](), list[str]()
    each = -(-count // len(operations) // 2) + 1
    who = bearer(here.tokens["room-0-client"])
    with requests.Session() as session:
        for operation in operations:
            for mode in GenerationMode:

                def attempt(case: Case[Any]) -> None:
                    fill_in_ids(case, here)
                    try:
                        status = case.call(headers=who, session=session, timeout=20).status_code
                    except requests.RequestException as broken:
                        return wrong.append(f"{case.method} {case.path}: {broken!r}")
                    answers[status] += 1
                    if status >= 500:
                        wrong.append(f"{status} {case.as_curl_command()}")
                    return None

                fuzz(attempt, operation.as_strategy(generation_mode=mode), each, from_seed)
    return answers, wrong


def fuzz(attempt: Any, cases: Any, count: int, from_seed: int) -> None:
    quietly = settings(
        max_examples=count, database=None, deadline=None, phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )  # fmt: skip
    seed(from_seed)(quietly(given(case=cases)(attempt)))()


def fill_in_ids(case: Case[Any], here: Stage) -> None:
    """Half of the requests are about a room that exists."""
    parameters = case.path_parameters or {}
    if "room" in parameters and random.random() < 0.5:
        parameters["room"] = here.rooms["room-0"]


async def fuzz_socket(here: Stage, who: str, frames: Frames, count: int, done: Counter[str]) -> None:
    """Send until the server has read `count`; whenever it closes, as it may, come back."""
    url, read = here.urls[0].replace("http", "ws") + "/ws", 0
    while read < count:
        try:
            async with connect(url, additional_headers=bearer(here.tokens[who]), compression=None) as ws:
                done["connections"] += 1
                while read < count:
                    read += await send_some(ws, frames, done)
        except WebSocketException:
            done["closed"] += 1
        except (OSError, TimeoutError):
            done["unreachable"] += 1
            await asyncio.sleep(0.2)


async def send_some(ws: ClientConnection, frames: Frames, done: Counter[str]) -> int:
    """Some frames, then a ping: its pong tells that the server has read them, and lives. → how many"""
    for _ in range(AT_ONCE):
        await ws.send(frames.any())
    await asyncio.wait_for(await ws.ping(), 20)
    done["frames"] += AT_ONCE
    with suppress(TimeoutError):
        while answer := json.loads(await asyncio.wait_for(ws.recv(), 0.001)):
            done["answers"] += 1
            done["internal errors"] += answer.get("error", {}).get("code") == -32603
    return AT_ONCE


async def run(scale: Scale) -> Figures:
    count, frames = (
        scale.of(short=300, ci=2_000, deep=20_000),
        scale.of(short=2_000, ci=100_000, deep=10_000_000),
    )
    figures, done = Figures(), Counter[str]()
    async with stage(pairs(PEOPLE // 2, history=3)) as here:
        answers, wrong = await asyncio.to_thread(fuzz_http, here, count, scale.seed)
        people = list(here.tokens)
        async with asyncio.TaskGroup() as fuzzers:
            for who in people:
                made = Frames(scale.chance(who), here.rooms["room-0"])
                fuzzers.create_task(fuzz_socket(here, who, made, frames // len(people) + 1, done))
        site = here.sites[0]
        alive = (
            site.process is not None and site.process.is_running() and await asyncio.to_thread(site.answers)
        )
        async with here.tab("room-1-client", ["room-1"]) as tab:
            await tab.call("message.post", room=here.rooms["room-1"], text="still here")
        complaints = [
            line for line in site.log().splitlines() if "Traceback" in line or "Internal Server" in line
        ]
    figures.did("requests", answers.total(), at_least=count)
    figures.did("frames", done["frames"], at_least=frames)
    figures.wrong({"5xx or no answer": len(wrong), "internal errors": done["internal errors"],
                   "tracebacks": len(complaints), "dead": not alive}, wrong)  # fmt: skip
    figures.examples.append(f"answers {dict(answers)}, socket {dict(done)}")
    return figures
