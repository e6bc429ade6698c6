from collections.abc import Callable
from typing import Any
from unittest.mock import ANY

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from uuid_utils.compat import uuid7

from collab import wire
from collab.accounts.models import Person
from collab.chat.actions import Post, delete_message, edit_message, post_messages
from collab.chat.models import Message
from collab.errors import Conflict, Refused
from collab.workrooms import actions, hints
from collab.workrooms.log import since
from collab.workrooms.models import Event, Member, Receipt, Room
from tests.chat.talk import done, post, say
from tests.workrooms import story
from tests.workrooms.racing import at_once

pytestmark = pytest.mark.django_db(transaction=True)


def test_one_commit_writes_messages_of_many_into_many_rooms(
    alice: Person, bob: Person, running: Room
) -> None:
    other = story.running(bob, alice)
    posts = [post(by, room, f"{n}") for n in range(5) for room in (other, running) for by in (alice, bob)]
    outcomes = [done(outcome) for outcome in post_messages(posts)]
    for room in (running, other):
        seqs = [o.seq for o, p in zip(outcomes, posts, strict=True) if p.seat.room_id == room.pk]
        assert seqs == list(range(running.head + 1, running.head + 11))
        assert Room.objects.get(pk=room.pk).head == seqs[-1]
        texts = [p.text for p in posts if p.seat.room_id == room.pk]
        assert [event.data["text"] for event in since(room, running.head)] == texts
    assert Receipt.objects.filter(key__in=[p.key for p in posts]).count() == 20


def test_the_log_keeps_no_words(alice: Person, running: Room) -> None:
    seq = say(alice, running, "only in one place")
    assert Event.objects.get(room=running, seq=seq).data == {"reply_to": None}


def test_what_is_announced_is_what_the_log_tells(
    alice: Person, running: Room, monkeypatch: pytest.MonkeyPatch
) -> None:
    told: list[hints.Hint] = []
    monkeypatch.setattr(hints, "announcer", told.append)
    say(alice, running, "Hello")
    (hint,) = told
    assert hint.rooms == (running.pk,)
    assert [wire.Event.model_validate_json(each.event) for each in hint.fresh] == since(running, running.head)


def test_an_announcement_that_fails_fails_nothing(
    alice: Person, running: Room, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(hint: hints.Hint) -> None:
        raise ConnectionError

    monkeypatch.setattr(hints, "announcer", broken)
    assert say(alice, running, "Hello") == running.head + 1


def test_a_repeat_gets_the_first_answer_alone_in_a_batch_and_beside_others(
    alice: Person, bob: Person, running: Room
) -> None:
    key = uuid7()
    first = done(post_messages([post(alice, running, "Once", key=key)])[0])
    assert done(post_messages([post(alice, running, "Once", key=key)])[0]) == first
    batch = [post(bob, running, "new"), post(alice, running, "Once", key=key), post(bob, running, "newer")]
    head = running.head
    assert [done(o).seq for o in post_messages(batch)] == [head + 2, head + 1, head + 3]
    assert Message.objects.count() == 3


def test_twins_in_one_batch_are_one_message(alice: Person, running: Room) -> None:
    key = uuid7()
    outcomes = post_messages([post(alice, running, "Once", key=key) for _ in range(3)])
    assert [done(o).seq for o in outcomes] == [running.head + 1] * 3
    assert Message.objects.count() == 1


def test_a_key_used_for_something_else_is_refused(alice: Person, bob: Person, running: Room) -> None:
    key = uuid7()
    seq = say(alice, running, "One", key=key)
    for outcome in post_messages(
        [post(alice, running, "Two", key=key), post(alice, running, "One", key=key, reply_to=seq)]
    ):
        assert isinstance(outcome, Conflict)
        assert outcome.code == "key.reused"
    with pytest.raises(Conflict):
        edit_message(story.seat(alice, running), key, seq=seq, text="One")
    edited = uuid7()
    edit_message(story.seat(alice, running), edited, seq=seq, text="Other")
    with pytest.raises(Conflict):
        say(alice, running, "Other", key=edited)
    assert say(bob, running, "keys are one's own", key=key) > seq


def test_a_bad_message_hurts_only_itself(alice: Person, bob: Person, running: Room) -> None:
    offered = story.offer(alice, bob.email)
    batch = [
        post(alice, running, "good"), post(bob, running, " "), post(bob, running, "a reply", reply_to=1),
        post(alice, offered, "too early"), post(bob, running, "good too"),
    ]  # fmt: skip
    codes = [o.code if isinstance(o, Refused) else o.seq for o in post_messages(batch)]
    first = running.head + 1
    assert codes == [first, "text.empty", "message.reply_unknown", "room.not_open", first + 1]


def test_a_stale_seat_is_read_again(alice: Person, bob: Person, running: Room) -> None:
    dana = story.guest(bob, running, "manager")
    stale, fresh = story.seat(dana, running), story.seat(alice, running)
    actions.remove_member(story.seat(bob, running), None, person=dana.public_id)
    running.refresh_from_db()
    outcomes = post_messages([Post(stale, uuid7(), "Me too"), Post(fresh, uuid7(), "Only us")])
    assert [o.code if isinstance(o, Refused) else o.seq for o in outcomes] == [
        "room.not_found",
        running.head + 1,
    ]


def test_a_seat_whose_role_changed_is_judged_by_the_new_one(
    alice: Person, bob: Person, running: Room
) -> None:
    dana = story.guest(bob, running, "manager")
    stale = story.seat(dana, running)
    actions.remove_member(story.seat(bob, running), None, person=dana.public_id)
    invite = actions.invite(story.seat(bob, running), None, email=dana.email, role="observer")
    actions.accept_invite(dana, None, invite=invite.id)
    (outcome,) = post_messages([Post(stale, uuid7(), "As before")])
    assert isinstance(outcome, Refused)
    assert outcome.code == "role.may_not"


def test_the_end_closes_the_room_for_seats_that_do_not_know(alice: Person, running: Room) -> None:
    seat, key = story.seat(alice, running), uuid7()
    first = done(post_messages([Post(seat, key, "Before")])[0])
    actions.end(seat, None, reason="Done")
    before, after = post_messages([Post(seat, key, "Before"), Post(seat, uuid7(), "After")])
    assert before == first
    assert isinstance(after, Conflict)
    assert after.code == "room.closed"


def test_writers_at_once_in_shared_rooms_leave_no_gap(alice: Person, bob: Person, running: Room) -> None:
    begin = running.head
    rooms = [running, story.running(bob, alice), story.running(alice, bob)]

    def write(shift: int) -> Callable[[], Any]:
        mine = rooms[shift:] + rooms[:shift]
        seats = [story.seat(by, room) for room in mine for by in (alice, bob)]

        def run() -> list[int]:
            return [
                done(o).seq for _ in range(8) for o in post_messages([Post(s, uuid7(), "x") for s in seats])
            ]

        return run

    assert all(isinstance(answer, list) for answer in at_once([write(n % 3) for n in range(4)]))
    for room in rooms:
        room.refresh_from_db()
        seqs = list(Event.objects.filter(room=room).order_by("seq").values_list("seq", flat=True))
        assert seqs == list(range(1, room.head + 1))
        assert room.head == begin + 4 * 8 * 2


def test_one_key_from_many_at_once_is_one_message(alice: Person, running: Room) -> None:
    key, seat = uuid7(), story.seat(alice, running)
    answers = at_once([lambda: post_messages([Post(seat, key, "Once")])[0]] * 4)
    assert answers == [answers[0]] * 4
    assert Message.objects.count() == 1
    assert Room.objects.get(pk=running.pk).head == running.head + 1


def test_a_batch_is_a_constant_number_of_queries(alice: Person, bob: Person, running: Room) -> None:
    with CaptureQueriesContext(connection) as one:
        post_messages([post(alice, running, "1")])
    posts = [post(by, running, "many") for _ in range(20) for by in (alice, bob)]
    with CaptureQueriesContext(connection) as many:
        post_messages(posts)
    assert len(many) <= len(one)


def test_over_http_it_is_the_same_message(
    alice: Person, bob: Person, running: Room, signed_in: Callable[[Person], Client]
) -> None:
    path, key = f"/rooms/{running.public_id}/messages", str(uuid7())
    status, answer = story.post(signed_in(alice), path, {"text": "Hello"}, **{"Idempotency-Key": key})
    first = running.head + 1
    assert (status, answer) == (201, {"seq": first, "at": ANY})
    assert story.post(signed_in(alice), path, {"text": "Hello"}, **{"Idempotency-Key": key}) == (201, answer)
    assert (
        story.post(signed_in(alice), path, {"text": "Other"}, **{"Idempotency-Key": key})[1]["code"]
        == "key.reused"
    )
    assert story.post(signed_in(bob), path, {"text": "Hi", "reply_to": first})[1]["seq"] == first + 1
    listed = signed_in(bob).get(f"/api/v1{path}").json()
    assert [(m["seq"], m["text"], m["reply_to"]) for m in listed["items"]] == [
        (first, "Hello", None),
        (first + 1, "Hi", first),
    ]
    assert listed["more"] is False


@pytest.mark.parametrize(
    ("body", "status", "code"),
    [
        ({"text": ""}, 422, "text.empty"),
        ({"text": "x" * 1_000_000}, 422, "text.too_long"),
        ({"text": "half \ud800"}, 422, "text.broken"),
        ({"text": "nul\x00"}, 422, "text.control"),
        ({}, 422, "request.invalid"),
        ({"text": "Hi", "more": 1}, 422, "request.invalid"),
        ({"text": 7}, 422, "request.invalid"),
        ({"text": "Hi", "reply_to": 99}, 422, "message.reply_unknown"),
    ],
)
def test_over_http_bad_words_are_answered_in_a_sentence(
    body: dict[str, Any],
    status: int,
    code: str,
    alice: Person,
    running: Room,
    signed_in: Callable[[Person], Client],
) -> None:
    found, problem = story.post(signed_in(alice), f"/rooms/{running.public_id}/messages", body)
    assert (found, problem["code"]) == (status, code)
    assert problem["detail"].endswith(".")


def test_strangers_find_nothing_over_http(
    charlie: Person, running: Room, signed_in: Callable[[Person], Client]
) -> None:
    browser = signed_in(charlie)
    path = f"/rooms/{running.public_id}/messages"
    assert story.post(browser, path, {"text": "Hi"})[0] == 404
    assert browser.get(f"/api/v1{path}").status_code == 404


def test_pages_go_back_to_the_first_message(
    alice: Person, running: Room, signed_in: Callable[[Person], Client]
) -> None:
    seqs = [say(alice, running, str(n)) for n in range(7)]
    browser, path = signed_in(alice), f"/api/v1/rooms/{running.public_id}/messages"
    newest = browser.get(path, {"limit": 3}).json()
    older = browser.get(path, {"limit": 3, "before": newest["items"][0]["seq"]}).json()
    first = browser.get(path, {"limit": 3, "before": older["items"][0]["seq"]}).json()
    assert [page["more"] for page in (newest, older, first)] == [True, True, False]
    assert [m["seq"] for page in (first, older, newest) for m in page["items"]] == seqs
    assert browser.get(path, {"limit": 1_000}).status_code == 422


def test_lists_of_rooms_show_what_is_unread_and_what_was_said_last(
    alice: Person, bob: Person, running: Room, signed_in: Callable[[Person], Client]
) -> None:
    seqs = [say(bob, running, str(n)) for n in range(4)]
    delete_message(story.seat(bob, running), None, seq=seqs[0])
    Member.objects.filter(person=alice, room=running).update(read_seq=seqs[1])
    (item,) = signed_in(alice).get("/api/v1/rooms").json()["items"]
    assert (item["unread"], item["last"]["text"]) == (2, "3")
    (item,) = signed_in(bob).get("/api/v1/rooms").json()["items"]
    assert item["unread"] == 0
