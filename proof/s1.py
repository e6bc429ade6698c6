"""S1: every route and command is decided for every role, as the domain rules say."""

import asyncio
import json
from contextlib import AsyncExitStack
from typing import Any
from uuid import uuid4

from websockets.asyncio.client import ClientConnection, connect
from websockets.exceptions import WebSocketException

from collab.wire import COMMANDS
from proof.client import bearer
from proof.deal_doors import card
from proof.doors import HTTP, SOCKET
from proof.figures import Figures, Scale
from proof.scene import Door, People, Scene, filled, way
from proof.stage import Stage, address, stage

WHO = {"c": "client", "f": "freelancer", "m": "manager", "o": "observer", "g": "guest", "x": "outsider"}
ROLES = "".join(WHO) + "nr"
SILENT = ("typing", "presence", "delivered")
HEARD_SECONDS = {"typing": 0.5, "presence": 0.5, "delivered": 2.5}
"""What reached a device is told every two seconds."""


def cells() -> list[tuple[str, str]]:
    """Every door with everybody who tries it."""
    return [(door, who) for door in (*HTTP, *SOCKET) for who in ROLES if not (door in SOCKET and who == "n")]


def wish() -> dict[str, Any]:
    """A room of its own for every try, so that none sees what another did."""
    seats = {
        "client": "client",
        "freelancer": "freelancer",
        "managers": ["manager"],
        "observers": ["observer"],
    }
    rooms = {
        f"{door} {who}": {**seats, "kind": known.kind, "offered": known.offered, "history": 1}
        for door, who in cells()
        for known in [(HTTP | SOCKET)[door]]
    }
    return {"people": list(WHO.values()), "rooms": rooms}


async def inventory(people: People) -> set[str]:
    """What the server says it has: OpenAPI's operations and the wire's commands."""
    paths = (await people["c"].get("/api/openapi.json")).json()["paths"]
    routes = {
        f"{method.upper()} {path.removeprefix('/api/v1')}"
        for path, methods in paths.items()
        for method in methods
    }
    return routes | {command.method for command in COMMANDS}


async def over_http(scene: Scene, door: str, who: str) -> bool | str:
    """Whether they got in; else, what is wrong with the refusal."""
    method, path = way(door).split(" ")
    body = HTTP[door].body
    how: dict[str, Any] = {"headers": {"Idempotency-Key": str(uuid4())}}
    how["params"] = filled(HTTP[door].query, scene.ids)
    if isinstance(body, bytes):
        how = {"content": body, "headers": {**how["headers"], "Content-Type": "image/png"}}
    elif body is not None:
        how["json"] = filled(body, scene.ids)
    answer = await scene.people[who].request(method, "/api/v1" + path.format(**scene.ids), **how)
    if answer.is_success or answer.is_redirect:
        return True
    expected = HTTP[door].unsigned if who == "n" else 404 if who in HTTP[door].hidden else 403
    return (
        answer.status_code == expected and "no"
    ) or f"answered {answer.status_code} {answer.json().get('code')}"


async def tell(ws: ClientConnection, method: str, params: Any, id: str | None) -> dict[str, Any]:
    """Send a frame. → the answer to it, or nothing for a notification"""
    frame = {"jsonrpc": "2.0", "method": method, "params": params} | ({"id": id} if id else {})
    await ws.send(json.dumps(frame))
    while id:
        answer = json.loads(await ws.recv())
        if answer.get("id") == id:
            return dict(answer)
    return {}


async def over_the_socket(here: Stage, scene: Scene, ws: ClientConnection, door: str, who: str) -> bool | str:
    params = filled(SOCKET[door].body, scene.ids)
    if door in SILENT:
        return await heard(here, scene, ws, door, params)
    answer = await tell(ws, way(door), params, str(uuid4()))
    if "error" in answer:
        code = answer["error"]["data"]["code"]
        expected = "room." if who in "gx" else ("token." if who == "r" else "role.")
        return (code.startswith(expected) and "no") or f"answered {code}"
    rooms = answer["result"].get("rooms", {}) if door == "rooms.open" else {}
    return not any(room.get("error") for room in rooms.values()) or "no"


async def heard(here: Stage, scene: Scene, ws: ClientConnection, door: str, params: Any) -> bool | str:
    """Whether the other party in the room hears of it."""
    room = scene.ids["room"]
    async with here.tab("freelancer" if scene.ids["who"] != "f" else "client", after=0) as ear:
        ear.seen[room] = 0
        await ear.until(room, 1)
        await tell(ws, "rooms.open", {"rooms": {room: 0}}, str(uuid4()))
        await asyncio.sleep(0.05)
        ear.signals.clear()
        await tell(ws, door, params, None)
        for _ in range(int(HEARD_SECONDS[door] / 0.05)):
            await asyncio.sleep(0.05)
            if any(name == "room.signal" and what["kind"] == door for name, what in ear.signals):
                return True
        return "no"


async def attempt(
    here: Stage,
    people: People,
    sockets: dict[str, ClientConnection],
    cards: dict[str, str],
    door: str,
    who: str,
) -> str:
    """One cell. → what was wrong, or nothing"""
    known: Door = (HTTP | SOCKET)[door]
    ids = {
        "room": here.rooms[f"{door} {who}"],
        "person": here.ids["observer"],
        "guest": address("guest"),
        "who": who,
        "new": str(uuid4()),
        "card": cards.get(who, cards["c"]),
        "payer": cards["c"],
    }
    scene = Scene(people, ids)
    await known.prepare(scene, who)
    before = changes(here, ids["room"])
    if door in HTTP:
        got_in = await over_http(scene, door, who)
    else:
        got_in = await over_the_socket(here, scene, sockets[who], door, who)
    if (got_in is True) != (who in known.may) or got_in not in (True, "no"):
        return f"{door} as {who}: {'got in' if got_in is True else got_in}"
    if got_in is not True and changes(here, ids["room"]) != before:
        return f"{door} as {who}: was refused, and still changed the room"
    return ""


def changes(here: Stage, room: str) -> int:
    """How many events there are, but for what the worker says of files: it reads them back when it comes to it."""
    counted = (
        "SELECT count(*) FROM workrooms_event e JOIN workrooms_room r ON r.id = e.room_id"
        " WHERE r.public_id = %s AND NOT (e.kind = 'file.changed' AND e.by_id IS NULL)"
    )
    return int(here.rows(counted, room)[0][0])


async def run(scale: Scale) -> Figures:
    figures = Figures()
    async with stage(wish(), store=True, worker=True) as here, AsyncExitStack() as stack:
        people = {who: await stack.enter_async_context(here.browser(name)) for who, name in WHO.items()}
        read_only = {"name": "reader", "scope": "read"}
        secret = (await people["c"].post("/api/v1/me/tokens", json=read_only)).json()["token"]
        people["n"] = await stack.enter_async_context(here.http())
        people["r"] = await stack.enter_async_context(here.http())
        people["r"].headers.update(bearer(secret))
        sockets = {}
        for who, token in [*((who, here.tokens[name]) for who, name in WHO.items()), ("r", secret)]:
            url = here.urls[0].replace("http", "ws") + "/ws"
            sockets[who] = await stack.enter_async_context(
                connect(
                    url,
                    additional_headers=bearer(token),
                    compression=None,
                    ping_interval=None,
                    max_queue=None,
                )
            )
        # The bills that are due find no card.
        await settled(here)
        cards = {who: await card(people[who]) for who in WHO}
        unknown = (await inventory(people)) ^ {way(door) for door in (*HTTP, *SOCKET)}
        wrong = [
            found for door, who in cells() if door not in unknown
            if (found := await attempt(here, people, sockets, cards, door, who))
        ]  # fmt: skip
        wrong += await without_credentials(here)
    figures.did("doors", len({way(door) for door in (*HTTP, *SOCKET)} - unknown), at_least=118)
    figures.did("cells", len(cells()), at_least=1_070)
    figures.wrong({"doors undecided": len(unknown), "wrong answers": len(wrong)}, [*sorted(unknown), *wrong])
    return figures


async def settled(here: Stage) -> None:
    """The worker has done all that was due, so that what changes in a room is of whoever tries its door."""
    for _ in range(3_000):
        [(due,)] = here.rows("SELECT count(*) FROM agenda_due WHERE due_at <= now()")
        if not due:
            return
        await asyncio.sleep(0.1)
    raise TimeoutError("the worker does not do what is due")


async def without_credentials(here: Stage) -> list[str]:
    """Nobody opens a socket without saying who they are."""
    try:
        async with connect(here.urls[0].replace("http", "ws") + "/ws") as ws:
            await ws.recv()
            return ["the socket opens for nobody"]
    except (WebSocketException, OSError):
        return []
