"""What is used and what is left."""

from collections.abc import Callable

import pytest
from django.test import Client
from pytest_django import Settings

from collab import limits
from collab.accounts.door import action_rate, upload_rate
from collab.accounts.models import Person
from collab.errors import Conflict, Refused
from collab.files import actions
from collab.files.usage import usage_of
from collab.workrooms.models import Room
from tests.files.bringing import brought, check_sums, draft, started
from tests.workrooms import story

Browser = Callable[[Person], Client]


@pytest.fixture(autouse=True)
def _small(settings: Settings) -> None:
    settings.FILE_BYTES, settings.ROOM_FILES_BYTES, settings.PERSON_FILES_BYTES = 1000, 2000, 3000


def test_what_is_on_its_way_counts_already(
    alice: Person, bob: Person, running: Room, signed_in: Browser
) -> None:
    started(alice, running, "a", size=700)
    brought(bob, running, "b", size=600)
    told = signed_in(alice).get(f"/api/v1/rooms/{running.public_id}/files-usage").json()
    assert told == {
        "room_used": 1300, "room_most": 2000, "mine_used": 700, "mine_most": 3000, "file_most": 1000,
    }  # fmt: skip


def test_a_file_that_is_too_large_is_refused_with_how_large_it_may_be(alice: Person, running: Room) -> None:
    assert started(alice, running, "a", size=1000)
    with pytest.raises(Refused) as why:
        started(alice, running, "b", size=1001)
    assert why.value.code == "file.too_large"
    assert why.value.message == "One file may have at most 1,000 bytes; this has 1,001 bytes."


def test_a_room_that_is_full_says_what_is_left(alice: Person, bob: Person, running: Room) -> None:
    started(alice, running, "a", size=1000)
    brought(bob, running, "b", size=900)
    with pytest.raises(Conflict) as why:
        started(bob, running, "c", size=101)
    assert why.value.code == "quota.room"
    assert "100 bytes are left" in why.value.message
    assert started(bob, running, "c", size=100)
    assert started(bob, running, "d", size=0)
    with pytest.raises(Conflict):
        started(alice, running, "e", size=1)


def test_what_one_brought_counts_in_all_rooms(alice: Person, bob: Person, running: Room) -> None:
    rooms = [running, story.running(bob, alice), story.running(alice, bob)]
    for room in rooms:
        started(alice, room, "a", size=900)
    with pytest.raises(Conflict) as why:
        started(alice, rooms[0], "b", size=301)
    assert why.value.code == "quota.person"
    assert "300 bytes are left" in why.value.message
    assert started(bob, rooms[0], "b", size=301)


def test_what_ends_or_goes_makes_space(alice: Person, running: Room) -> None:
    first = brought(alice, running, "a", size=1000)
    upload = started(alice, running, "b", size=1000)
    actions.cancel_upload(story.seat(alice, running), None, upload=upload.public_id)
    assert usage_of(running, alice).room_used == 1000
    actions.delete_file(story.seat(alice, running), None, file=first.file.public_id)
    assert usage_of(running, alice).room_used == usage_of(running, alice).mine_used == 0
    assert started(alice, running, "c", size=1000)
    check_sums(running)


def test_when_somebody_elses_file_is_deleted_it_is_their_space(
    alice: Person, bob: Person, running: Room
) -> None:
    dana = story.guest(alice, running, "manager")
    hers = brought(dana, running, "a", size=800)
    brought(bob, running, "b", size=100)
    actions.delete_file(story.seat(alice, running), None, file=hers.file.public_id)
    assert usage_of(running, dana).mine_used == 0
    assert usage_of(running, bob).room_used == usage_of(running, bob).mine_used == 100
    check_sums(running)


def test_old_versions_count_until_they_are_deleted(alice: Person, running: Room) -> None:
    first = brought(alice, running, "a", size=400)
    brought(alice, running, "a", size=500, version_of=first.file.public_id)
    assert usage_of(running, alice).room_used == 900
    actions.delete_version(story.seat(alice, running), None, file=first.file.public_id, number=1)
    assert usage_of(running, alice).room_used == 500
    check_sums(running)


def test_sending_has_a_rate_of_its_own(
    alice: Person, running: Room, signed_in: Browser, store: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    for rate, most in (
        (action_rate, limits.ACTIONS_PER_MINUTE),
        (upload_rate, limits.UPLOADS_PER_MINUTE - 1),
    ):
        # Time stands still, for however slow this machine is.
        monkeypatch.setattr(rate, "_monotonic", lambda: 0.0)
        for _ in range(most):
            rate.take(alice.pk)
    browser, path = signed_in(alice), f"/rooms/{running.public_id}/uploads"
    body = draft().model_dump(mode="json")
    assert [story.post(browser, path, body)[0] for _ in range(2)] == [201, 429]
