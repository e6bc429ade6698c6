"""Messages that take files along."""

from collections.abc import Callable
from typing import Any
from uuid import uuid4

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from collab import limits
from collab.accounts.models import Person
from collab.chat.actions import delete_message, edit_message, post_with_files
from collab.chat.models import Message
from collab.errors import Conflict
from collab.files import actions
from collab.files.models import Attachment, Version
from collab.workrooms import actions as contract
from collab.workrooms.log import since
from collab.workrooms.models import Event, Room
from tests.chat.talk import say
from tests.files.bringing import brought, started, version
from tests.workrooms import story

Browser = Callable[[Person], Client]
pytestmark = pytest.mark.django_db(transaction=True)


def attached(by: Person, room: Room, *versions: Version, text: str = "", reply_to: int | None = None) -> int:
    """The number of a message with these files."""
    ids = [one.public_id for one in versions]
    return post_with_files(story.seat(by, room), uuid4(), text=text, reply_to=reply_to, files=ids).seq


def test_both_see_the_files_in_the_order_of_their_author(
    alice: Person, bob: Person, running: Room, signed_in: Browser
) -> None:
    one, two = brought(alice, running, "a.txt"), brought(bob, running, "b.txt")
    path = f"/rooms/{running.public_id}/messages"
    files = [str(two.public_id), str(one.public_id)]
    status, done = story.post(signed_in(alice), path, {"text": "Look", "files": files})
    assert status == 201
    (event,) = since(running, done["seq"] - 1)
    assert (event.kind, event.data["text"], event.data["attached"]) == ("message.posted", "Look", 2)
    assert [file["id"] for file in event.data["files"]] == files
    (message,) = signed_in(bob).get(f"/api/v1{path}").json()["items"]
    assert [file["id"] for file in message["files"]] == files
    assert message["files"] == event.data["files"]
    (item,) = signed_in(bob).get("/api/v1/rooms").json()["items"]
    assert item["last"] == message
    assert item["unread"] == 1


def test_the_log_keeps_only_how_many(alice: Person, running: Room) -> None:
    seq = attached(alice, running, brought(alice, running), text="Look")
    assert Event.objects.get(room=running, seq=seq).data == {"reply_to": None, "attached": 1}


def test_a_message_without_files_is_told_as_ever(alice: Person, running: Room) -> None:
    seq = say(alice, running, "Hello")
    assert since(running, seq - 1)[0].data == {"text": "Hello", "reply_to": None}


def test_no_words_are_needed(alice: Person, running: Room) -> None:
    mine = brought(alice, running)
    for text in ("", " \n"):
        seq = attached(alice, running, mine, text=text)
        assert Message.objects.get(room=running, seq=seq).text == ""
        assert since(running, seq - 1)[0].data["text"] == ""


def test_each_file_leads_to_the_first_message_with_it(alice: Person, bob: Person, running: Room) -> None:
    mine = brought(alice, running)
    assert mine.said_seq == mine.added_seq
    first = attached(bob, running, mine)
    attached(alice, running, mine)
    assert version(mine.public_id).said_seq == first
    added = next(event for event in since(running, running.head) if event.kind == "file.added")
    assert added.data["version"]["said"] == first


def test_a_reply_may_carry_files_and_only_to_a_message(alice: Person, running: Room) -> None:
    seq, mine = say(alice, running, "Where is it?"), brought(alice, running)
    answer = attached(alice, running, mine, reply_to=seq)
    assert since(running, answer - 1)[0].data["reply_to"] == seq
    with pytest.raises(Exception, match="does not exist"):
        attached(alice, running, mine, reply_to=1)


def test_a_deleted_message_shows_no_files_but_they_stay_in_the_room(
    alice: Person, bob: Person, running: Room, signed_in: Browser
) -> None:
    mine = brought(alice, running)
    seq = attached(alice, running, mine, text="Look")
    delete_message(story.seat(alice, running), None, seq=seq)
    assert since(running, seq - 1)[0].data == {"text": None, "reply_to": None, "attached": 1, "files": []}
    (message,) = signed_in(bob).get(f"/api/v1/rooms/{running.public_id}/messages").json()["items"]
    assert message["files"] == []
    assert signed_in(bob).get(f"/api/v1/rooms/{running.public_id}/files").json()["count"] == 1
    again = attached(bob, running, mine)
    assert version(mine.public_id).said_seq == again


def test_other_words_leave_the_files(alice: Person, running: Room, signed_in: Browser) -> None:
    mine = brought(alice, running)
    seq = attached(alice, running, mine, text="Lok")
    edit_message(story.seat(alice, running), None, seq=seq, text="Look")
    (message,) = signed_in(alice).get(f"/api/v1/rooms/{running.public_id}/messages").json()["items"]
    assert (message["text"], [file["id"] for file in message["files"]]) == ("Look", [str(mine.public_id)])


def test_a_deleted_file_leaves_its_tombstone_in_the_message(alice: Person, running: Room) -> None:
    mine = brought(alice, running)
    seq = attached(alice, running, mine)
    actions.delete_file(story.seat(alice, running), None, file=mine.file.public_id)
    (file,) = since(running, seq - 1)[0].data["files"]
    assert file["deleted_at"] is not None


@pytest.mark.parametrize(
    ("body", "status", "code"),
    [
        ({"files": ["one"] * 2}, 422, "message.file_twice"),
        ({"files": ["unknown"] * (limits.FILES_PER_MESSAGE + 1)}, 422, "message.too_many_files"),
        ({"files": ["unknown"]}, 404, "file.not_found"),
        ({"files": ["one", "unknown"]}, 404, "file.not_found"),
        ({"files": ["elsewhere"]}, 404, "file.not_found"),
        ({"files": ["the file"]}, 404, "file.not_found"),
        ({"files": ["under way"]}, 404, "file.not_found"),
        ({"files": ["deleted"]}, 409, "file.deleted"),
        ({"files": ["7"]}, 422, "request.invalid"),
        ({"files": "one"}, 422, "request.invalid"),
        ({"files": None}, 422, "request.invalid"),
        ({"files": ["one"], "text": "nul\x00"}, 422, "text.control"),
        ({"files": ["one"], "text": "x" * (limits.TEXT_CHARS + 1)}, 422, "text.too_long"),
        ({"files": ["one"], "reply_to": 1}, 422, "message.reply_unknown"),
        ({"files": []}, 422, "text.empty"),
    ],
)
def test_what_cannot_be_attached_is_refused_and_nothing_is_written(
    body: dict[str, Any],
    status: int,
    code: str,
    alice: Person,
    bob: Person,
    running: Room,
    signed_in: Browser,
) -> None:
    one, gone = brought(alice, running, "one"), brought(alice, running, "gone")
    actions.delete_file(story.seat(alice, running), None, file=gone.file.public_id)
    ids = {
        "one": one.public_id, "the file": one.file.public_id, "deleted": gone.public_id,
        "elsewhere": brought(alice, story.running(bob, alice)).public_id,
        "under way": started(alice, running, "two").public_id,
    }  # fmt: skip
    if isinstance(body["files"], list):
        twice = code == "message.file_twice"
        body = body | {
            "files": [str(ids.get(name, name if name == "7" else uuid4())) for name in body["files"]]
        }
        assert (len(set(body["files"])) < len(body["files"])) is twice
    head = Room.objects.get(pk=running.pk).head
    found, problem = story.post(
        signed_in(alice), f"/rooms/{running.public_id}/messages", {"text": "", **body}
    )
    assert (found, problem["code"]) == (status, code)
    assert Room.objects.get(pk=running.pk).head == head
    assert not Message.objects.exists()
    assert not Attachment.objects.exists()


def test_the_same_key_is_one_message_for_ever_and_another_body_is_refused(
    alice: Person, running: Room, signed_in: Browser
) -> None:
    one, two = brought(alice, running, "a"), brought(alice, running, "b")
    browser, path, key = signed_in(alice), f"/rooms/{running.public_id}/messages", str(uuid4())
    body = {"text": "Look", "files": [str(one.public_id), str(two.public_id)]}
    first = story.post(browser, path, body, **{"Idempotency-Key": key})
    for other in (
        {"text": "Look", "files": body["files"][::-1]},
        {"text": "Look", "files": []},
        {"text": "Look!", "files": body["files"]},
    ):
        status, problem = story.post(browser, path, other, **{"Idempotency-Key": key})
        assert (status, problem["code"]) == (409, "key.reused")
    actions.delete_file(story.seat(alice, running), None, file=one.file.public_id)
    contract.end(story.seat(alice, running), None)
    assert story.post(browser, path, body, **{"Idempotency-Key": key}) == first
    assert Message.objects.count() == 1
    plain = str(uuid4())
    assert story.post(browser, path, body, **{"Idempotency-Key": plain})[1]["code"] == "room.closed"


def test_observers_and_strangers_attach_nothing(
    alice: Person, charlie: Person, running: Room, signed_in: Browser
) -> None:
    dana = story.guest(alice, running, "observer")
    body = {"text": "", "files": [str(brought(alice, running).public_id)]}
    path = f"/rooms/{running.public_id}/messages"
    assert story.post(signed_in(dana), path, body)[1]["code"] == "role.may_not"
    assert story.post(signed_in(charlie), path, body)[1]["code"] == "room.not_found"


def test_twenty_go_along(alice: Person, running: Room) -> None:
    many = [brought(alice, running, f"{number}.txt") for number in range(limits.FILES_PER_MESSAGE)]
    seq = attached(alice, running, *many)
    assert len(since(running, seq - 1)[0].data["files"]) == limits.FILES_PER_MESSAGE


def test_lists_ask_a_constant_number_of_times(alice: Person, running: Room, signed_in: Browser) -> None:
    browser, path = signed_in(alice), f"/api/v1/rooms/{running.public_id}/messages"
    attached(alice, running, brought(alice, running, "0"))
    browser.get(path)
    with CaptureQueriesContext(connection) as one:
        browser.get(path)
        since(running, 0)
    for number in range(1, 6):
        attached(alice, running, brought(alice, running, str(number)))
        say(alice, running, "Hello")
    with CaptureQueriesContext(connection) as many:
        browser.get(path)
        since(running, 0)
    assert len(many) == len(one)


def test_without_files_nobody_asks_for_them(alice: Person, running: Room, signed_in: Browser) -> None:
    say(alice, running, "Hello")
    with CaptureQueriesContext(connection) as asked:
        signed_in(alice).get(f"/api/v1/rooms/{running.public_id}/messages")
        since(running, running.head)
    assert not [one for one in asked if "files_" in one["sql"]]


def test_a_frozen_file_can_still_be_shown(alice: Person, running: Room) -> None:
    from tests.files.freezing import handed_in

    mine = brought(alice, running)
    handed_in(alice, running, mine)
    assert attached(alice, running, mine)
    with pytest.raises(Conflict):
        actions.delete_file(story.seat(alice, running), None, file=mine.file.public_id)
