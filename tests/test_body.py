"""Bodies that are too long, at the real ASGI application."""

from collections.abc import Iterator
from itertools import repeat
from typing import Any

import orjson
import pytest

from collab import limits
from collab.asgi import application

CHUNK = b"x" * 64 * 1024


async def put(path: str, chunks: Iterator[bytes]) -> tuple[int, dict[str, Any], int]:
    """The status, the problem, and how many chunks of a body without an end were read before the answer."""
    read = 0
    sent: list[dict[str, Any]] = []

    async def receive() -> dict[str, Any]:
        nonlocal read
        read += 1
        return {"type": "http.request", "body": next(chunks), "more_body": True}

    async def send(message: dict[str, Any]) -> None:
        sent.append(message)

    scope = {
        "type": "http", "asgi": {"version": "3.0"}, "http_version": "1.1", "method": "PUT", "scheme": "http",
        "path": path, "raw_path": path.encode(), "query_string": b"", "root_path": "",
        "headers": [(b"host", b"localhost"), (b"transfer-encoding", b"chunked")],
        "client": ("127.0.0.1", 50000), "server": ("127.0.0.1", 8000),
    }  # fmt: skip
    await application(scope, receive, send)
    return sent[0]["status"], orjson.loads(sent[1]["body"]), read


@pytest.mark.parametrize(
    ("path", "most"),
    [
        ("/api/v1/me", limits.BODY_BYTES),
        ("/_allauth/browser/v1/auth/login", limits.BODY_BYTES),
        ("/api/v1/me/avatar", limits.AVATAR_BYTES + 64 * 1024),
        ("/api/v1/rooms/0199/reports", limits.REPORTS_BYTES),
        ("/api/v1/rooms/0199/reports/0199/pieces", limits.BODY_BYTES),
    ],
)
async def test_a_body_without_an_end_is_not_read_to_it(path: str, most: int) -> None:
    status, problem, read = await put(path, repeat(CHUNK))
    assert (status, problem["code"]) == (413, "request.too_big")
    assert read == most // len(CHUNK) + 1
