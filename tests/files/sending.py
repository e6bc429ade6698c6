"""Somebody's browser that sends a file, as ours does: through the doors here and straight to storage."""

import hashlib
from collections.abc import Iterable
from typing import Any
from uuid import UUID, uuid4

import httpx
from django.test import Client

from collab import limits
from collab.workrooms.models import Room
from tests.files.bringing import draft
from tests.workrooms import story

LARGE = bytes(range(256)) * 4096 * 17
"""17 MiB: three parts, the last of which is smaller."""
assert limits.SINGLE_PUT_BYTES < len(LARGE) < 3 * limits.PART_BYTES


class Sender:
    def __init__(self, browser: Client, room: Room) -> None:
        self.browser = browser
        self.path = f"/rooms/{room.public_id}/uploads"

    def start(self, name: str, body: bytes, **how: Any) -> dict[str, Any]:
        """The plan of a new upload."""
        said = draft(name, body, **how).model_dump(mode="json")
        status, plan = story.post(self.browser, self.path, said)
        assert status == 201, plan
        self.upload: str = plan["upload"]["id"]
        found: dict[str, Any] = plan
        return found

    def send(self, name: str, body: bytes, **how: Any) -> dict[str, Any]:
        """Start, and send all."""
        plan = self.start(name, body, **how)
        if plan["put"]:
            assert sent(plan["put"], body).is_success
        else:
            self.send_parts(plan, body, range(1, plan["parts"] + 1))
        return plan

    def sign(self, pieces: dict[int, bytes]) -> tuple[int, dict[str, Any]]:
        asked = [{"number": n, "sha256": hashlib.sha256(piece).hexdigest()} for n, piece in pieces.items()]
        return story.post(self.browser, f"{self.path}/{self.upload}/parts", {"parts": asked})

    def send_parts(self, plan: dict[str, Any], body: bytes, numbers: Iterable[int]) -> None:
        size = plan["part_size"]
        pieces = {number: body[(number - 1) * size : number * size] for number in numbers}
        status, signed = self.sign(pieces)
        assert status == 200, signed
        for part in signed["parts"]:
            assert sent(part["request"], pieces[part["number"]]).is_success

    def finish(self, key: UUID | None = None) -> tuple[int, dict[str, Any]]:
        where = f"{self.path}/{self.upload}/finish"
        return story.post(self.browser, where, {}, **{"Idempotency-Key": str(key or uuid4())})


def sent(request: dict[str, Any], body: bytes = b"", **headers: str) -> httpx.Response:
    """What storage says to a signed request."""
    return httpx.request(
        request["method"], request["url"], content=body, headers={**request.get("headers", {}), **headers}
    )
