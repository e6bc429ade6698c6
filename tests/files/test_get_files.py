"""Links to the whole file, and previews."""

from collections.abc import Callable
from typing import Any
from uuid import uuid4

import httpx
import pytest
from django.test import Client

from collab import limits, wire
from collab.accounts.models import Person
from collab.files import actions, storage
from collab.files.models import Download, Preview, Version
from collab.files.views import PREVIEW_SECONDS
from collab.workrooms import actions as contract
from collab.workrooms.log import since
from collab.workrooms.models import Room
from tests.files.bringing import brought
from tests.workrooms import story

Browser = Callable[[Person], Client]
pytestmark = pytest.mark.usefixtures("store")


def stored(by: Person, room: Room, name: str, body: bytes, type: str) -> Version:
    """A version whose bytes are in storage."""
    version = brought(by, room, name, body=body, type=type)
    storage.put(version.key, body, type)
    return version


def path_of(version: Version) -> str:
    return f"/rooms/{version.room.public_id}/files/{version.file.public_id}/versions/{version.number}"


def link(browser: Client, version: Version, **body: Any) -> tuple[int, dict[str, Any]]:
    return story.post(browser, f"{path_of(version)}/link", body)


def test_a_link_opens_the_file_for_a_while_and_both_see_who_asked(
    alice: Person, bob: Person, running: Room, signed_in: Browser
) -> None:
    version = stored(alice, running, "Grüße “1”.txt", b"Hello", "text/plain")
    running.refresh_from_db()
    status, answer = link(signed_in(bob), version)
    assert status == 200
    got = httpx.get(answer["url"])
    assert got.content == b"Hello"
    assert got.headers["Content-Disposition"].startswith("attachment;")
    (event,) = since(running, running.head)
    assert (event.kind, event.by, event.seq) == ("file.downloaded", bob.public_id, answer["seq"])
    assert event.data["id"] == str(version.public_id)
    assert event.data["version"]["downloads"] == 1
    path = f"/api/v1/rooms/{running.public_id}/files/{version.file.public_id}"
    (item,) = signed_in(alice).get(f"{path}/downloads").json()["items"]
    assert wire.Download.model_validate(item).by == bob.public_id
    assert signed_in(alice).get(path).json()["versions"][0]["downloads"] == 1


@pytest.mark.parametrize(
    ("type", "play", "disposition", "shown"),
    [
        ("video/mp4", True, "inline", "video/mp4"),
        ("video/mp4", False, "attachment", "video/mp4"),
        ("text/html", True, "attachment", "application/octet-stream"),
        ("image/svg+xml", True, "attachment", "application/octet-stream"),
        ("text/javascript", True, "attachment", "application/octet-stream"),
        ("application/xhtml+xml", True, "attachment", "application/octet-stream"),
    ],
)
def test_only_what_cannot_run_is_shown_in_the_browser(
    type: str, play: bool, disposition: str, shown: str, alice: Person, running: Room, signed_in: Browser
) -> None:
    version = stored(alice, running, "a.bin", b"<script>alert(1)</script>", type)
    _, answer = link(signed_in(alice), version, play=play)
    headers = httpx.get(answer["url"]).headers
    assert headers["Content-Disposition"].split(";")[0] == disposition
    assert headers["Content-Type"] == shown


def test_observers_read_too_and_so_does_everybody_after_the_end(
    alice: Person, running: Room, signed_in: Browser
) -> None:
    dana = story.guest(alice, running, "observer")
    version = stored(alice, running, "a.txt", b"Hello", "text/plain")
    contract.end(story.seat(alice, running), None)
    assert link(signed_in(dana), version)[0] == 200


def test_the_same_key_is_recorded_once(alice: Person, running: Room, signed_in: Browser) -> None:
    version, key = stored(alice, running, "a.txt", b"Hello", "text/plain"), str(uuid4())
    where = f"{path_of(version)}/link"
    answers = [story.post(signed_in(alice), where, {}, **{"Idempotency-Key": key})[1] for _ in range(3)]
    assert len({answer["seq"] for answer in answers}) == 1
    assert Download.objects.count() == 1
    status, problem = story.post(signed_in(alice), where, {"play": True}, **{"Idempotency-Key": key})
    assert (status, problem["code"]) == (409, "key.reused")


def test_there_is_no_link_to_what_is_not_there_or_not_mine(
    alice: Person, bob: Person, charlie: Person, running: Room, signed_in: Browser
) -> None:
    version = stored(alice, running, "a.txt", b"Hello", "text/plain")
    elsewhere = stored(bob, story.running(bob, alice), "a.txt", b"Hello", "text/plain")
    browser = signed_in(alice)
    room = f"/rooms/{running.public_id}/files"
    for path in (f"{version.file.public_id}/versions/2", f"{elsewhere.file.public_id}/versions/1"):
        status, problem = story.post(browser, f"{room}/{path}/link", {})
        assert (status, problem["code"]) == (404, "file.not_found")
    assert link(signed_in(charlie), version)[1]["code"] == "room.not_found"
    assert story.post(browser, f"{path_of(version)}/link", {"play": 1})[0] == 422
    actions.delete_file(story.seat(alice, running), None, file=version.file.public_id)
    status, problem = link(browser, version)
    assert (status, problem["code"]) == (409, "file.deleted")
    assert not Download.objects.exists()


def test_who_was_removed_gets_no_more_links(alice: Person, running: Room, signed_in: Browser) -> None:
    dana = story.guest(alice, running, "observer")
    version = stored(alice, running, "a.txt", b"Hello", "text/plain")
    contract.remove_member(story.seat(alice, running), None, person=dana.public_id)
    assert link(signed_in(dana), version)[1]["code"] == "room.not_found"


def test_the_last_downloads_come_first_and_not_all_of_them(
    alice: Person, bob: Person, running: Room, signed_in: Browser, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(limits, "DOWNLOADS_SHOWN", 2)
    version = brought(alice, running)
    for somebody in (alice, alice, bob):
        actions.record_download(
            story.seat(somebody, running), None, file=version.file.public_id, number=1, play=False
        )
    path = f"/api/v1/rooms/{running.public_id}/files/{version.file.public_id}/downloads"
    items = signed_in(alice).get(path).json()["items"]
    assert [item["by"] for item in items] == [str(bob.public_id), str(alice.public_id)]


def preview(version: Version, kind: wire.PreviewKind, body: bytes, type: str) -> str:
    """A preview as a worker leaves it; its path."""
    key = f"previews/{version.public_id}/{kind}"
    Preview.objects.create(version=version, kind=kind, key=key)
    storage.put(key, body, type)
    return f"/api/v1{path_of(version)}/preview/{kind}"


def test_a_picture_is_somewhere_else_for_a_while(alice: Person, running: Room, signed_in: Browser) -> None:
    version = brought(alice, running, "a.png", type="image/png")
    path = preview(version, "thumbnail", b"webp", "image/webp")
    listed = signed_in(alice).get(f"/api/v1/rooms/{running.public_id}/files").json()["items"][0]
    assert [one["path"] for one in listed["previews"]] == [path]
    answer = signed_in(alice).get(path)
    assert answer.status_code == 302
    assert answer["Cache-Control"] == f"private, max-age={PREVIEW_SECONDS}"
    got = httpx.get(answer["Location"])
    assert (got.content, got.headers["Content-Type"]) == (b"webp", "image/webp")
    assert not Download.objects.exists()


def test_the_beginning_of_a_text_comes_from_here_as_json(
    alice: Person, running: Room, signed_in: Browser
) -> None:
    version = brought(alice, running)
    text = wire.TextPreview(text="<b>" * 20_000, whole=False, language="python")
    path = preview(version, "text", text.model_dump_json().encode(), "application/json")
    answer = signed_in(alice).get(path)
    assert answer["Content-Type"] == "application/json"
    assert wire.TextPreview.model_validate(answer.json()) == text


def test_previews_are_for_members_and_of_what_is_there(
    alice: Person, charlie: Person, running: Room, signed_in: Browser
) -> None:
    version = brought(alice, running)
    path = preview(version, "text", b"{}", "application/json")
    assert signed_in(charlie).get(path).json()["code"] == "room.not_found"
    assert Client().get(path).status_code == 401
    browser = signed_in(alice)
    assert browser.get(path.replace("/text", "/page")).json()["code"] == "preview.not_found"
    assert browser.get(path.replace("/text", "/odd")).status_code == 422
    assert browser.get(path.replace("versions/1", "versions/2")).json()["code"] == "file.not_found"
    Version.objects.filter(pk=version.pk).update(deleted_at=version.at, deleted_by=alice)
    assert browser.get(path).json()["code"] == "preview.not_found"


def test_bytes_that_storage_lost_are_told(alice: Person, running: Room, signed_in: Browser) -> None:
    version = brought(alice, running)
    path = preview(version, "text", b"{}", "application/json")
    storage.remove(f"previews/{version.public_id}/text")
    answer = signed_in(alice).get(path)
    assert (answer.status_code, answer.json()["code"]) == (409, "storage.lost")
