"""The way to storage: one client for what the server asks, and one that only signs, for where browsers go."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import lru_cache
from threading import Lock
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import boto3
from botocore.config import Config
from django.conf import settings

from collab import limits
from collab.files.faults import down

if TYPE_CHECKING:
    from mypy_boto3_s3 import S3Client

CONNECTIONS = 50
"""Kept open at once by one process."""


_patience: ContextVar[float | None] = ContextVar("patience", default=None)


@contextmanager
def in_a_hurry() -> Iterator[None]:
    """Within this block storage is asked once and has a second: who only wants to know how it is does not wait."""
    token = _patience.set(1.0)
    try:
        yield
    finally:
        _patience.reset(token)


def server() -> "S3Client":
    """The client for what the server itself asks of storage. Raises `storage.down` where there is none."""
    return _client_of(settings.S3_ENDPOINT_URL)


def browser() -> "S3Client":
    """A client that signs for the address at which browsers reach the same storage; it never connects."""
    return _client_of(settings.S3_PUBLIC_URL or settings.S3_ENDPOINT_URL)


def bucket() -> str:
    return str(settings.S3_BUCKET)


def _client_of(url: str) -> "S3Client":
    if not url:
        raise down()
    return client(
        url, settings.S3_ACCESS_KEY, settings.S3_SECRET_KEY, settings.S3_REGION, patience=_patience.get()
    )


_session = boto3.session.Session()
_one_at_a_time = Lock()


# Making a client takes longer than most requests; one serves all threads, but a session makes only one at a time.
@lru_cache(maxsize=8)
def client(
    url: str, access_key: str, secret_key: str, region: str = "us-east-1", *, patience: float | None = None
) -> "S3Client":
    """A client of any S3-compatible storage, with no other settings of this machine.

    With `patience` (seconds) it asks once and waits that long at most.
    """
    config = Config(
        # It would still sign links the way of 2006.
        signature_version="s3v4", s3={"addressing_style": "path"},
        # What is not asked for is not sent: not every storage knows the newest checksums.
        request_checksum_calculation="when_required", response_checksum_validation="when_required",
        connect_timeout=patience or 5, read_timeout=patience or limits.STORAGE_SECONDS,
        retries={"total_max_attempts": 1 if patience else 2, "mode": "standard"},
        max_pool_connections=CONNECTIONS,
        # A proxy for the web knows nothing of the storage on this machine.
        proxies={} if urlsplit(url).hostname in ("localhost", "127.0.0.1", "::1") else None,
    )  # fmt: skip
    with _one_at_a_time:
        return _session.client(
            "s3", endpoint_url=url, region_name=region, config=config,
            # An empty key would make boto3 look for others on this machine.
            aws_access_key_id=access_key or "none", aws_secret_access_key=secret_key or "none",
        )  # fmt: skip
