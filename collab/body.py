"""How much one request may carry, counted while it comes in: Django would keep all of it first."""

import re
from collections.abc import Awaitable, Callable, Mapping
from typing import Any

from collab import limits
from collab.problems import problem

Scope = dict[str, Any]
Message = Mapping[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]
App = Callable[[Scope, Receive, Send], Awaitable[None]]

PICTURE = "/api/v1/me/avatar"
PICTURE_BYTES = limits.AVATAR_BYTES + 64 * 1024
"""A little more than a picture may have, so that a larger one gets its own sentence."""
REPORTS = re.compile(r"/api/v1/rooms/[^/]+/reports")


class TooBig(Exception):
    """More came than may."""


class Bounded:
    """An ASGI application for HTTP that answers 413 instead of reading on."""

    def __init__(self, app: App) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        left = most(scope["path"])

        async def counted() -> Message:
            nonlocal left
            message = await receive()
            left -= len(message.get("body", b""))
            if left < 0:
                raise TooBig
            return message

        try:
            await self._app(scope, counted, send)
        except TooBig:
            await refuse(send)


def most(path: str) -> int:
    """Bytes that a request to this path may carry."""
    if path == PICTURE:
        return PICTURE_BYTES
    return limits.REPORTS_BYTES if REPORTS.fullmatch(path) else limits.BODY_BYTES


async def refuse(send: Send) -> None:
    answer = problem(413, "request.too_big", "This is more than can be sent at once.")
    headers = [(name.lower().encode(), value.encode()) for name, value in answer.items()]
    headers.append((b"connection", b"close"))
    await send({"type": "http.response.start", "status": answer.status_code, "headers": headers})
    await send({"type": "http.response.body", "body": answer.content})
