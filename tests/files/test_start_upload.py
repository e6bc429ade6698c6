"""Saying what one will send."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client
from pytest_django import Settings

from collab import limits, wire
from collab.accounts.models import Person
from collab.errors import Conflict, Forbidden, NotFound, Refused
from collab.files import actions
from collab.files.models import Upload
from collab.workrooms import actions as contract
from collab.workrooms.log import since
from collab.workrooms.models import Event, Room
from collab.workrooms.snapshots import room_of
from tests.files.bringing import brought, draft, finished, started
from tests.workrooms import story

Browser = Callable[[Person], Client]


def said(**how: Any) -> dict[str, Any]:
    return draft().model_dump(mode="json") | how


def test_both_see_what_is_under_way(alice: Person, bob: Person, running: Room) -> None:
    upload = started(alice, running, "plan.pdf")
    (event,) = since(running, running.head)
    assert (event.kind, event.by) == ("upload.started", alice.public_id)
    assert event.data["upload"]["name"] == "plan.pdf"
    for person in (alice, bob):
        assert room_of(story.seat(person, running)).uploads == [upload.card()]


def test_it_does_not_move_the_room_up(alice: Person, running: Room) -> None:
    with story.later(days=1):
        started(alice, running)
    assert Room.objects.get(pk=running.pk).last_at == running.last_at


def test_a_small_file_is_one_signed_request(
    alice: Person, running: Room, signed_in: Browser, store: str
) -> None:
    path = f"/rooms/{running.public_id}/uploads"
    status, plan = story.post(signed_in(alice), path, said(name="a.txt", type="text/plain"))
    assert status == 201
    assert plan["put"]["method"] == "PUT"
    assert plan["put"]["url"].startswith(f"{store}/")
    assert f"quarantine/{plan['upload']['id']}" in plan["put"]["url"]
    assert plan["put"]["headers"]["Content-Type"] == "text/plain"
    assert plan["part_size"] is plan["parts"] is None
    assert plan["usage"]["room_used"] == plan["usage"]["mine_used"] == plan["upload"]["size"]


def test_a_large_file_is_a_number_of_parts(
    alice: Person, running: Room, signed_in: Browser, store: str
) -> None:
    size = 3 * limits.PART_BYTES + 1
    path = f"/rooms/{running.public_id}/uploads"
    status, plan = story.post(signed_in(alice), path, said(size=size))
    assert (status, plan["put"], plan["part_size"], plan["parts"], plan["there"]) == (
        201, None, limits.PART_BYTES, 4, [],
    )  # fmt: skip
    again = signed_in(alice).get(f"/api/v1{path}/{plan['upload']['id']}").json()
    assert again == plan
    assert Upload.objects.get().multipart


def test_the_same_key_is_the_same_upload(
    alice: Person, running: Room, signed_in: Browser, store: str
) -> None:
    path, key = f"/rooms/{running.public_id}/uploads", str(uuid4())
    first = story.post(signed_in(alice), path, said(), **{"Idempotency-Key": key})
    again = story.post(signed_in(alice), path, said(), **{"Idempotency-Key": key})
    assert first[1]["upload"] == again[1]["upload"]
    other = story.post(signed_in(alice), path, said(note="Another"), **{"Idempotency-Key": key})
    assert (other[0], other[1]["code"]) == (409, "key.reused")
    assert Upload.objects.count() == 1


def test_without_storage_it_is_said_what_is_wrong_and_can_be_tried_again(
    alice: Person, running: Room, signed_in: Browser, settings: Settings
) -> None:
    settings.S3_ENDPOINT_URL = settings.S3_PUBLIC_URL = ""
    path = f"/rooms/{running.public_id}/uploads"
    status, problem = story.post(signed_in(alice), path, said())
    assert (status, problem["code"]) == (503, "storage.down")
    assert problem["retry_after"] > 0


@pytest.mark.parametrize(
    ("how", "code"),
    [
        ({"name": ""}, "name.empty"),
        ({"name": "x" * 256}, "name.too_long"),
        ({"name": "../../etc/passwd"}, "name.path"),
        ({"name": "abc\u202egpj.exe"}, "name.bidi"),
        ({"name": "nul\x00"}, "name.control"),
        ({"name": "half \ud800"}, "name.broken"),
        ({"name": 7}, "request.invalid"),
        ({"name": None}, "request.invalid"),
        ({"size": -1}, "file.size"),
        ({"size": limits.FILE_BYTES + 1}, "file.too_large"),
        ({"size": 2**70}, "file.too_large"),
        ({"size": 1.5}, "request.invalid"),
        ({"size": "7"}, "request.invalid"),
        ({"size": True}, "request.invalid"),
        ({"sha256": ""}, "file.sha256"),
        ({"sha256": "A" * 64}, "file.sha256"),
        ({"sha256": "0" * 63}, "file.sha256"),
        ({"sha256": "0" * 64 + "\n"}, "file.sha256"),
        ({"sha256": "٣" * 64}, "file.sha256"),
        ({"note": "x" * (limits.FILE_NOTE_CHARS + 1)}, "note.too_long"),
        ({"note": "nul\x00"}, "note.control"),
        ({"version_of": "7"}, "request.invalid"),
        ({"more": 1}, "request.invalid"),
    ],
)
def test_what_cannot_be_is_refused_in_a_sentence(
    how: dict[str, Any], code: str, alice: Person, running: Room, signed_in: Browser
) -> None:
    path = f"/rooms/{running.public_id}/uploads"
    status, problem = story.post(signed_in(alice), path, said(**how))
    assert (status, problem["code"]) == (422, code)
    assert problem["detail"].endswith(".")
    assert not Upload.objects.exists()


def test_any_type_may_be_announced_and_a_strange_one_is_forgotten(alice: Person, running: Room) -> None:
    assert started(alice, running, type="a/b\r\nX: y").type == "application/octet-stream"
    assert started(alice, running, type="x" * 5000).type == "application/octet-stream"
    assert started(alice, running, type="Text/HTML; charset=x").type == "text/html"


def test_a_note_of_spaces_is_none(alice: Person, running: Room) -> None:
    assert started(alice, running, note=" \n ").note == ""
    assert started(alice, running, note="The first try").note == "The first try"


@pytest.mark.parametrize("name", ["notes.txt", "NOTES.TXT", " notes.txt ", "ｎotes.txt"])
def test_a_name_that_is_taken_is_a_new_version_or_none(
    name: str, alice: Person, bob: Person, running: Room
) -> None:
    first = brought(alice, running, "notes.txt")
    with pytest.raises(Conflict) as why:
        started(bob, running, name)
    assert why.value.code == "file.name_taken"
    upload = started(bob, running, name, version_of=first.file.public_id)
    assert upload.file == first.file


def test_a_new_version_has_the_name_of_its_file(alice: Person, running: Room) -> None:
    first = brought(alice, running, "notes.txt")
    with pytest.raises(Refused) as why:
        started(alice, running, "other.txt", version_of=first.file.public_id)
    assert why.value.code == "file.other_name"


def test_the_name_of_a_deleted_file_is_free_and_brings_it_back(
    alice: Person, bob: Person, running: Room
) -> None:
    first = brought(alice, running)
    actions.delete_file(story.seat(alice, running), None, file=first.file.public_id)
    again = brought(bob, running)
    assert (again.file, again.number) == (first.file, 2)


def test_a_version_is_of_a_file_of_this_room(alice: Person, bob: Person, running: Room) -> None:
    elsewhere = brought(alice, story.running(bob, alice))
    for id in (elsewhere.file.public_id, uuid4()):
        with pytest.raises(NotFound) as why:
            started(alice, running, version_of=id)
        assert why.value.code == "file.not_found"


def test_a_file_has_so_many_versions_and_no_more(
    alice: Person, running: Room, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(limits, "VERSIONS_PER_FILE", 2)
    first = brought(alice, running)
    finished(alice, started(alice, running, version_of=first.file.public_id))
    with pytest.raises(Conflict) as why:
        started(alice, running, version_of=first.file.public_id)
    assert why.value.code == "file.too_many_versions"


def test_one_has_so_many_under_way_and_no_more_in_all_rooms(
    alice: Person, bob: Person, running: Room, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(limits, "UPLOADS_OPEN", 2)
    other = story.running(bob, alice)
    started(alice, running)
    mine = started(alice, other)
    with pytest.raises(Conflict) as why:
        started(alice, running, "another.txt")
    assert why.value.code == "upload.too_many"
    assert started(bob, running, "another.txt")
    actions.cancel_upload(story.seat(alice, other), None, upload=mine.public_id)
    assert started(alice, running, "another.txt")


def test_observers_watch_and_strangers_find_nothing(
    alice: Person, charlie: Person, running: Room, signed_in: Browser
) -> None:
    dana = story.guest(alice, running, "observer")
    path = f"/rooms/{running.public_id}/uploads"
    status, problem = story.post(signed_in(dana), path, said())
    assert (status, problem["code"]) == (403, "role.may_not")
    with pytest.raises(Forbidden):
        started(dana, running)
    assert story.post(signed_in(charlie), path, said())[0] == 404
    assert not Upload.objects.exists()


def test_nothing_is_sent_before_the_contract_or_after_it(alice: Person, bob: Person, running: Room) -> None:
    with pytest.raises(Conflict) as why:
        started(alice, story.offer(alice, bob.email))
    assert why.value.code == "room.not_open"
    contract.end(story.seat(alice, running), None)
    with pytest.raises(Conflict) as why:
        started(alice, running)
    assert why.value.code == "room.closed"


def test_mine_are_listed_for_me_and_nobody_else(
    alice: Person, bob: Person, running: Room, signed_in: Browser
) -> None:
    mine = started(alice, running, "mine.txt", note="Soon")
    started(bob, running, "his.txt")
    path = f"/api/v1/rooms/{running.public_id}/uploads"
    (item,) = signed_in(alice).get(path).json()["items"]
    listed = wire.MyUpload.model_validate(item)
    assert (listed.id, listed.name, listed.sha256, listed.note) == (
        mine.public_id, "mine.txt", mine.sha256, "Soon",
    )  # fmt: skip
    assert signed_in(bob).get(f"{path}/{mine.public_id}").json()["code"] == "upload.not_found"


def test_the_log_tells_it_for_ever_and_the_room_until_it_ends(alice: Person, running: Room) -> None:
    upload = started(alice, running)
    finished(alice, upload)
    assert room_of(story.seat(alice, running)).uploads == []
    assert Event.objects.get(room=running, seq=running.head + 1).data["upload"]["name"] == "notes.txt"


def test_it_is_open_for_a_day(alice: Person, running: Room) -> None:
    upload = started(alice, running)
    assert upload.expires_at - upload.at == timedelta(hours=limits.UPLOAD_HOURS)
