"""Giving up what is under way: by hand, or by the clock."""

from collections.abc import Callable
from datetime import timedelta
from uuid import uuid4

import pytest
from django.test import Client

from collab import clock, limits
from collab.accounts.models import Person
from collab.errors import Conflict, NotFound
from collab.files import actions
from collab.files.actions import expire_uploads
from collab.files.actions.uploads import renew
from collab.files.models import Chore, Upload, Version
from collab.files.usage import usage_of
from collab.workrooms.log import since
from collab.workrooms.models import Room
from collab.workrooms.snapshots import room_of
from tests.files.bringing import finished, started
from tests.workrooms import story

Browser = Callable[[Person], Client]


def test_its_place_and_its_space_are_free_again(alice: Person, running: Room) -> None:
    upload = started(alice, running)
    actions.cancel_upload(story.seat(alice, running), None, upload=upload.public_id)
    _, ended = since(running, running.head)
    assert (ended.kind, ended.data["how"], ended.by) == ("upload.ended", "cancelled", alice.public_id)
    assert room_of(story.seat(alice, running)).uploads == []
    assert usage_of(running, alice).room_used == 0
    assert started(alice, running)


def test_what_came_of_it_is_removed_now_and_once_no_request_is_good_any_more(
    alice: Person, running: Room
) -> None:
    upload = started(alice, running)
    actions.cancel_upload(story.seat(alice, running), None, upload=upload.public_id)
    now = clock.now()
    soon = Chore.objects.filter(verb="remove", due_at__lte=now).values_list("key", flat=True)
    late = Chore.objects.filter(verb="remove", due_at__gt=now + timedelta(seconds=limits.PUT_SECONDS))
    assert set(soon) == {upload.key, upload.quarantine}
    assert [chore.key for chore in late] == [upload.quarantine]


def test_a_repeat_gets_the_first_answer_and_twice_is_a_conflict(
    alice: Person, running: Room, signed_in: Browser
) -> None:
    upload, seat, key = started(alice, running), story.seat(alice, running), uuid4()
    first = actions.cancel_upload(seat, key, upload=upload.public_id)
    assert actions.cancel_upload(seat, key, upload=upload.public_id) == first
    path = f"/api/v1/rooms/{running.public_id}/uploads/{upload.public_id}"
    for method, where in (
        ("delete", path),
        ("get", path),
        ("post", f"{path}/finish"),
        ("post", f"{path}/parts"),
    ):
        body = {"parts": [{"number": 1, "sha256": "0" * 64}]} if where.endswith("parts") else {}
        answer = signed_in(alice).generic(
            method.upper(), where, str(body).replace("'", '"'), content_type="application/json"
        )
        assert (answer.status_code, answer.json()["code"]) == (409, "upload.ended"), where


def test_what_is_finished_cannot_be_cancelled(alice: Person, running: Room) -> None:
    upload = started(alice, running)
    finished(alice, upload)
    with pytest.raises(Conflict) as why:
        actions.cancel_upload(story.seat(alice, running), None, upload=upload.public_id)
    assert why.value.code == "upload.ended"
    assert Version.objects.get().deleted_at is None


def test_nobody_cancels_or_finishes_the_upload_of_another(
    alice: Person, bob: Person, charlie: Person, running: Room, signed_in: Browser
) -> None:
    upload = started(alice, running)
    path = f"/api/v1/rooms/{running.public_id}/uploads/{upload.public_id}"
    body = '{"parts": [{"number": 1, "sha256": "%s"}]}' % ("0" * 64)
    for somebody, code in ((bob, "upload.not_found"), (charlie, "room.not_found")):
        for method, where in (
            ("DELETE", path), ("GET", path), ("POST", f"{path}/finish"), ("POST", f"{path}/parts"),
        ):  # fmt: skip
            answer = signed_in(somebody).generic(method, where, body, content_type="application/json")
            assert (answer.status_code, answer.json()["code"]) == (404, code), (somebody, where)
    with pytest.raises(NotFound):
        actions.cancel_upload(story.seat(bob, running), None, upload=upload.public_id)
    upload.refresh_from_db()
    assert upload.ended == ""


def test_one_is_not_reached_through_another_room(alice: Person, bob: Person, running: Room) -> None:
    upload, other = started(alice, running), story.running(bob, alice)
    with pytest.raises(NotFound):
        actions.cancel_upload(story.seat(alice, other), None, upload=upload.public_id)


def test_after_a_day_the_clock_gives_it_up(alice: Person, running: Room) -> None:
    upload, fresh = started(alice, running), started(alice, running, "fresh.txt")
    renewed = clock.now() + timedelta(hours=1)
    with clock.at(renewed):
        renew(fresh)
    assert expire_uploads(upload.expires_at - timedelta(seconds=1)) == 0
    assert expire_uploads(upload.expires_at) == 1
    assert expire_uploads(upload.expires_at) == 0
    upload.refresh_from_db()
    assert upload.ended == "expired"
    event = since(running, running.head)[-1]
    assert (event.kind, event.data["how"], event.by) == ("upload.ended", "expired", None)
    assert Chore.objects.filter(verb="remove", key=upload.key).exists()
    assert room_of(story.seat(alice, running)).uploads[0].id == fresh.public_id


def test_what_is_given_up_stays_so(alice: Person, running: Room) -> None:
    upload = started(alice, running)
    expire_uploads(upload.expires_at)
    renew(upload)
    with pytest.raises(Conflict) as why:
        finished(alice, upload)
    assert why.value.code == "upload.ended"
    assert Upload.objects.get().ended == "expired"
    assert not Version.objects.exists()
