"""S3: logout, removal, password change and revoking a token close live sockets; not one event after."""

import asyncio
from collections.abc import Awaitable, Callable
from typing import Any

from proof.client import Tab, bearer
from proof.figures import Figures, Scale, percentile
from proof.stage import PASSWORD, Stage, stage

BOUND = 2.0
"""Seconds within which it must have happened."""
ALLAUTH = "/_allauth/browser/v1"
Deed = Callable[[Stage, str], Awaitable[int]]


async def log_out(here: Stage, who: str) -> int:
    async with here.browser(who) as http:
        return (await http.delete(f"{ALLAUTH}/auth/session")).status_code


async def change_password(here: Stage, who: str) -> int:
    """On another device: the session of the socket is a different one."""
    words = {"current_password": PASSWORD, "new_password": PASSWORD + " again"}
    async with here.browser(f"{who} elsewhere") as http:
        return (await http.post(f"{ALLAUTH}/account/password/change", json=words)).status_code


async def revoke_token(here: Stage, who: str) -> int:
    async with here.browser(who) as http:
        (token,) = (await http.get("/api/v1/me/tokens")).json()["items"]
        return (await http.delete(f"/api/v1/me/tokens/{token['id']}")).status_code


async def remove(here: Stage, who: str) -> int:
    async with here.http("client") as http:
        path = f"/api/v1/rooms/{here.rooms[room_of(who)]}/members/{here.ids[who]}"
        return (await http.delete(path)).status_code


DEEDS: dict[str, Deed] = {
    "logout": log_out,
    "password": change_password,
    "token": revoke_token,
    "removal": remove,
}


def live_socket(here: Stage, deed: str, who: str) -> Tab:
    room = {here.rooms[room_of(who)]: 0}
    if deed in ("token", "removal"):
        return Tab([here.urls[1]], bearer(here.tokens[who]), room)
    cookie = {"Cookie": f"sessionid={here.sessions[who]}", "Origin": here.urls[1]}
    return Tab([here.urls[1]], cookie, room)


async def deprive(here: Stage, deed: str, who: str) -> tuple[float, int]:
    """Do it to somebody who listens on the other server. → seconds until they were out, later events"""
    loop = asyncio.get_running_loop()
    async with live_socket(here, deed, who) as tab:
        await tab.opened.wait()
        status = await DEEDS[deed](here, who)
        assert status in (200, 204, 401), f"{deed} answered {status}"
        done = loop.time()
        await (shut_out(tab, here, who) if deed == "removal" else closed(tab))
        out = loop.time()
        await asyncio.sleep(0.5)
        return out - done, after(tab, out) if deed != "removal" else after_removal(tab, here, who)


async def closed(tab: Tab) -> None:
    while not tab.closes:
        await asyncio.sleep(0.005)


async def shut_out(tab: Tab, here: Stage, who: str) -> None:
    """Until the room cannot be opened any more; the socket may stay for other rooms."""
    room = here.rooms[room_of(who)]
    while not (await tab.call("rooms.open", rooms={room: tab.seen[room]}))["rooms"][room].get("error"):
        await asyncio.sleep(0.01)


def after(tab: Tab, out: float) -> int:
    return sum(at > out for at in tab.arrived.values())


def after_removal(tab: Tab, here: Stage, who: str) -> int:
    """Events numbered after the one that took the seat."""
    room = here.rooms[room_of(who)]
    [(gone,)] = here.rows(
        "SELECT e.seq FROM workrooms_event e WHERE e.kind = 'member.removed' AND e.data->>'person' = %s",
        here.ids[who],
    )
    return sum(where == room and seq > gone for where, seq in tab.arrived)


async def talk(here: Stage, room: str, enough: asyncio.Event) -> None:
    async with here.tab("client", [room], site=0) as tab:
        while not enough.is_set():
            await tab.call("message.post", room=here.rooms[room], text="among us")
            await asyncio.sleep(0.02)


def room_of(who: str) -> str:
    """Each number has a room, with one observer for each deed."""
    return f"room-{who.rsplit('-', 1)[1]}"


async def run(scale: Scale) -> Figures:
    rooms = scale.of(short=2, ci=10, deep=250)
    figures, found = Figures(), list[tuple[float, int]]()
    wish: dict[str, Any] = {"rooms": {}}
    for number in range(rooms):
        observers = [f"{deed}-{number}" for deed in DEEDS]
        wish["rooms"][f"room-{number}"] = {
            "client": "client",
            "freelancer": "freelancer",
            "observers": observers,
        }
    async with stage(wish, sites=2) as here:
        for number in range(rooms):
            enough = asyncio.Event()
            talking = asyncio.create_task(talk(here, f"room-{number}", enough))
            found += await asyncio.gather(*(deprive(here, deed, f"{deed}-{number}") for deed in DEEDS))
            enough.set()
            await talking
    figures.did("sockets closed", len(found), at_least=rooms * len(DEEDS))
    figures.wrong({"leaked": sum(count for _, count in found)})
    figures.measured("p99", percentile([took for took, _ in found], 0.99), at_most=BOUND, unit="s")
    return figures
