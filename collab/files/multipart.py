"""Files in parts: begin, look, complete, abort; each safe to repeat."""

from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from botocore.exceptions import ClientError
from uuid_utils.compat import uuid7

from collab.errors import Conflict
from collab.files import faults
from collab.files.checksums import from_base64, to_base64
from collab.files.connection import bucket, server
from collab.files.faults import in_words
from collab.files.objects import head

if TYPE_CHECKING:
    from mypy_boto3_s3 import S3Client
    from mypy_boto3_s3.type_defs import CompletedPartTypeDef

BYTE = "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d"
"""SHA-256 of one zero."""


class Part(NamedTuple):
    """A part of a multipart upload, as storage has it. Not every storage tells its `sha256` (hex, else empty)."""

    number: int
    size: int
    sha256: str
    etag: str


def begin(key: str, type: str) -> str:
    """Begin a multipart upload; returns storage's id of it."""
    with in_words():
        if _lists_checksums(server(), bucket()):
            begun = server().create_multipart_upload(
                Bucket=bucket(), Key=key, ContentType=type, ChecksumAlgorithm="SHA256"
            )
        else:
            begun = server().create_multipart_upload(Bucket=bucket(), Key=key, ContentType=type)
    return begun["UploadId"]


@lru_cache(maxsize=8)
def _lists_checksums(client: "S3Client", bucket: str) -> bool:
    """Whether storage tells the checksums of parts, tried once with a part of one byte.

    Most want them announced at the beginning and repeated at the end. A storage that does not list them can only
    complete what was begun without; it still refuses a part with other bytes than signed.
    """
    key = f"probe/{uuid7()}"
    begun = client.create_multipart_upload(Bucket=bucket, Key=key, ChecksumAlgorithm="SHA256")
    multipart = begun["UploadId"]
    try:
        client.upload_part(
            Bucket=bucket,
            Key=key,
            UploadId=multipart,
            PartNumber=1,
            Body=b"\0",
            ChecksumSHA256=to_base64(BYTE),
        )
        (part,) = client.list_parts(Bucket=bucket, Key=key, UploadId=multipart)["Parts"]
    finally:
        client.abort_multipart_upload(Bucket=bucket, Key=key, UploadId=multipart)
    return bool(part.get("ChecksumSHA256"))


def parts(key: str, multipart: str) -> list[Part]:
    """The parts that are there, by number. None if storage does not know the upload, or no longer.

    SeaweedFS lists a part as often as it was sent, in no order; only `complete`, given all, knows which came last.
    """
    found: list[Part] = []
    with in_words():
        pages = server().get_paginator("list_parts")
        try:
            for page in pages.paginate(Bucket=bucket(), Key=key, UploadId=multipart):
                for each in page.get("Parts", []):
                    sha256 = from_base64(each.get("ChecksumSHA256")) or ""
                    found.append(Part(each["PartNumber"], each["Size"], sha256, each["ETag"]))
        except ClientError as why:
            if faults.code(why) != "NoSuchUpload":
                raise
            return []
    return sorted(found)


def complete(key: str, multipart: str, parts: list[Part]) -> None:
    """Make one object of these parts. Doing it again is fine.

    Raises Conflict `upload.incomplete` where a part is not there as listed, or where storage does not know the upload
    and has no object of that size.
    """
    if not parts:
        raise faults.incomplete()
    listed: list[CompletedPartTypeDef] = []
    for each in sorted(parts):
        listed.append({"PartNumber": each.number, "ETag": each.etag})
        if each.sha256:
            listed[-1]["ChecksumSHA256"] = to_base64(each.sha256)
    try:
        with in_words():
            server().complete_multipart_upload(
                Bucket=bucket(), Key=key, UploadId=multipart, MultipartUpload={"Parts": listed}
            )
    except Conflict:
        there = head(key)
        if there is None or there.size != sum({each.number: each.size for each in parts}.values()):
            raise


def abort(key: str, multipart: str | None = None) -> None:
    """End every multipart upload that was begun under this key, whoever began it, or only this one; parts are gone."""
    with in_words():
        if multipart is not None:
            _abort(key, multipart)
            return
        pages = server().get_paginator("list_multipart_uploads")
        for page in pages.paginate(Bucket=bucket(), Prefix=key):
            for each in page.get("Uploads", []):
                if each["Key"] == key:
                    _abort(key, each["UploadId"])


def _abort(key: str, multipart: str) -> None:
    try:
        server().abort_multipart_upload(Bucket=bucket(), Key=key, UploadId=multipart)
    except ClientError as why:
        if faults.code(why) != "NoSuchUpload":
            raise
