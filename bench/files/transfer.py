"""A file to storage and back: through Collab, as a browser does it, and by boto3's own transfer."""

import hashlib
import mmap
import os
import time
import uuid
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import boto3
import httpx
import urllib3
from botocore.config import Config

from tests.services import S3_CREDENTIALS

THREADS = 10
"""At once, here and there: what boto3 does if nobody says otherwise."""
CHUNK = 8 * 1024**2
"""Bytes of a range, and of boto3's parts: its default, and Collab's smallest part."""

PIECE = 256 * 1024
"""Bytes that are read and written at once: boto3's own."""


def ranges(size: int, each: int) -> list[tuple[int, int]]:
    """(begin, end), the end not included, that cover so many bytes in order."""
    return [(begin, min(begin + each, size)) for begin in range(0, size, each)]


class Transfer:
    """What both have: a way there and a way back."""

    hashing = 0.0
    """Seconds that the last upload took to know its SHA-256, before anything was sent."""

    def upload(self, path: Path) -> None:
        raise NotImplementedError

    def download(self, path: Path) -> None:
        """Of what was uploaded last."""
        raise NotImplementedError

    def remove(self) -> None:
        """What was uploaded last, so that no round has a fuller disk than another."""


class Boto(Transfer):
    """boto3's transfer as it comes: its own settings, its own checksums."""

    def __init__(self, url: str, bucket: str) -> None:
        access_key, secret_key = S3_CREDENTIALS
        self.client = boto3.client(
            "s3", endpoint_url=url, region_name="us-east-1", aws_access_key_id=access_key,
            aws_secret_access_key=secret_key, config=Config(s3={"addressing_style": "path"}),
        )  # fmt: skip
        self.bucket = bucket
        self.key = ""

    def upload(self, path: Path) -> None:
        self.key = f"boto/{uuid.uuid4()}"
        self.client.upload_file(str(path), self.bucket, self.key)

    def download(self, path: Path) -> None:
        self.client.download_file(self.bucket, self.key, str(path))

    def remove(self) -> None:
        self.client.delete_object(Bucket=self.bucket, Key=self.key)


class Collab(Transfer):
    """Somebody with an API token in a room: asks Collab, sends to storage."""

    def __init__(self, url: str, token: str, room: str) -> None:
        headers = {"Authorization": f"Bearer {token}"}
        self.api = httpx.Client(base_url=f"{url}/api/v1/rooms/{room}", headers=headers, timeout=120)
        self.storage = urllib3.PoolManager(maxsize=THREADS, retries=False)
        self.version: dict[str, Any] = {}

    def ask(self, method: str, path: str, body: object = None) -> dict[str, Any]:
        key = {"Idempotency-Key": str(uuid.uuid4())}
        answer = self.api.request(method, path, json=body, headers=key)
        answer.raise_for_status()
        said: dict[str, Any] = answer.json()
        return said

    def upload(self, path: Path) -> None:
        with (
            path.open("rb") as file,
            mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) as mapped,
            memoryview(mapped) as body,
        ):
            self.upload_bytes(body)

    def upload_bytes(self, body: memoryview) -> None:
        begun = time.perf_counter()
        with ThreadPoolExecutor(2) as hashers:
            # In one go, beside each other: what is in memory for one is there for the other.
            whole = hashers.submit(sha256, body)
            parts = [sha256(body[begin:end]) for begin, end in ranges(len(body), CHUNK)]
        self.hashing = time.perf_counter() - begun
        draft = {"name": f"{uuid.uuid4()}.bin", "size": len(body), "sha256": whole.result()}
        plan = self.ask("POST", "/uploads", draft)
        path = f"/uploads/{plan['upload']['id']}"
        if plan.get("put"):
            self.send(plan["put"], body)
        else:
            self.send_parts(path, body, plan["part_size"], parts)
        self.version = self.ask("POST", f"{path}/finish")["version"]

    def send_parts(self, upload: str, body: memoryview, part_size: int, hashed: list[str]) -> None:
        """All that are signed are sent while the next are being signed."""
        if part_size != CHUNK:
            raise ValueError(f"parts of {part_size} bytes were not hashed")
        with ThreadPoolExecutor(THREADS) as senders:
            sent = []
            numbers = range(1, len(hashed) + 1)
            for begin in range(0, len(hashed), 2 * THREADS):
                some = numbers[begin : begin + 2 * THREADS]
                asked = {"parts": [{"number": number, "sha256": hashed[number - 1]} for number in some]}
                for signed in self.ask("POST", f"{upload}/parts", asked)["parts"]:
                    end = signed["number"] * CHUNK
                    sent.append(senders.submit(self.send, signed["request"], body[end - CHUNK : end]))
            for each in sent:
                each.result()

    def send(self, request: dict[str, Any], body: Any) -> None:
        answer = self.storage.request(
            request["method"],
            request["url"],
            body=body,
            headers=request["headers"],
        )
        if answer.status != 200:
            raise RuntimeError(f"storage refused: {answer.status} {answer.data[:500]!r}")

    def download(self, path: Path) -> None:
        file = f"/files/{self.version['file']}/versions/{self.version['number']}"
        url = self.ask("POST", f"{file}/link", {"play": False})["url"]
        size = self.version["size"]
        with path.open("wb") as target, ThreadPoolExecutor(THREADS) as readers:
            target.truncate(size)

            def fetch(part: tuple[int, int]) -> None:
                begin, end = part
                headers = {"Range": f"bytes={begin}-{end - 1}"}
                answer = self.storage.request("GET", url, headers=headers, preload_content=False)
                # Piece by piece, as boto3 does: what is read is written while it is still at hand.
                for piece in answer.stream(PIECE, decode_content=False):
                    os.pwrite(target.fileno(), piece, begin)
                    begin += len(piece)
                answer.release_conn()
                if answer.status != 206 or begin != end:
                    raise RuntimeError(f"storage answered {answer.status} and ended at byte {begin}")

            list(readers.map(fetch, ranges(size, CHUNK)))

    def remove(self) -> None:
        self.ask("DELETE", f"/files/{self.version['file']}")


def sha256(body: memoryview) -> str:
    return hashlib.sha256(body).hexdigest()
