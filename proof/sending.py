"""Files on their way as a page sends them: said, put into storage, finished."""

import hashlib
from typing import Any
from uuid import uuid4

import httpx


def draft(name: str, body: bytes, type: str = "") -> dict[str, Any]:
    """Body of `POST /rooms/{room}/uploads`."""
    return {"name": name, "size": len(body), "type": type, "sha256": hashlib.sha256(body).hexdigest()}


async def call(http: httpx.AsyncClient, method: str, path: str, body: Any = None) -> dict[str, Any]:
    """Something that must succeed. → the answer"""
    key = {"Idempotency-Key": str(uuid4())}
    answer = await http.request(method, f"/api/v1{path}", json=body, headers=key)
    assert answer.is_success, f"{method} {path}: {answer.status_code} {answer.text}"
    return dict(answer.json())


async def put(request: dict[str, Any], body: bytes) -> httpx.Response:
    """As wire.SignedRequest asks for it: to storage, which knows nobody's session."""
    async with httpx.AsyncClient(timeout=60, trust_env=False) as nobody:
        return await nobody.request(
            request["method"], request["url"], content=body, headers=request["headers"]
        )


async def send(http: httpx.AsyncClient, room: str, name: str = "notes.txt", body: bytes = b"words") -> str:
    """All but the end. → the upload"""
    plan = await call(http, "POST", f"/rooms/{room}/uploads", draft(name, body))
    answer = await put(plan["put"], body)
    assert answer.is_success, f"storage: {answer.status_code} {answer.text}"
    return str(plan["upload"]["id"])


async def bring(http: httpx.AsyncClient, room: str, name: str, body: bytes) -> dict[str, Any]:
    """A whole small file. → wire.FileVersion"""
    upload = await send(http, room, name, body)
    version: dict[str, Any] = (await call(http, "POST", f"/rooms/{room}/uploads/{upload}/finish"))["version"]
    return version
