"""Requests that storage takes from whoever holds them: for exactly these bytes, or one object for some minutes.

Signing asks nobody: it is arithmetic over the server's keys.
"""

from datetime import timedelta
from typing import Any, Literal
from urllib.parse import quote

from collab import clock, limits, wire
from collab.files import connection
from collab.files.checksums import to_base64
from collab.files.rules.types import PLAYABLE

ANYTHING = "application/octet-stream"


def sign_put(key: str, *, size: int, type: str, sha256: str) -> wire.SignedRequest:
    """A PUT of `size` bytes with this SHA-256 (hex); storage refuses any other length, type, bytes or key."""
    headers = {"Content-Type": type, "x-amz-checksum-sha256": to_base64(sha256)}
    return _signed(
        "put_object", "PUT", headers, limits.PUT_SECONDS,
        Key=key, ContentLength=size, ContentType=type, ChecksumSHA256=to_base64(sha256),
    )  # fmt: skip


def sign_part(key: str, multipart: str, number: int, *, size: int, sha256: str) -> wire.SignedRequest:
    """A PUT of one part (from 1) of a multipart upload, bound like `sign_put`."""
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
