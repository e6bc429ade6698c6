from collections.abc import Callable

import pytest
from django.test import Client
from uuid_utils.compat import uuid7

from collab.accounts.models import Person
from collab.chat.actions import delete_message, edit_message
from collab.chat.models import Message, Revision
from collab.errors import Conflict, Forbidden, NotFound, Refused
from collab.workrooms import actions
from collab.workrooms.log import since
from collab.workrooms.models import Event, Room
from tests.chat.talk import say
from tests.workrooms import story
from tests.workrooms.racing import at_once

pytestmark = pytest.mark.django_db(transaction=True)


def test_an_edit_keeps_the_earlier_words_for_both_sides(
    alice: Person, bob: Person, running: Room, signed_in: Callable[[Person], Client]
) -> None:
    seq = say(alice, running, "Freday")
    for text in ("Fryday", "Friday"):
        edit_message(story.seat(alice, running), None, seq=seq, text=text)
    path = f"/api/v1/rooms/{running.public_id}/messages/{seq}/revisions"
    assert [each["text"] for each in signed_in(bob).get(path).json()["items"]] == ["Freday", "Fryday"]
    message = Message.objects.get(room=running, seq=seq)
    assert message.text == "Friday"
    assert message.edited_at is not None


def test_the_log_tells_of_the_edit_and_keeps_no_words(alice: Person, running: Room) -> None:
    seq = say(alice, running, "Freday")
    done = edit_message(story.seat(alice, running), None, seq=seq, text="Friday")
    posted, edited = since(running, seq - 1)
    assert (edited.seq, edited.kind, edited.data) == (
        done.seq,
        "message.edited",
        {"seq": seq, "text": "Friday"},
    )
    assert posted.data["text"] == "Friday"
    assert Event.objects.get(room=running, seq=done.seq).data == {"seq": seq}


def test_nobody_edits_the_words_of_another(alice: Person, bob: Person, running: Room) -> None:
    seq = say(alice, running, "Mine")
    with pytest.raises(Forbidden) as why:
        edit_message(story.seat(bob, running), None, seq=seq, text="Yours")
    assert why.value.code == "message.not_yours"


@pytest.mark.parametrize("seq", [1, 99])
def test_only_messages_can_be_edited(seq: int, alice: Person, running: Room) -> None:
    with pytest.raises(NotFound) as why:
        edit_message(story.seat(alice, running), None, seq=seq, text="Hm")
    assert why.value.code == "message.not_found"


def test_what_is_deleted_stays_so(alice: Person, running: Room) -> None:
    seq = say(alice, running, "Gone")
    delete_message(story.seat(alice, running), None, seq=seq)
    with pytest.raises(Conflict) as why:
        edit_message(story.seat(alice, running), None, seq=seq, text="Back")
    assert why.value.code == "message.deleted"


@pytest.mark.parametrize(
    ("text", "code"), [("", "text.empty"), ("x" * 10_001, "text.too_long"), ("\ud800", "text.broken")]
)
def test_an_edit_follows_the_rules_of_words(text: str, code: str, alice: Person, running: Room) -> None:
    seq = say(alice, running, "Good")
    with pytest.raises(Refused) as why:
        edit_message(story.seat(alice, running), uuid7(), seq=seq, text=text)
    assert why.value.code == code


def test_after_the_end_nothing_is_edited(alice: Person, running: Room) -> None:
    seq = say(alice, running, "Deal")
    actions.end(story.seat(alice, running), None, reason="Done")
    with pytest.raises(Conflict) as why:
        edit_message(story.seat(alice, running), None, seq=seq, text="No deal")
    assert why.value.code == "room.closed"


def test_two_edits_at_once_both_happen_one_after_the_other(alice: Person, running: Room) -> None:
    seq = say(alice, running, "first")
    seat = story.seat(alice, running)
    answers = at_once(
        [
            lambda: edit_message(seat, uuid7(), seq=seq, text="a"),
            lambda: edit_message(seat, uuid7(), seq=seq, text="b"),
        ]
    )
    assert not any(isinstance(answer, Refused) for answer in answers)
    assert Revision.objects.filter(room=running, seq=seq).count() == 2
    assert Message.objects.get(room=running, seq=seq).text in ("a", "b")


def test_an_edit_and_a_deletion_at_once_leave_it_deleted(alice: Person, running: Room) -> None:
    seq = say(alice, running, "secret")
    seat = story.seat(alice, running)
    at_once(
        [
            lambda: edit_message(seat, uuid7(), seq=seq, text="new secret"),
            lambda: delete_message(seat, uuid7(), seq=seq),
        ]
    )
    assert Message.objects.get(room=running, seq=seq).text is None
    assert not Revision.objects.filter(room=running, seq=seq).exists()


def test_a_repeat_edits_once(alice: Person, running: Room) -> None:
    seq, key, seat = say(alice, running, "one"), uuid7(), story.seat(alice, running)
    assert edit_message(seat, key, seq=seq, text="two") == edit_message(seat, key, seq=seq, text="two")
    assert Revision.objects.count() == 1


def test_over_http(alice: Person, bob: Person, running: Room, signed_in: Callable[[Person], Client]) -> None:
    seq = say(alice, running, "one")
    path = f"/api/v1/rooms/{running.public_id}/messages/{seq}"
    answer = signed_in(alice).patch(path, {"text": "two"}, content_type="application/json")
    assert (answer.status_code, answer.json()["seq"]) == (200, seq + 1)
    answer = signed_in(bob).patch(path, {"text": "three"}, content_type="application/json")
    assert (answer.status_code, answer.json()["code"]) == (403, "message.not_yours")
