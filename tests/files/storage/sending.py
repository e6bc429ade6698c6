"""Bytes, and whoever sends them with a signed request, as browsers do."""

import hashlib
import secrets
from datetime import timedelta

import httpx
import time_machine

from collab import clock, limits, wire
from collab.files import storage

PDF = "application/pdf"
MIB = 1024**2
FIVE = 5 * MIB
"""The smallest part that S3 takes, but for the last."""


def sha256(body: bytes) -> str:
    return hashlib.sha256(body).hexdigest()


def new_key(folder: str = "files/room") -> str:
    return f"{folder}/{secrets.token_hex(8)}"


def signed(key: str, body: bytes, type: str = PDF) -> wire.SignedRequest:
    return storage.sign_put(key, size=len(body), type=type, sha256=sha256(body))


def send(request: wire.SignedRequest, body: bytes = b"", **headers: str) -> httpx.Response:
    return httpx.request(request.method, request.url, content=body, headers={**request.headers, **headers})


def stored(body: bytes, type: str = PDF) -> str:
    """The key of an object that somebody sent."""
    key = new_key()
    assert send(signed(key, body, type), body).is_success
    return key


def send_part(key: str, multipart: str, number: int, body: bytes) -> httpx.Response:
    request = storage.sign_part(key, multipart, number, size=len(body), sha256=sha256(body))
    return send(request, body)


def long_ago(seconds: int = limits.PUT_SECONDS) -> time_machine.travel:
    """Within this block it is so long ago that what is signed for `seconds` has just ended by now."""
    return time_machine.travel(clock.now() - timedelta(seconds=seconds + 1))
