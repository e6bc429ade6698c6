"""What is wrong with storage, in words: each trouble has a code, and a sentence about what to do."""

from collections.abc import Iterator
from contextlib import contextmanager
from http import HTTPStatus

from botocore import exceptions as boto

from collab.errors import Conflict, Refused, Unavailable

RETRY_AFTER = 5.0
"""Seconds; what is down or slow may be back by then."""

GONE = {"NoSuchKey", "NoSuchVersion", "NotFound", "404"}
INCOMPLETE = {"NoSuchUpload", "InvalidPart", "InvalidPartOrder", "EntityTooSmall"}
KEYS = {
    "AccessDenied", "InvalidAccessKeyId", "SignatureDoesNotMatch", "AuthorizationHeaderMalformed", "ExpiredToken",
    "InvalidToken", "Forbidden", "403", "401",
}  # fmt: skip
BUCKET = {"NoSuchBucket", "InvalidBucketName", "PermanentRedirect", "301"}
FULL = {"InsufficientStorage", "QuotaExceeded", "XMinioStorageFull", "InsufficientCapacity", "507"}
SLOW = {"SlowDown", "RequestTimeout", "ServiceUnavailable", "Busy", "429", "503", "504"}


def down() -> Unavailable:
    return Unavailable(
        "storage.down",
        "The file storage cannot be reached just now. Nothing was lost; please try again in a moment.",
        retry_after=RETRY_AFTER,
    )


def slow() -> Unavailable:
    return Unavailable(
        "storage.slow",
        "The file storage takes too long to answer. Nothing was lost; please try again in a moment.",
        retry_after=RETRY_AFTER,
    )


def full() -> Unavailable:
    return Unavailable(
        "storage.full", "The file storage is full. Whoever runs this server has to make room there."
    )


def keys() -> Unavailable:
    return Unavailable(
        "storage.keys",
        "The file storage does not take the keys of this server. Whoever runs it has to correct them.",
    )


def bucket() -> Unavailable:
    return Unavailable(
        "storage.bucket",
        "The file storage does not have the bucket of this server. Whoever runs it has to correct that.",
    )


def trouble() -> Unavailable:
    return Unavailable("storage.trouble", "The file storage could not do this. Please try again later.")


def lost() -> Conflict:
    return Conflict("storage.lost", "The bytes of this file are not in the file storage.")


def incomplete() -> Conflict:
    return Conflict(
        "upload.incomplete",
        "Some of this file has not arrived yet. Please send what is missing, then finish again.",
    )


@contextmanager
def in_words() -> Iterator[None]:
    """Raise what storage or the way to it complains of as one of the above."""
    try:
        yield
    except boto.ClientError as why:
        raise of_answer(why) from why
    except (boto.ReadTimeoutError, boto.ConnectTimeoutError) as why:
        raise slow() from why
    except (boto.ConnectionError, boto.HTTPClientError, boto.IncompleteReadError) as why:
        raise down() from why
    except boto.BotoCoreError as why:
        raise trouble() from why


def code(why: boto.ClientError) -> str:
    return why.response.get("Error", {}).get("Code", "")


def of_answer(why: boto.ClientError) -> Refused:
    """The trouble that an answer of storage tells. Answers to HEAD have only a status, which stands as their code."""
    told = code(why)
    if told in GONE:
        return lost()
    if told in INCOMPLETE:
        return incomplete()
    for codes, trouble_of in ((KEYS, keys), (BUCKET, bucket), (FULL, full), (SLOW, slow)):
        if told in codes:
            return trouble_of()
    status = why.response.get("ResponseMetadata", {}).get("HTTPStatusCode", 0)
    return full() if status == HTTPStatus.INSUFFICIENT_STORAGE else trouble()
