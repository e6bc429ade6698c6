"""Single objects: look, copy, read, put, remove, hold."""

import hashlib
from collections.abc import Generator, Iterator
from contextlib import closing
from pathlib import Path
from typing import NamedTuple

from botocore.exceptions import ClientError

from collab.files import faults
from collab.files.checksums import from_base64, to_base64
from collab.files.connection import bucket, server
from collab.files.faults import in_words

CHUNK = 1024**2
NO_LOCK = {"InvalidRequest", "NotImplemented", "MethodNotAllowed", "ObjectLockConfigurationNotFoundError"}
"""What storages answer to a legal hold in a bucket without object lock."""
NO_VERSIONS = {"NotImplemented", "MethodNotAllowed", "501"}
"""What storages answer that keep one version of everything, and know no others."""


class Stored(NamedTuple):
    """An object. `sha256` (hex) of all its bytes, where storage knows it: not of what came in parts."""

    size: int
    type: str
    sha256: str | None


def head(key: str) -> Stored | None:
    """What is there under this key."""
    with in_words():
        try:
            found = server().head_object(Bucket=bucket(), Key=key, ChecksumMode="ENABLED")
        except ClientError as why:
            if faults.code(why) not in faults.GONE:
                raise
            must_have_bucket()
            return None
    return Stored(found["ContentLength"], found["ContentType"], from_base64(found.get("ChecksumSHA256")))


def must_have_bucket() -> None:
    """Raises `storage.bucket` where it is not there: answers to HEAD have no words to tell that from a lost object."""
    with in_words():
        try:
            server().head_bucket(Bucket=bucket())
        except ClientError as why:
            raise (faults.bucket() if faults.code(why) in faults.GONE else faults.of_answer(why)) from why


def copy(source: str, target: str, *, type: str) -> None:
    """Copy an object of at most 5 GiB, inside storage. Raises `storage.lost` where there is none."""
    with in_words():
        server().copy_object(
            Bucket=bucket(), Key=target, CopySource={"Bucket": bucket(), "Key": source}, ContentType=type,
            MetadataDirective="REPLACE", ChecksumAlgorithm="SHA256",
        )  # fmt: skip


def read(key: str, most: int) -> bytes:
    """The first `most` bytes, fewer if there are no more."""
    with in_words():
        try:
            answer = server().get_object(Bucket=bucket(), Key=key, Range=f"bytes=0-{most - 1}")
        except ClientError as why:
            if faults.code(why) != "InvalidRange":
                raise
            return b""  # of an empty object no range can be had
        with closing(answer["Body"]) as stream:
            return stream.read()


def chunks(key: str) -> Generator[bytes, None, None]:
    """The whole object, CHUNK bytes at a time."""
    with in_words():
        answer = server().get_object(Bucket=bucket(), Key=key)
        with closing(answer["Body"]) as stream:
            yield from stream.iter_chunks(CHUNK)


def fetch(key: str, path: Path) -> None:
    """The whole object, into a file."""
    with path.open("wb") as file:
        file.writelines(chunks(key))


def put(key: str, body: bytes, type: str) -> None:
    """Store what the server made itself."""
    with in_words():
        server().put_object(
            Bucket=bucket(), Key=key, Body=body, ContentType=type,
            ChecksumSHA256=to_base64(hashlib.sha256(body).hexdigest()),
        )  # fmt: skip


def remove_object(key: str) -> None:
    """Take out the object in all its versions. Nothing there is fine."""
    with in_words():
        try:
            for version in _versions(key):
                server().delete_object(Bucket=bucket(), Key=key, VersionId=version)
        except ClientError as why:
            if faults.code(why) not in NO_VERSIONS:
                raise
            server().delete_object(Bucket=bucket(), Key=key)


def _versions(key: str) -> Iterator[str]:
    """The ids of all versions, marks of deletion among them; `null` of an object in a bucket without versions."""
    for page in server().get_paginator("list_object_versions").paginate(Bucket=bucket(), Prefix=key):
        for each in (*page.get("Versions", []), *page.get("DeleteMarkers", [])):
            if each["Key"] == key:
                yield each["VersionId"]


def hold(key: str) -> bool:
    """Put storage's own hold on the object, so that nobody's keys delete it. False where storage has none."""
    with in_words():
        try:
            server().put_object_legal_hold(Bucket=bucket(), Key=key, LegalHold={"Status": "ON"})
        except ClientError as why:
            if faults.code(why) in NO_LOCK:
                return False
            if head(key) is None:
                raise faults.lost() from why
            raise
    return True
