"""Files in parts: whatever order they come in, however often something is asked for."""

import pytest

from collab.errors import Conflict
from collab.files import storage
from collab.files.connection import bucket, server
from tests.files.storage.sending import FIVE, long_ago, new_key, send, send_part, sha256

FIRST, LAST = b"a" * FIVE, b"the rest"
FILM = "video/mp4"


@pytest.fixture
def begun() -> tuple[str, str]:
    """The key and the id of a multipart upload."""
    key = new_key()
    return key, storage.begin(key, FILM)


def under_way(key: str) -> int:
    return len(server().list_multipart_uploads(Bucket=bucket(), Prefix=key).get("Uploads", []))


def test_parts_in_any_order_become_the_file(begun: tuple[str, str]) -> None:
    key, multipart = begun
    assert send_part(key, multipart, 2, LAST).is_success
    assert send_part(key, multipart, 1, FIRST).is_success
    parts = storage.parts(key, multipart)
    assert [(each.number, each.size) for each in parts] == [(1, FIVE), (2, len(LAST))]
    storage.complete(key, multipart, parts[::-1])
    assert storage.head(key) == storage.Stored(FIVE + len(LAST), FILM, None)
    assert b"".join(storage.chunks(key)) == FIRST + LAST


def test_completing_twice_is_completing_once(begun: tuple[str, str]) -> None:
    key, multipart = begun
    send_part(key, multipart, 1, LAST)
    parts = storage.parts(key, multipart)
    for _ in range(2):
        storage.complete(key, multipart, parts)
    assert storage.read(key, 100) == LAST
    assert storage.parts(key, multipart) == []


def test_a_part_that_is_sent_again_counts_once(begun: tuple[str, str]) -> None:
    key, multipart = begun
    for body in (b"first try", LAST):
        assert send_part(key, multipart, 1, body).is_success
    storage.complete(key, multipart, storage.parts(key, multipart))
    assert storage.read(key, 100) == LAST


def test_a_missing_part_is_missed(begun: tuple[str, str]) -> None:
    key, multipart = begun
    send_part(key, multipart, 2, LAST)
    (last,) = storage.parts(key, multipart)
    with pytest.raises(Conflict, match=r"upload\.incomplete"):
        storage.complete(key, multipart, [last._replace(number=1), last])
    assert storage.head(key) is None


def test_no_parts_are_no_file(begun: tuple[str, str]) -> None:
    key, multipart = begun
    assert storage.parts(key, multipart) == []
    with pytest.raises(Conflict, match=r"upload\.incomplete"):
        storage.complete(key, multipart, [])
    assert storage.head(key) is None


def test_an_upload_that_storage_does_not_know_is_incomplete(begun: tuple[str, str]) -> None:
    key, multipart = begun
    send_part(key, multipart, 1, LAST)
    parts = storage.parts(key, multipart)
    storage.abort(key)
    assert storage.parts(key, multipart) == []
    with pytest.raises(Conflict, match=r"upload\.incomplete"):
        storage.complete(key, multipart, parts)


@pytest.mark.parametrize(("other", "status"), [(b"the best", 400), (b"the rest!", 403), (b"the", 403)])
def test_storage_refuses_other_bytes_than_signed(begun: tuple[str, str], other: bytes, status: int) -> None:
    key, multipart = begun
    request = storage.sign_part(key, multipart, 1, size=len(LAST), sha256=sha256(LAST))
    assert send(request, other).status_code == status
    assert storage.parts(key, multipart) == []


def test_a_signed_part_is_that_part_of_that_upload(begun: tuple[str, str]) -> None:
    key, multipart = begun
    another = storage.begin(new_key(), FILM)
    url = storage.sign_part(key, multipart, 1, size=len(LAST), sha256=sha256(LAST)).url
    for changed in (url.replace("partNumber=1", "partNumber=2"), url.replace(multipart, another)):
        assert changed != url
        request = storage.sign_part(key, multipart, 1, size=len(LAST), sha256=sha256(LAST))
        assert send(request.model_copy(update={"url": changed}), LAST).status_code == 403


def test_a_signed_part_ends(begun: tuple[str, str]) -> None:
    key, multipart = begun
    with long_ago():
        late = storage.sign_part(key, multipart, 1, size=len(LAST), sha256=sha256(LAST))
    assert send(late, LAST).status_code == 403


def test_aborting_ends_all_that_was_begun_under_a_key_and_nothing_else(begun: tuple[str, str]) -> None:
    key, multipart = begun
    send_part(key, multipart, 1, LAST)
    storage.begin(key, FILM)
    longer = f"{key}-longer"
    storage.begin(longer, FILM)
    assert under_way(key) == 3
    for _ in range(2):
        storage.abort(key)
    assert under_way(key) == under_way(longer) == 1
    assert not send_part(key, multipart, 2, LAST).is_success


def test_many_parts_are_listed_in_pages(begun: tuple[str, str], monkeypatch: pytest.MonkeyPatch) -> None:
    key, multipart = begun
    for number in (3, 1, 2):
        send_part(key, multipart, number, b"%d" % number)
    listed = server().list_parts(Bucket=bucket(), Key=key, UploadId=multipart, MaxParts=2)
    assert listed["IsTruncated"]
    assert [each.number for each in storage.parts(key, multipart)] == [1, 2, 3]


def test_a_storage_that_lists_checksums_gets_them_back(begun: tuple[str, str]) -> None:
    """SeaweedFS wants them at the end if they were announced, but does not list them: here they are added."""
    key = new_key()
    announced = server().create_multipart_upload(Bucket=bucket(), Key=key, ChecksumAlgorithm="SHA256")
    send_part(key, announced["UploadId"], 1, LAST)
    (part,) = storage.parts(key, announced["UploadId"])
    storage.complete(key, announced["UploadId"], [part._replace(sha256=sha256(LAST))])
    assert storage.read(key, 100) == LAST
