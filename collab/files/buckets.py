"""The bucket: with object lock where storage has it, open to the pages of this site, cleared of what is abandoned."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from botocore.exceptions import ClientError

from collab.files import faults, objects
from collab.files.faults import in_words

if TYPE_CHECKING:
    from mypy_boto3_s3 import S3Client
    from mypy_boto3_s3.type_defs import CORSRuleTypeDef, LifecycleRuleTypeDef

DAYS_OF_WHAT_IS_ABANDONED = 3
"""Collab takes it away after a day; what escaped it, storage does."""
UNKNOWN = {"NotImplemented", "MethodNotAllowed", "InvalidRequest", "MalformedXML", "501"}
"""What storages answer to wishes that they do not know."""


def make(client: "S3Client", bucket: str, origins: list[str]) -> list[str]:
    """Make the bucket if it is not there, and set it up; again is fine. Returns what this storage cannot do, in words.

    Raises what `faults` has, most likely `storage.down` or `storage.keys`.
    """
    with in_words():
        found = [
            _without_lock(client, bucket),
            _refused(lambda: _open_to(client, bucket, origins), "It has no rules for browsers (CORS)."),
            _refused(
                lambda: _forget_abandoned(client, bucket), "It does not remove abandoned uploads itself."
            ),
        ]
    return [sentence for sentence in found if sentence]


def _without_lock(client: "S3Client", bucket: str) -> str:
    """Make the bucket, if need be without object lock; then the sentence that says so."""
    sentence = (
        "It has no object lock for this bucket: only Collab keeps what was handed in from being deleted."
    )
    try:
        client.create_bucket(Bucket=bucket, ObjectLockEnabledForBucket=True)
        return ""
    except ClientError as why:
        if faults.code(why) in UNKNOWN:
            client.create_bucket(Bucket=bucket)
            return sentence
        if faults.code(why) not in ("BucketAlreadyOwnedByYou", "BucketAlreadyExists"):
            raise
    return _refused(lambda: client.get_object_lock_configuration(Bucket=bucket), sentence)


def _open_to(client: "S3Client", bucket: str, origins: list[str]) -> object:
    rule: CORSRuleTypeDef = {
        "AllowedOrigins": origins,
        "AllowedMethods": ["GET", "HEAD", "PUT"],
        "AllowedHeaders": ["*"],
        "ExposeHeaders": ["ETag", "Content-Range", "x-amz-checksum-sha256"],
        "MaxAgeSeconds": 3600,
    }
    return client.put_bucket_cors(Bucket=bucket, CORSConfiguration={"CORSRules": [rule]})


def _forget_abandoned(client: "S3Client", bucket: str) -> object:
    days = DAYS_OF_WHAT_IS_ABANDONED
    rules: list[LifecycleRuleTypeDef] = [
        {
            "ID": "abandoned uploads", "Status": "Enabled", "Filter": {"Prefix": ""},
            "AbortIncompleteMultipartUpload": {"DaysAfterInitiation": days},
        },
        {
            "ID": "quarantine", "Status": "Enabled", "Filter": {"Prefix": "quarantine/"},
            "Expiration": {"Days": days}, "NoncurrentVersionExpiration": {"NoncurrentDays": 1},
        },
    ]  # fmt: skip
    return client.put_bucket_lifecycle_configuration(Bucket=bucket, LifecycleConfiguration={"Rules": rules})


def _refused(wish: Callable[[], object], sentence: str) -> str:
    """The sentence, if this storage does not know what is wished."""
    try:
        wish()
    except ClientError as why:
        if faults.code(why) not in UNKNOWN | objects.NO_LOCK:
            raise
        return sentence
    return ""
