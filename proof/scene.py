"""Who tries which door of a room, and how the room is made ready for it.

Who: c client, f freelancer, m manager and o observer of the client's side, g a guest who is invited, x an
outsider, n nobody (not signed in), r the client's token that may only read.
"""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from typing import Any
from uuid import uuid4

import httpx

ACTING = "cfm"
EVERYBODY = "cfmogx"
READERS = "cfmor"
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
    """`room`, `person` (the observer), `guest` (an address), `new` (an id that nothing has), `card` (of whoever will
    try, or else the client's), `payer` (a card of the client), and what a preparation adds."""

    async def do(self, who: str, method: str, path: str, body: Any = None) -> dict[str, Any]:
        """Something that must succeed. → the answer"""
        key = {"Idempotency-Key": str(uuid4())}
        answer = await self.people[who].request(
            method, "/api/v1" + path.format(**self.ids), json=filled(body, self.ids), headers=key
        )
        assert answer.is_success, f"{who} {method} {path}: {answer.status_code} {answer.text}"
        return dict(answer.json()) if answer.content else {}


Preparation = Callable[[Scene, str], Awaitable[None]]
"""Gets the scene, and who will try."""


async def nothing(scene: Scene, who: str) -> None:
    pass


@dataclass(frozen=True)
class Door:
    """`may` is who gets in; `offered` asks for a room whose offer is still open, `kind` for one of those that
    proof.cast knows."""

    may: str
    body: Any = None
    prepare: Preparation = nothing
    offered: bool = False
    hidden: str = "gx"
    """To them there is no such thing; all others who may not get in are told so."""
    kind: str = "fixed"
    query: dict[str, str] = field(default_factory=dict)
    unsigned: int = 401
    """What whoever is not signed in is answered."""


def way(door: str) -> str:
    """The method and path, or the command."""
    return door.partition(" #")[0]


def filled(body: Any, ids: dict[str, str]) -> Any:
    """The body with the scene's ids in place of `{room}` and the like."""
    if isinstance(body, dict):
        return {filled(key, ids): filled(value, ids) for key, value in body.items()}
    if isinstance(body, list):
        return [filled(each, ids) for each in body]
    if body == "{seq}":
        return int(ids["seq"])
    return body.format(**ids) if isinstance(body, str) else body
