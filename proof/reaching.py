"""Ways across: every door with ids of somebody else's rooms; my own rooms with something of theirs in what is said."""

import re
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime, timedelta
from itertools import product
from typing import Any
from uuid import UUID

from proof.doors import HTTP
from proof.estates import SECRET
from proof.scene import Scene, filled, way
from proof.sending import draft

Rooms = dict[str, list[str]]
"""By kind."""
KINDS = ("fixed", "hourly", "billed")
Try = tuple[str, str, Any]
"""Method, path below /api/v1, body."""
TODAY = datetime.now(UTC).date()
MONDAY = TODAY - timedelta(days=TODAY.weekday())
NUMBERS: dict[str, Sequence[Any]] = {
    "seq": range(1, 9), "version": (1, 2), "number": (1, 2), "kind": ("text", "thumbnail"),
    "week": (MONDAY, MONDAY - timedelta(days=7)),
}  # fmt: skip
"""What paths name that is no UUID."""
OF_A_ROOM = (
    "person", "invite", "upload", "file", "milestone", "payment", "release", "paper", "report", "ask", "bill",
)  # fmt: skip
"""My own room with one of theirs is a way across too; numbers are the room's own."""


def requests(ids: set[str], theirs: Rooms, mine: Rooms, said: dict[str, str]) -> Iterator[Try]:
    """Every door with every id in every place; UUIDs that are mine are left out, but for what is `said` in bodies."""
    for door, known in HTTP.items():
        method, path = door.partition(" ")[::2]
        names = re.findall(r"{(\w+)}", path)
        if not names or way(door) != door:
            continue
        second = [name for name in names if name != "room"]
        own = mine[known.kind] if second and second[0] in OF_A_ROOM else []
        rooms: set[str] = ids if not second else {*theirs[known.kind], *own}
        choices = [rooms if name == "room" else NUMBERS.get(name, ids) for name in names]
        for chosen in product(*choices):
            yield method, path.format(**dict(zip(names, chosen, strict=True))), filled(known.body, said)


def sideways(ids: set[str], mine: str) -> Iterator[Try]:
    """My own room, with something of theirs in what is said."""
    for id in sorted(ids):
        yield "POST", f"/rooms/{mine}/messages", {"text": "mine", "files": [id]}
        yield "POST", f"/rooms/{mine}/uploads", {**draft(f"{SECRET}.txt", b"mine"), "version_of": id}
        yield "GET", f"/rooms/{mine}/files?cursor={id}", None
        yield "GET", f"/rooms/{mine}/files?cursor={UUID(id).hex}", None
        for name in ("ledger", "payments", "releases", "papers"):
            yield "GET", f"/rooms/{mine}/{name}?cursor={id}", None
        for name in ("ledger?account=pending&", "ledger?account=available&", "escrows?"):
            yield "GET", f"/me/{name}currency=EUR&cursor={id}", None
        yield "GET", f"/time-report?first=2026-01-01&last=2026-01-31&room={id}", None


def with_their_money(ids: set[str], deal: Scene, work: Scene, bill: Scene) -> Iterator[Try]:
    """The same for milestones, changes, cards and files handed in: what I pay for, with what, and what I do for it.

    I am the client of `deal` and `bill`, and the freelancer of `work`.
    """
    submit = "/rooms/{room}/milestones/{milestone}/submit".format(**work.ids)
    one = "/rooms/{room}/milestones/{submitted}".format(**deal.ids)
    room, card = "/rooms/{room}".format(**deal.ids), deal.ids["card"]
    for id in sorted(ids):
        yield "POST", f"{room}/fundings", {"milestones": [id], "minor": 50_000, "card": card}
        yield "POST", f"{room}/fundings", {"milestones": [deal.ids["draft"]], "minor": 50_000, "card": id}
        yield "PUT", f"{room}/milestones/order", {"ids": [id]}
        yield "POST", submit, {"message": "Mine.", "files": [id]}
        yield "POST", f"{room}/milestones/{deal.ids['milestone']}/change/accept", {"id": id}
        yield "POST", f"{one}/approve", {"bonus": 500, "card": id}
        yield "POST", f"{room}/bonuses", {"minor": 500, "card": id}
        yield "PUT", f"/rooms/{bill.ids['room']}/billing-card", {"card": id}
        yield "POST", "/rooms/{room}/bills/{bill}/pay".format(**bill.ids), {"card": id}
