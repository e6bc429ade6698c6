"""What the server itself does with objects."""

from pathlib import Path

import pytest
from pytest_django import Settings

from collab.errors import Conflict, Unavailable
from collab.files import storage
from collab.files.connection import bucket, server
from tests.files.storage.sending import MIB, PDF, new_key, sha256, stored

BODY = b"two pages"
NOWHERE = "files/room/nothing"


def versions(key: str) -> int:
    found = server().list_object_versions(Bucket=bucket(), Prefix=key)
    return len(found.get("Versions", [])) + len(found.get("DeleteMarkers", []))


def test_what_is_put_can_be_read() -> None:
    key = new_key("previews")
    storage.put(key, BODY, "image/webp")
    assert storage.head(key) == storage.Stored(len(BODY), "image/webp", sha256(BODY))
    assert (storage.read(key, 3), storage.read(key, 9), storage.read(key, 99)) == (b"two", BODY, BODY)


def test_a_copy_has_the_bytes_and_its_own_type() -> None:
    source, target = stored(BODY, PDF), new_key()
    storage.copy(source, target, type="image/png")
    assert storage.head(target) == storage.Stored(len(BODY), "image/png", sha256(BODY))
    storage.remove(source)
    assert storage.read(target, 99) == BODY


def test_a_large_object_comes_in_chunks_and_into_a_file(tmp_path: Path) -> None:
    key, body = new_key(), bytes(range(256)) * 4096 * 3
    storage.put(key, body, PDF)
    assert [len(each) for each in storage.chunks(key)] == [MIB] * 3
    storage.fetch(key, tmp_path / "fetched")
    assert (tmp_path / "fetched").read_bytes() == body


def test_nothing_there_is_no_object() -> None:
    assert storage.head(NOWHERE) is None


def test_what_must_be_there_and_is_not_is_lost(tmp_path: Path) -> None:
    for use in (
        lambda: storage.read(NOWHERE, 9),
        lambda: list(storage.chunks(NOWHERE)),
        lambda: storage.fetch(NOWHERE, tmp_path / "nothing"),
        lambda: storage.copy(NOWHERE, new_key(), type=PDF),
        lambda: storage.hold(NOWHERE),
    ):
        with pytest.raises(Conflict, match=r"storage\.lost"):
            use()


def test_removing_leaves_no_version_and_may_be_repeated() -> None:
    key = stored(BODY)
    storage.put(key, b"another time", PDF)
    neighbour = f"{key}-neighbour"
    storage.put(neighbour, BODY, PDF)
    storage.begin(key, PDF)
    for _ in range(2):
        storage.remove(key)
    assert storage.head(key) is None
    assert versions(key) == 1
    assert storage.read(neighbour, 99) == BODY


def test_what_is_held_cannot_be_removed_with_our_own_keys() -> None:
    key = stored(BODY)
    assert storage.hold(key)
    assert storage.hold(key)
    with pytest.raises(Unavailable, match=r"storage\.keys"):
        storage.remove(key)
    assert storage.read(key, 99) == BODY


def test_a_bucket_without_lock_says_so_and_removes_all_the_same(settings: Settings) -> None:
    server().create_bucket(Bucket="plain")
    settings.S3_BUCKET = "plain"
    key = stored(BODY)
    assert not storage.hold(key)
    storage.remove(key)
    assert storage.head(key) is None
