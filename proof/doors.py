"""Every door there is, and who may pass: the domain rules read once more, apart from the server's own table.

Who: c client, f freelancer, m manager and o observer of the client's side, g a guest who is invited, x an
outsider, n nobody (not signed in), r the client's token that may only read.
"""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from typing import Any
from uuid import uuid4

import httpx

EVERYBODY = "cfmogx"
READERS = "cfmor"
DRAFT = {"title": "Garden", "kind": "fixed", "currency": "EUR"}
PICTURE = bytes.fromhex(
    "89504e470d0a1a0a0000000d4948445200000001000000010802000000907753de0000000c49444154789c63f8cfc0000003010100"
    "c9fe92ef0000000049454e44ae426082"
)
"""A PNG of one point."""

People = dict[str, httpx.AsyncClient]


@dataclass
class Scene:
    """A room with everybody in it, and the ids that paths name."""

    people: People
    ids: dict[str, str]
    """`room`, `person` (the observer), `guest` (an address), and what a preparation adds."""

    async def do(self, who: str, method: str, path: str, body: Any = None) -> dict[str, Any]:
        """Something that must succeed. → the answer"""
        key = {"Idempotency-Key": str(uuid4())}
        answer = await self.people[who].request(
            method, "/api/v1" + path.format(**self.ids), json=body, headers=key
        )
        assert answer.is_success, f"{who} {method} {path}: {answer.status_code} {answer.text}"
        return dict(answer.json()) if answer.content else {}


Preparation = Callable[[Scene, str], Awaitable[None]]
"""Gets the scene, and who will try."""


async def nothing(scene: Scene, who: str) -> None:
    pass


async def message(scene: Scene, who: str) -> None:
    """By whoever will try, if they can write at all."""
    author = who if who in "cfm" else "c"
    done = await scene.do(author, "POST", "/rooms/{room}/messages", {"text": "first words"})
    scene.ids["seq"] = str(done["seq"])


async def amendment(scene: Scene, who: str) -> None:
    """By the client."""
    done = await scene.do("c", "POST", "/rooms/{room}/terms", {"terms": {**DRAFT, "title": "Two gardens"}})
    scene.ids["version"] = str(done["version"])


async def pause(scene: Scene, who: str) -> None:
    await scene.do("c", "POST", "/rooms/{room}/pause", {})


async def invite(scene: Scene, who: str) -> None:
    draft = {"email": scene.ids["guest"], "role": "observer"}
    scene.ids["invite"] = (await scene.do("c", "POST", "/rooms/{room}/invites", draft))["id"]


async def own_token(scene: Scene, who: str) -> None:
    """Of whoever will try; the client's where they have none."""
    owner = who if who in EVERYBODY else "c"
    scene.ids["token"] = (await scene.do(owner, "POST", "/me/tokens", {"name": "bot", "scope": "read"}))["id"]


async def picture(scene: Scene, who: str) -> None:
    """Of the observer."""
    answer = await scene.people["o"].put(
        "/api/v1/me/avatar", content=PICTURE, headers={"Content-Type": "image/png"}
    )
    assert answer.is_success, answer.text


@dataclass(frozen=True)
class Door:
    """`may` is who gets in; `offered` asks for a room whose offer is still open."""

    may: str
    body: Any = None
    prepare: Preparation = nothing
    offered: bool = False
    ids: dict[str, str] = field(default_factory=dict)


TEXT, REASON = {"text": "words"}, {"reason": "because"}
HTTP: dict[str, Door] = {
    "GET /me": Door(EVERYBODY + "r"),
    "PATCH /me": Door(EVERYBODY, {"time_zone": "Europe/Berlin"}),
    "PUT /me/avatar": Door(EVERYBODY, PICTURE),
    "DELETE /me/avatar": Door(EVERYBODY),
    "GET /people/{person}/avatar": Door(READERS, prepare=picture),
    "GET /me/tokens": Door(EVERYBODY),
    "POST /me/tokens": Door(EVERYBODY, {"name": "bot", "scope": "read"}),
    "DELETE /me/tokens/{token}": Door(EVERYBODY, prepare=own_token),
    "GET /policy": Door(EVERYBODY + "r"),
    "GET /rooms": Door(EVERYBODY + "r"),
    "POST /rooms": Door(EVERYBODY, {"to": "somebody@example.com", "terms": DRAFT}),
    "GET /rooms/{room}": Door(READERS),
    "GET /rooms/{room}/events": Door(READERS),
    "GET /rooms/{room}/messages": Door(READERS),
    "POST /rooms/{room}/messages": Door("cfm", TEXT),
    "PATCH /rooms/{room}/messages/{seq}": Door("cfm", TEXT, message),
    "DELETE /rooms/{room}/messages/{seq}": Door("cfm", prepare=message),
    "GET /rooms/{room}/messages/{seq}/revisions": Door(READERS, prepare=message),
    "PUT /rooms/{room}/read": Door("cfmo", {"seq": 1}),
    "GET /rooms/{room}/terms": Door(READERS),
    "POST /rooms/{room}/terms": Door("cf", {"terms": {**DRAFT, "title": "Another garden"}}),
    "POST /rooms/{room}/terms/{version}/accept": Door("f", prepare=amendment),
    "POST /rooms/{room}/terms/{version}/decline": Door("f", REASON, amendment),
    "POST /rooms/{room}/terms/{version}/withdraw": Door("c", prepare=amendment),
    "POST /rooms/{room}/decline": Door("f", REASON, offered=True),
    "POST /rooms/{room}/withdraw": Door("c", REASON, offered=True),
    "POST /rooms/{room}/pause": Door("cm", REASON),
    "POST /rooms/{room}/resume": Door("cm", prepare=pause),
    "POST /rooms/{room}/end": Door("cfm", REASON),
    "POST /rooms/{room}/invites": Door("cfm", {"email": "new@example.com", "role": "observer"}),
    "DELETE /rooms/{room}/invites/{invite}": Door("cm", prepare=invite),
    "GET /invites": Door(EVERYBODY + "r"),
    "POST /invites/{invite}/accept": Door("g", prepare=invite),
    "POST /invites/{invite}/decline": Door("g", prepare=invite),
    "DELETE /rooms/{room}/members/{person}": Door("cmo"),
}
"""By method and path below /api/v1. The observer may go by themselves."""

SOCKET: dict[str, Door] = {
    "rooms.open": Door(READERS, {"rooms": {"{room}": 0}}),
    "rooms.close": Door(EVERYBODY + "r", {"rooms": ["{room}"]}),
    "message.post": Door("cfm", {"room": "{room}", "text": "words"}),
    "message.edit": Door("cfm", {"room": "{room}", "seq": "{seq}", "text": "words"}, message),
    "message.delete": Door("cfm", {"room": "{room}", "seq": "{seq}"}, message),
    "read.mark": Door("cfmo", {"room": "{room}", "seq": 1}),
    "typing": Door("cfm", {"room": "{room}"}),
    "presence": Door(READERS, {"state": "away"}),
    "delivered": Door("cfmo", {"room": "{room}", "seq": 1}),
}
"""By method; `{seq}` becomes a number. The last three have no answer: others hear of them, or not."""


def filled(body: Any, ids: dict[str, str]) -> Any:
    """The body with the scene's ids in place of `{room}` and the like."""
    if isinstance(body, dict):
        return {filled(key, ids): filled(value, ids) for key, value in body.items()}
    if isinstance(body, list):
        return [filled(each, ids) for each in body]
    if body == "{seq}":
        return int(ids["seq"])
    return body.format(**ids) if isinstance(body, str) else body
