"""S2: nobody reads or writes across rooms: every id of one session is replayed by another, at every door."""

import asyncio
import json
import re
from collections.abc import AsyncIterator, Iterator
from contextlib import AsyncExitStack
from itertools import product
from typing import Any
from uuid import uuid4

import httpx
from websockets.asyncio.client import connect

from proof.client import bearer
from proof.doors import HTTP, SOCKET, Scene, amendment, filled, invite, message, own_token, picture
from proof.figures import Figures, Scale
from proof.stage import Stage, address, stage

SECRET = "the secret of alice"
REFUSED = (404, 403)
UUID_SHAPE = re.compile(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}")
ALICES = {"client": "alice", "freelancer": "bob", "managers": ["mallory"], "observers": ["otto"]}


async def live_a_little(scene: Scene) -> None:
    """Alice's room gets one of everything."""
    for prepare in (message, amendment, invite, own_token, picture):
        await prepare(scene, "c")
    await scene.do("c", "POST", "/rooms/{room}/messages", {"text": SECRET})
    await scene.do("c", "PATCH", "/rooms/{room}/messages/{seq}", {"text": f"{SECRET}, edited"})


async def everything_alice_sees(alice: httpx.AsyncClient, rooms: list[str], observer: str) -> set[str]:
    """All ids in all answers to her."""
    seen = ""
    ids = {"person": observer, "seq": "4"}
    for door in HTTP:
        method, path = door.split(" ")
        for room in rooms:
            if method == "GET" and "avatar" not in path:
                seen += (await alice.get("/api/v1" + path.format(room=room, **ids))).text
    return set(UUID_SHAPE.findall(seen))


def requests(ids: set[str], theirs: list[str], mine: str) -> Iterator[tuple[str, str, Any]]:
    """(method, path, body) of every door with every id in every place; UUIDs that are mine are left out."""
    for door, known in HTTP.items():
        method, path = door.split(" ")
        names = re.findall(r"{(\w+)}", path)
        if not names:
            continue
        uuids = {"person": ids, "token": ids, "invite": ids, "seq": range(1, 9), "version": (1, 2)}
        second = [name for name in names if name != "room"]
        # My own room with an id of theirs is a way across too; numbers are the room's own.
        rooms: set[str] = (
            ids if not second else {*theirs, *([mine] if second[0] in ("person", "invite") else [])}
        )
        choices = [rooms if name == "room" else uuids[name] for name in names]
        for chosen in product(*choices):
            yield method, path.format(**dict(zip(names, chosen, strict=True))), known.body


async def ask(http: httpx.AsyncClient, method: str, path: str, body: Any) -> httpx.Response:
    key = {"Idempotency-Key": str(uuid4())}
    return await http.request(method, "/api/v1" + path, json=body, headers=key)


async def over_http(people: list[httpx.AsyncClient], tries: list[tuple[str, str, Any]]) -> AsyncIterator[str]:
    """What was answered otherwise than for ids that do not exist."""
    for method, path, body in tries:
        for http in people:
            answer = await ask(http, method, path, body)
            if answer.status_code not in REFUSED or SECRET in answer.text:
                yield f"{method} {path} answered {answer.status_code} {answer.text[:100]}"


async def over_the_socket(here: Stage, ids: set[str]) -> tuple[int, list[str]]:
    """Every command with every id as the room. → tries, hits"""
    url, tried, hits = here.urls[0].replace("http", "ws") + "/ws", 0, list[str]()
    async with connect(url, additional_headers=bearer(here.tokens["charlie"]), compression=None) as ws:
        for id, method in product(sorted(ids), SOCKET):
            params = filled(SOCKET[method].body, {"room": id, "seq": "3"})
            frame = {"jsonrpc": "2.0", "id": str(uuid4()), "method": method, "params": params}
            if method in ("typing", "presence", "delivered"):
                del frame["id"]
            await ws.send(json.dumps(frame))
            tried += 1
        loop = asyncio.get_running_loop()
        until = loop.time() + 20
        answers = sum(method not in ("typing", "presence", "delivered") for method in SOCKET) * len(ids)
        while answers and loop.time() < until:
            answer = str(await asyncio.wait_for(ws.recv(), 20))
            answers -= '"id"' in answer
            fine = '"room.not_found"' in answer or '"rooms":{}' in answer or '"rate.' in answer
            if SECRET in answer or not (fine or '"method":"heads"' in answer):
                hits.append(f"the socket answered {answer[:200]}")
    return tried - answers, hits


def state(here: Stage) -> list[Any]:
    """All that could have been changed."""
    names = ("workrooms_room", "workrooms_member", "workrooms_invite", "workrooms_termsversion")
    tables = (*names, "chat_message", "chat_revision", "accounts_person")
    state = [here.rows(f"SELECT * FROM {table} ORDER BY 1, 2") for table in tables]
    return [*state, here.rows("SELECT id, revoked_at FROM accounts_apitoken ORDER BY 1")]


async def run(scale: Scale) -> Figures:
    number = scale.of(short=1, ci=2, deep=8)
    rooms = {f"theirs-{count}": ALICES for count in range(number)}
    wish = {"rooms": rooms | {"mine": {"client": "charlie", "freelancer": "dave"}}}
    figures = Figures()
    async with stage(wish) as here, AsyncExitStack() as stack:
        people = {
            who: await stack.enter_async_context(here.browser(name))
            for who, name in {"c": "alice", "o": "otto"}.items()
        }
        theirs = [here.rooms[name] for name in rooms]
        for room in theirs:
            await live_a_little(Scene(people, {"room": room, "guest": address("guest")}))
        ids = await everything_alice_sees(people["c"], theirs, here.ids["otto"])
        ids -= {here.ids["charlie"], here.ids["dave"], here.rooms["mine"]}
        before = state(here)
        charlie = [await stack.enter_async_context(here.http("charlie"))]
        charlie.append(await stack.enter_async_context(here.browser("charlie")))
        tries = list(requests(ids, theirs, here.rooms["mine"]))
        hits = [hit async for hit in over_http(charlie, tries)]
        tried, more = await over_the_socket(here, ids)
        changed = sum(old != new for old, new in zip(before, state(here), strict=True))
    figures.did("ids", len(ids), at_least=5 * number + 3)
    figures.did("tries", 2 * len(tries) + tried, at_least=scale.of(short=500, ci=1_000, deep=5_000))
    figures.wrong({"hits": len(hits) + len(more), "tables changed": changed}, [*hits, *more])
    return figures
