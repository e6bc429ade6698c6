"""What a worker found out is written down and told to the room: once, and not of what was deleted meanwhile."""

from functools import partial
from typing import Any

import pytest

from collab import limits
from collab.accounts.models import Person
from collab.files import actions, checking, chores, previews, sandbox
from collab.files.models import Chore, Preview, Version
from collab.workrooms.models import Room
from tests.files.bringing import brought
from tests.workrooms.racing import at_once
from tests.workrooms.story import kinds, later, seat

PICTURES = [
    sandbox.Drawn("thumbnail", 480, 320, b"RIFF    WEBP"),
    sandbox.Drawn("page", 1600, 1067, b"RIFF    WEBP"),
]


@pytest.fixture
def photo(alice: Person, running: Room) -> Version:
    """A picture of Alice's, of which nothing is drawn yet."""
    return brought(alice, running, "photo.jpg", type="image/jpeg")


def claimed(verb: chores.Verb) -> Chore:
    [chore] = chores.claim(1, [verb])
    return chore


def delete(alice: Person, photo: Version) -> None:
    actions.delete_version(seat(alice, photo.room), None, file=photo.file.public_id, number=1)


def test_previews_are_written_down_and_told(photo: Version) -> None:
    head = Room.objects.get(pk=photo.room_id).head
    previews.settle(claimed("preview"), "made", PICTURES)
    photo.refresh_from_db()
    assert photo.preview == "made"
    sizes = photo.previews.order_by("pk").values_list("kind", "width", "height")
    assert list(sizes) == [("thumbnail", 480, 320), ("page", 1600, 1067)]
    assert kinds(photo.room, head) == ["file.changed"]
    assert not Chore.objects.filter(verb="preview").exists()


def test_a_text_has_no_width(photo: Version) -> None:
    previews.settle(claimed("preview"), "made", [sandbox.Drawn("text", 1, 0, b"words")])
    assert list(photo.previews.values_list("kind", "width", "height")) == [("text", None, None)]


def test_a_picture_that_cannot_be_drawn_is_told_too(photo: Version) -> None:
    head = Room.objects.get(pk=photo.room_id).head
    previews.give_up(claimed("preview"))
    photo.refresh_from_db()
    assert photo.preview == "failed"
    assert kinds(photo.room, head) == ["file.changed"]


def test_what_was_put_for_a_file_deleted_meanwhile_is_removed(alice: Person, photo: Version) -> None:
    chore = claimed("preview")
    delete(alice, photo)
    head = Room.objects.get(pk=photo.room_id).head
    previews.settle(chore, "made", PICTURES)
    photo.refresh_from_db()
    assert photo.preview != "made"
    assert not Preview.objects.exists()
    removed = set(Chore.objects.filter(verb="remove").values_list("key", flat=True))
    assert {f"previews/{photo.public_id}/{kind}" for kind in ("thumbnail", "page", "text")} <= removed
    assert kinds(photo.room, head) == []


def test_whoever_draws_a_second_time_tells_nobody_again(photo: Version) -> None:
    slow = claimed("preview")
    with later(seconds=limits.CHORE_LEASE_SECONDS + 1):
        previews.settle(claimed("preview"), "made", PICTURES)
    head = Room.objects.get(pk=photo.room_id).head
    previews.settle(slow, "failed", [])
    photo.refresh_from_db()
    assert photo.preview == "made"
    assert kinds(photo.room, head) == []


@pytest.mark.django_db(transaction=True)
def test_drawing_and_deleting_at_once_leaves_nothing_behind(alice: Person, running: Room) -> None:
    for number in range(5):
        photo = brought(alice, running, f"{number}.jpg", type="image/jpeg")
        chore = claimed("preview")
        at_once([partial(previews.settle, chore, "made", PICTURES), partial(delete, alice, photo)])
        assert not Preview.objects.exists()
        removed = Chore.objects.filter(verb="remove").values_list("key", flat=True)
        assert {previews.key_of(photo, kind) for kind in ("thumbnail", "page")} <= set(removed)


def found(version: Version, **changes: Any) -> checking.Found:
    return checking.Found(version.sha256, version.size)._replace(**changes)


def test_the_first_time_a_file_is_read_back_is_told_and_later_ones_are_not(photo: Version) -> None:
    head = Room.objects.get(pk=photo.room_id).head
    assert checking.note(photo, found(photo)) is None
    photo.refresh_from_db()
    first = photo.checked_at
    with later(hours=1):
        assert checking.note(photo, found(photo)) is None
    photo.refresh_from_db()
    assert first is not None
    assert photo.checked_at is not None
    assert photo.checked_at > first
    assert photo.damaged_at is None
    assert kinds(photo.room, head) == ["file.changed"]


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"sha256": None}, "not in storage"),
        ({"size": 3}, "3 bytes in storage, not 13"),
        ({"sha256": "0" * 64}, "its SHA-256 in storage is 000"),
    ],
)
def test_other_bytes_are_named_and_told_once(photo: Version, changes: dict[str, Any], words: str) -> None:
    head = Room.objects.get(pk=photo.room_id).head
    for _ in range(2):
        assert words in (checking.note(photo, found(photo, **changes)) or "")
    photo.refresh_from_db()
    assert photo.damaged_at is not None
    assert photo.checked_at is None
    assert kinds(photo.room, head) == ["file.changed"]


def test_bytes_that_were_brought_back_are_told(photo: Version) -> None:
    checking.note(photo, found(photo, sha256=None))
    head = Room.objects.get(pk=photo.room_id).head
    checking.note(photo, found(photo))
    photo.refresh_from_db()
    assert photo.damaged_at is None
    assert kinds(photo.room, head) == ["file.changed"]


def test_nobody_misses_the_bytes_of_what_was_deleted_meanwhile(alice: Person, photo: Version) -> None:
    delete(alice, photo)
    head = Room.objects.get(pk=photo.room_id).head
    assert checking.note(photo, found(photo, sha256=None)) is None
    photo.refresh_from_db()
    assert photo.damaged_at is None
    assert kinds(photo.room, head) == []
