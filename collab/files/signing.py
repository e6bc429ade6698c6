"""Requests that storage takes from whoever holds them: for exactly these bytes, or one object for some minutes.

Signing asks nobody: it is arithmetic over the server's keys.
"""

import shutil
from datetime import timedelta
from typing import Any, Literal
from urllib.parse import quote

from django.conf import settings

from collab import clock, limits, wire
from collab.files import connection, faults
from collab.files.checksums import to_base64
from collab.files.rules.types import PLAYABLE

ANYTHING = "application/octet-stream"


RESERVE = 256 * 1024**2
"""Bytes of the disk that files leave free where they are on ours: databases die of a full one."""


def sign_put(key: str, *, size: int, type: str, sha256: str) -> wire.SignedRequest:
    """A PUT of `size` bytes with this SHA-256 (hex); storage refuses any other length, type, bytes or key.

    Raises `storage.full` where that is known beforehand.
    """
    _must_have_room(size)
    headers = {"Content-Type": type, "x-amz-checksum-sha256": to_base64(sha256)}
    return _signed(
        "put_object", "PUT", headers, limits.PUT_SECONDS,
        Key=key, ContentLength=size, ContentType=type, ChecksumSHA256=to_base64(sha256),
    )  # fmt: skip


def sign_part(key: str, multipart: str, number: int, *, size: int, sha256: str) -> wire.SignedRequest:
    """A PUT of one part (from 1) of a multipart upload, bound like `sign_put`."""
    _must_have_room(size)
    return _signed(
        "upload_part", "PUT", {"x-amz-checksum-sha256": to_base64(sha256)}, limits.PUT_SECONDS,
        Key=key, UploadId=multipart, PartNumber=number, ContentLength=size, ChecksumSHA256=to_base64(sha256),
    )  # fmt: skip


def sign_get(key: str, *, name: str, type: str, play: bool) -> wire.SignedRequest:
    """A GET, with ranges, of one object: to be saved as `name`, or with `play` to be shown where that is safe."""
    shown = type in PLAYABLE
    disposition = "inline" if play and shown else "attachment"
    return _signed(
        "get_object", "GET", {}, limits.LINK_SECONDS,
        Key=key, ResponseContentType=type if shown else ANYTHING,
        ResponseContentDisposition=f"{disposition}; {_file_name(name)}",
    )  # fmt: skip


def _must_have_room(size: int) -> None:
    """The store that Collab starts itself says of a full disk only that something is wrong; so look beforehand."""
    folder = settings.S3_FOLDER
    if folder and folder.exists() and shutil.disk_usage(folder).free < size + RESERVE:
        raise faults.full()


def _signed(
    operation: str, method: Literal["PUT", "GET"], headers: dict[str, str], seconds: int, **parameters: Any
) -> wire.SignedRequest:
    expires_at = clock.now() + timedelta(seconds=seconds)
    url = connection.browser().generate_presigned_url(
        operation, Params={"Bucket": connection.bucket(), **parameters}, ExpiresIn=seconds, HttpMethod=method
    )
    return wire.SignedRequest(method=method, url=url, headers=headers, expires_at=expires_at)


def _file_name(name: str) -> str:
    """Both spellings of RFC 6266: the first for programs that know no other."""
    plain = "".join(letter if " " <= letter <= "~" and letter not in '"\\%;' else "_" for letter in name)
    return f"filename=\"{plain}\"; filename*=UTF-8''{quote(name, safe='')}"
