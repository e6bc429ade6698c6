"""S2: nobody reads or writes across rooms: every id of one session is replayed by another, at every door."""

import asyncio
import json
import re
from collections.abc import AsyncIterator, Iterator, Sequence
from contextlib import AsyncExitStack
from itertools import product
from typing import Any
from uuid import UUID, uuid4

import httpx
from websockets.asyncio.client import connect

from collab.limits import FRAMES_PER_SECOND
from proof.client import bearer
from proof.doors import HTTP, SOCKET, amendment, invite, message, own_token, picture
from proof.figures import Figures, Scale
from proof.file_doors import PARTS, UPLOAD, VERSION, file_of, upload
from proof.links import bend_all
from proof.s1 import SILENT
from proof.scene import Scene, filled, way
from proof.sending import call, draft
from proof.stage import Stage, address, stage

Try = tuple[str, str, Any]
"""Method, path below /api/v1, body."""
SECRET = "the secret of alice"
REFUSED = (404, 403)
UUID_SHAPE = re.compile(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}")
ALICES = {"client": "alice", "freelancer": "bob", "managers": ["mallory"], "observers": ["otto"]}
NUMBERS: dict[str, Sequence[Any]] = {
    "seq": range(1, 9), "version": (1, 2), "number": (1, 2), "kind": ("text", "thumbnail"),
}  # fmt: skip
"""What paths name that is no UUID."""
OF_A_ROOM = ("person", "invite", "upload", "file")
"""My own room with one of theirs is a way across too; numbers are the room's own."""


async def live_a_little(scene: Scene) -> None:
    """Alice's room gets one of everything."""
    for prepare in (
        message,
        amendment,
        invite,
        own_token,
        picture,
        file_of("c", f"{SECRET}.txt", SECRET.encode()),
    ):
        await prepare(scene, "c")
    await scene.do("c", "POST", "/rooms/{room}/messages", {"text": SECRET})
    await scene.do("c", "PATCH", "/rooms/{room}/messages/{seq}", {"text": f"{SECRET}, edited"})
    await scene.do("c", "POST", "/rooms/{room}/messages", {"text": "", "files": [scene.ids["file_version"]]})
    await scene.do("c", "POST", f"{VERSION}/link", {"play": False})
    await upload(scene, "c")


async def everything_alice_sees(scene: Scene) -> set[str]:
    """All ids in all answers to her."""
    seen = ""
    for door in HTTP:
        method, path = way(door).split(" ")
        if method == "GET" and "avatar" not in path:
            path = path.format(**scene.ids, kind="text")
            seen += (await scene.people["c"].get(f"/api/v1{path}")).text
    return set(UUID_SHAPE.findall(seen))


def requests(ids: set[str], theirs: list[str], mine: str) -> Iterator[Try]:
    """Every door with every id in every place; UUIDs that are mine are left out."""
    for door, known in HTTP.items():
        method, path = door.partition(" ")[::2]
        names = re.findall(r"{(\w+)}", path)
        if not names or way(door) != door:
            continue
        second = [name for name in names if name != "room"]
        rooms: set[str] = ids if not second else {*theirs, *([mine] if second[0] in OF_A_ROOM else [])}
        choices = [rooms if name == "room" else NUMBERS.get(name, ids) for name in names]
        for chosen in product(*choices):
            yield method, path.format(**dict(zip(names, chosen, strict=True))), known.body


def sideways(ids: set[str], mine: str) -> Iterator[Try]:
    """My own room, with something of theirs in what is said."""
    for id in sorted(ids):
        yield "POST", f"/rooms/{mine}/messages", {"text": "mine", "files": [id]}
        yield "POST", f"/rooms/{mine}/uploads", {**draft(f"{SECRET}.txt", b"mine"), "version_of": id}
        yield "GET", f"/rooms/{mine}/files?cursor={id}", None
        yield "GET", f"/rooms/{mine}/files?cursor={UUID(id).hex}", None


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
    names = ("workrooms_room", "workrooms_member", "workrooms_invite", "workrooms_termsversion")
    of_files = ("file", "version", "preview", "attachment", "upload", "download", "pin", "shelf", "share")
    tables = (
        *names,
        "chat_message",
        "chat_revision",
        "accounts_person",
        *(f"files_{name}" for name in of_files),
    )
    state = [here.rows(f"SELECT * FROM {table} ORDER BY 1, 2") for table in tables]
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


async def run(scale: Scale) -> Figures:
    rooms_there = scale.of(short=1, ci=3, deep=8)
    rooms = {f"theirs-{count}": ALICES for count in range(rooms_there)}
    wish = {"rooms": rooms | {"mine": {"client": "charlie", "freelancer": "dave"}}}
    figures = Figures()
    async with stage(wish, store=True) as here, AsyncExitStack() as stack:
        people = {
            who: await stack.enter_async_context(here.browser(name))
            for who, name in {"c": "alice", "o": "otto"}.items()
        }
        theirs, mine = [here.rooms[name] for name in rooms], here.rooms["mine"]
        scenes = [
            Scene(people, {"room": room, "guest": address("guest"), "person": here.ids["otto"]})
            for room in theirs
        ]
        for scene in scenes:
            await live_a_little(scene)
        forged, hits = await bend_all(scenes[0])
        await asyncio.to_thread(here.run, "manage.py", "work", "--once")
        ids = set[str]().union(*[await everything_alice_sees(scene) for scene in scenes])
        ids -= {here.ids["charlie"], here.ids["dave"], mine}
        before = state(here)
        charlie = [await stack.enter_async_context(here.http("charlie"))]
        charlie.append(await stack.enter_async_context(here.browser("charlie")))
        tries, asides = list(requests(ids, theirs, mine)), list(sideways(ids, mine))
        # With a token and with a session; in a short run each does half of it.
        step = 2 if scale.size == "short" else 1
        for number, http in enumerate(charlie):
            own = number % step
            hits += [hit async for hit in over_http(http, tries[own::step])]
            hits += [hit async for hit in over_http(http, asides[own::step], (403, 404, 422))]
        hits += await in_the_same_room(here, scenes[0])
        tried, more = await over_the_socket(here, ids)
        changed = sum(old != new for old, new in zip(before, state(here), strict=True))
    figures.did("ids", len(ids), at_least=10 * rooms_there + 3)
    figures.did(
        "tries",
        len(tries + asides) * 2 // step + tried,
        at_least=scale.of(short=1_000, ci=5_000, deep=20_000),
    )
    figures.did("forged links", forged, at_least=40)
    figures.wrong({"hits": len(hits) + len(more), "tables changed": changed}, [*hits, *more])
    return figures
