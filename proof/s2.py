"""S2: nobody reads or writes across rooms: every id of one session is replayed by another, at every door."""

import asyncio
import json
import re
from collections.abc import AsyncIterator, Sequence
from contextlib import AsyncExitStack
from typing import Any
from uuid import uuid4

import httpx
from websockets.asyncio.client import connect

from collab.limits import FRAMES_PER_SECOND
from proof.client import bearer
from proof.deal_doors import card
from proof.doors import HTTP, SOCKET
from proof.estates import SECRET, live, own
from proof.figures import Figures, Scale
from proof.file_doors import PARTS, UPLOAD
from proof.links import bend_all
from proof.reaching import KINDS, Rooms, Try, requests, sideways, with_their_money
from proof.s1 import SILENT
from proof.scene import People, Scene, filled, way
from proof.sending import call
from proof.stage import Stage, address, stage

REFUSED = (404, 403)
UUID_SHAPE = re.compile(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}")
ALICES = {"client": "alice", "freelancer": "bob", "managers": ["mallory"], "observers": ["otto"]}


async def everything_alice_sees(scene: Scene, kind: str) -> set[str]:
    """All ids in all answers to her about a room of this kind."""
    seen = ""
    for door, known in HTTP.items():
        method, path = way(door).split(" ")
        if method == "GET" and "avatar" not in path and known.kind == kind:
            path, query = path.format(**scene.ids, kind="text"), filled(known.query, scene.ids)
            seen += (await scene.people["c"].get(f"/api/v1{path}", params=query)).text
    return set(UUID_SHAPE.findall(seen))


async def ask(http: httpx.AsyncClient, method: str, path: str, body: Any) -> httpx.Response:
    key = {"Idempotency-Key": str(uuid4())}
    return await http.request(method, "/api/v1" + path, json=body, headers=key)


async def over_http(
    http: httpx.AsyncClient, tries: Sequence[Try], refused: Sequence[int] = REFUSED
) -> AsyncIterator[str]:
    """What was answered otherwise than for ids that do not exist."""
    for method, path, body in tries:
        answer = await ask(http, method, path, body)
        if answer.status_code not in refused or SECRET in answer.text:
            yield f"{method} {path} answered {answer.status_code} {answer.text[:100]}"


async def over_the_socket(here: Stage, ids: set[str]) -> tuple[int, list[str]]:
    """Every command with every id as the room. → tries, hits"""
    url, tried, hits = here.urls[0].replace("http", "ws") + "/ws", 0, list[str]()
    async with connect(url, additional_headers=bearer(here.tokens["charlie"]), compression=None) as ws:
        for id in sorted(ids):
            waiting = set[str]()
            for door, known in SOCKET.items():
                params = filled(known.body, {"room": id, "seq": "3", "file_version": id})
                frame = {"jsonrpc": "2.0", "id": str(uuid4()), "method": way(door), "params": params}
                if door in SILENT:
                    del frame["id"]
                else:
                    waiting.add(frame["id"])
                await ws.send(json.dumps(frame))
                tried += 1
            while waiting:
                answer = str(await asyncio.wait_for(ws.recv(), 60))
                waiting.discard(json.loads(answer).get("id", ""))
                fine = '"room.not_found"' in answer or '"rooms":{}' in answer or '"method":"heads"' in answer
                if SECRET in answer or not fine:
                    hits.append(f"the socket answered {answer[:200]}")
            # No faster than sockets may speak in the long run.
            await asyncio.sleep(len(SOCKET) / FRAMES_PER_SECOND)
    return tried, hits


def state(here: Stage) -> list[Any]:
    """All that could have been changed."""
    tables = here.rows(
        "SELECT tablename FROM pg_tables"
        " WHERE tablename ~ '^(agenda|billing|chat|files|ledger|milestones|timetracker)_'"
        " OR tablename ~ '^workrooms_(room|member|invite|termsversion|event)$' OR tablename = 'accounts_person'"
        " ORDER BY 1"
    )
    state = [here.rows(f"SELECT * FROM {table} ORDER BY 1, 2") for (table,) in tables]
    return [*state, here.rows("SELECT id, revoked_at FROM accounts_apitoken ORDER BY 1")]


async def in_the_same_room(here: Stage, scene: Scene) -> list[str]:
    """An upload is its sender's alone: the others of the room only see that it is there."""
    path = UPLOAD.format(**scene.ids)
    tries: list[Try] = [
        ("GET", path, None),
        ("DELETE", path, None),
        ("POST", f"{path}/finish", None),
        ("POST", f"{path}/parts", PARTS),
    ]
    hits = list[str]()
    for name in ("bob", "mallory", "otto"):
        async with here.http(name) as http:
            hits += [f"{name}: {hit}" async for hit in over_http(http, tries)]
            theirs = await call(http, "GET", f"/rooms/{scene.ids['room']}/uploads")
            hits += [f"{name} has an upload of alice"] if theirs["items"] else []
    return hits


def wish(rooms_there: int) -> dict[str, Any]:
    """Alice's rooms, of each kind; and Charlie's, in which he is on either side."""
    theirs = {f"theirs-{count}": {**ALICES, "kind": "fixed"} for count in range(rooms_there)}
    theirs |= {f"theirs-{kind}": {**ALICES, "kind": kind} for kind in KINDS[1:]}
    charlies = {"client": "charlie", "freelancer": "dave"}, {"client": "dave", "freelancer": "charlie"}
    mine = {
        f"mine-{kind}-{number}": {**seats, "kind": kind}
        for kind in KINDS
        for number, seats in enumerate(charlies)
    }
    return {"rooms": theirs | mine}


def by_kind(here: Stage, rooms: dict[str, Any], whose: str) -> Rooms:
    return {
        kind: [
            here.rooms[name] for name, one in rooms.items() if name.startswith(whose) and one["kind"] == kind
        ]
        for kind in KINDS
    }


async def browsers(here: Stage, stack: AsyncExitStack, **who: str) -> People:
    return {seat: await stack.enter_async_context(here.browser(name)) for seat, name in who.items()}


async def scene_in(here: Stage, people: People, room: str) -> Scene:
    payer = await card(people["c"])
    about = {"guest": address("guest"), "person": here.ids["otto"], "new": str(uuid4())}
    return Scene(people, {**about, "room": room, "card": payer, "payer": payer})


async def alices(here: Stage, stack: AsyncExitStack, theirs: Rooms) -> list[tuple[Scene, str]]:
    """Her rooms, lived in, and their kinds; the first is one at a fixed price."""
    people = await browsers(here, stack, c="alice", f="bob", o="otto")
    scenes = [(await scene_in(here, people, room), kind) for kind, rooms in theirs.items() for room in rooms]
    for scene, kind in scenes:
        await live(scene, kind)
    return scenes


async def charlies(here: Stage, people: People, mine: Rooms) -> list[Scene]:
    """Where he pays for milestones, where he works on some, and where a bill of his is past due."""
    swapped = {"c": people["f"], "f": people["c"]}
    places = ((people, "fixed", 0), (swapped, "fixed", 1), (people, "billed", 0))
    scenes = [await scene_in(here, who, mine[kind][number]) for who, kind, number in places]
    for scene, (_, kind, _) in zip(scenes, places, strict=True):
        await own(scene, kind)
    return scenes


async def run(scale: Scale) -> Figures:
    wanted = wish(scale.of(short=1, ci=3, deep=8))
    figures = Figures()
    async with stage(wanted, store=True) as here, AsyncExitStack() as stack:
        # The bills that are due find no card.
        await asyncio.to_thread(here.run, "manage.py", "work", "--once")
        theirs, mine = (by_kind(here, wanted["rooms"], whose) for whose in ("theirs", "mine"))
        scenes = await alices(here, stack, theirs)
        people = await browsers(here, stack, c="charlie", f="dave")
        own_places = await charlies(here, people, mine)
        forged, hits = await bend_all(scenes[0][0])
        await asyncio.to_thread(here.run, "manage.py", "work", "--once")
        ids = set[str]().union(*[await everything_alice_sees(scene, kind) for scene, kind in scenes])
        ids -= {here.ids["charlie"], here.ids["dave"]}.union(*mine.values())
        before = state(here)
        said = {**own_places[0].ids, "start": "2026-01-01T09:00:00Z", "end": "2026-01-01T10:00:00Z"}
        tries = list(requests(ids, theirs, mine, said))
        asides = [*sideways(ids, mine["fixed"][0]), *with_their_money(ids, *own_places)]
        # With a token and with a session; each does its part of it, by chance.
        step, chance = scale.of(short=16, ci=2, deep=1), scale.chance("tries")
        chance.shuffle(tries)
        chance.shuffle(asides)
        with_token = await stack.enter_async_context(here.http("charlie"))
        done = 0
        for number, http in enumerate((with_token, people["c"])):
            some, more = tries[number % step :: step], asides[number % step :: step]
            done += len(some + more)
            hits += [hit async for hit in over_http(http, some)]
            hits += [hit async for hit in over_http(http, more, (403, 404, 409, 422))]
        hits += await in_the_same_room(here, scenes[0][0])
        tried, heard = await over_the_socket(here, ids)
        hits += heard
        changed = sum(old != new for old, new in zip(before, state(here), strict=True))
    figures.did("ids", len(ids), at_least=scale.of(short=40, ci=100, deep=230))
    figures.did("tries", done + tried, at_least=scale.of(short=1_200, ci=15_000, deep=90_000))
    figures.did("forged links", forged, at_least=40)
    figures.wrong({"hits": len(hits), "tables changed": changed}, hits)
    return figures
