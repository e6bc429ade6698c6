"""S9: fuzzing finds no 5xx and no crash, over HTTP and the socket; afterwards the server answers.

For a third of the requests there is no storage: then whoever needs it is told so with 503, and all else goes on.
"""

import asyncio
import json
import random
from collections import Counter
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Any

import requests
import schemathesis
from hypothesis import HealthCheck, Phase, given, seed, settings
from hypothesis.errors import Unsatisfiable
from schemathesis import Case
from schemathesis.core.result import Ok
from schemathesis.generation import GenerationMode
from websockets.asyncio.client import ClientConnection, connect
from websockets.exceptions import WebSocketException

from proof.client import bearer
from proof.figures import Figures, Scale
from proof.file_doors import drawn, upload
from proof.frames import Frames
from proof.scene import Scene
from proof.sending import bring
from proof.stage import Stage, by_hand, pairs, stage

PEOPLE = 8
AT_ONCE = 5


@dataclass
class Fuzzed:
    """What became of requests: answers by status, what was wrong, and how often storage was missed."""

    answers: Counter[int] = field(default_factory=Counter)
    wrong: list[str] = field(default_factory=list)
    missed: int = 0

    def note(self, case: Case[Any], answer: Any, *, store: bool) -> None:
        self.answers[answer.status_code] += 1
        missing = (
            not store and answer.status_code == 503 and '"code":"storage.' in answer.text.replace(" ", "")
        )
        self.missed += missing
        if answer.status_code >= 500 and not missing:
            self.wrong.append(f"{answer.status_code} {case.as_curl_command()}")


def fuzz_http(
    here: Stage, room: str, ids: dict[str, Any], count: int, from_seed: int, *, store: bool
) -> Fuzzed:
    """Requests of a room's client made from the server's own OpenAPI, right and wrong ones.

    `ids` are what paths name; `store` tells whether storage is there.
    """
    schema = schemathesis.openapi.from_url(f"{here.urls[0]}/api/openapi.json")
    operations = [found.ok() for found in schema.get_all_operations() if isinstance(found, Ok)]
    # The others find something there, and a room that is open.
    last = ("DELETE", "POST /api/v1/rooms/{room}/end")
    operations.sort(key=lambda operation: operation.label.startswith(last))
    done, chance = Fuzzed(), random.Random(from_seed)
    each = -(-count // len(operations) // 2) + 1
    who = bearer(here.tokens[f"{room}-client"])
    with requests.Session() as session:
        for operation in operations:
            for mode in GenerationMode:

                def attempt(case: Case[Any]) -> None:
                    fill_in_ids(case, ids, chance)
                    try:
                        answer = case.call(headers=who, session=session, timeout=20, allow_redirects=False)
                    except requests.RequestException as broken:
                        return done.wrong.append(f"{case.method} {case.path}: {broken!r}")
                    return done.note(case, answer, store=store)

                fuzz(attempt, operation.as_strategy(generation_mode=mode), each, from_seed)
    return done


def fuzz(attempt: Any, cases: Any, count: int, from_seed: int) -> None:
    quietly = settings(
        max_examples=count, database=None, deadline=None, phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )  # fmt: skip
    # A door without parameters can be asked nothing wrong.
    with suppress(Unsatisfiable):
        seed(from_seed)(quietly(given(case=cases)(attempt)))()


def fill_in_ids(case: Case[Any], ids: dict[str, Any], chance: random.Random) -> None:
    """Most requests are about a room that exists, and most of those about a file that does.

    `chance` is nobody else's: Hypothesis winds the module's own back before each example.
    """
    parameters = case.path_parameters or {}
    if "room" in parameters and chance.random() < 0.7:
        parameters["room"] = ids["room"]
        if chance.random() < 0.7:
            parameters.update({name: ids[name] for name in parameters if name in ids})


async def files(here: Stage, room: str) -> dict[str, Any]:
    """A file with a preview, and one that is under way. → what paths name"""
    scene = Scene({"c": here.http(f"{room}-client")}, {"room": here.rooms[room]})
    async with scene.people["c"]:
        await drawn("text", "notes.txt", b"words")(scene, "c")
        await upload(scene, "c")
    return {**scene.ids, "number": 1}


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
    async with stage(pairs(PEOPLE // 2, history=3), store=True, worker=True) as here:
        assert here.store
        assert here.worker
        ids = {room: await files(here, room) for room in ("room-0", "room-1")}
        with_store = await asyncio.to_thread(
            fuzz_http, here, "room-0", ids["room-0"], count * 2 // 3, scale.seed, store=True
        )
        await by_hand(here.store.kill)
        without = await asyncio.to_thread(
            fuzz_http, here, "room-1", ids["room-1"], count // 3, scale.seed + 1, store=False
        )
        people = list(here.tokens)
        async with asyncio.TaskGroup() as fuzzers:
            for who in people:
                made = Frames(scale.chance(who), here.rooms["room-0"], ids["room-0"]["file_version"])
                fuzzers.create_task(fuzz_socket(here, who, made, frames // len(people) + 1, done))
        await by_hand(here.store.start)
        dead = await asyncio.to_thread(ended, here) + await still_here(here)
        logs = [here.sites[0].log(), here.worker.log()]
        complaints = [
            line
            for log in logs
            for line in log.splitlines()
            if "Traceback" in line or "Internal Server" in line
        ]
    figures.did("requests", with_store.answers.total() + without.answers.total(), at_least=count)
    figures.did("without storage", without.missed, at_least=scale.of(short=1, ci=5, deep=50))
    figures.did("frames", done["frames"], at_least=frames)
    wrong = [*with_store.wrong, *without.wrong]
    figures.wrong({"5xx or no answer": len(wrong), "internal errors": done["internal errors"],
                   "tracebacks": len(complaints), "dead": dead}, wrong)  # fmt: skip
    answers = dict(with_store.answers), dict(without.answers)
    figures.examples.append(f"answers {answers}, socket {dict(done)}")
    return figures


def ended(here: Stage) -> int:
    """How many programs do not live, or do not answer, any more."""
    programs = [*here.sites, *([here.worker] if here.worker else [])]
    return sum(not (one.process and one.process.is_running() and one.answers()) for one in programs)


async def still_here(here: Stage) -> int:
    """0 if a message and a file still arrive."""
    async with here.tab("room-2-client", ["room-2"]) as tab:
        await tab.call("message.post", room=here.rooms["room-2"], text="still here")
    async with here.http("room-2-client") as http:
        version = await bring(http, here.rooms["room-2"], "still.txt", b"still here")
    return int(version["number"] != 1)
