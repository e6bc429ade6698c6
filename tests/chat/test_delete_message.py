from collections.abc import Callable

import pytest
from django.test import Client
from uuid_utils.compat import uuid7

from collab.accounts.models import Person
from collab.chat.actions import delete_message, edit_message
from collab.chat.models import Message, Revision
from collab.errors import Conflict, Forbidden, NotFound, Refused
from collab.workrooms.log import since
from collab.workrooms.models import Event, Room
from tests.chat.talk import say
from tests.workrooms import story
from tests.workrooms.racing import at_once

pytestmark = pytest.mark.django_db(transaction=True)


def test_no_copy_of_the_words_is_left_anywhere(alice: Person, running: Room) -> None:
    seq = say(alice, running, "a secret")
    edit_message(story.seat(alice, running), None, seq=seq, text="another secret")
    delete_message(story.seat(alice, running), None, seq=seq)
    message = Message.objects.get(room=running, seq=seq)
    assert (message.text, message.deleted_at is None) == (None, False)
    assert not Revision.objects.exists()
    assert "secret" not in str([event.data for event in since(running, 0)])
    assert "secret" not in str(list(Event.objects.values_list("data", flat=True)))


def test_that_there_was_a_message_stays(
    alice: Person, bob: Person, running: Room, signed_in: Callable[[Person], Client]
) -> None:
    seq = say(alice, running, "Hello")
    say(bob, running, "Hi", reply_to=seq)
    answer = signed_in(alice).delete(f"/api/v1/rooms/{running.public_id}/messages/{seq}")
    assert (answer.status_code, answer.json()["seq"]) == (200, seq + 2)
    first, second = signed_in(bob).get(f"/api/v1/rooms/{running.public_id}/messages").json()["items"]
    assert (first["text"], first["deleted_at"] is None) == (None, False)
    assert second["reply_to"] == seq
    assert since(running, seq + 1)[0].data == {"seq": seq}


def test_nobody_deletes_the_words_of_another(alice: Person, bob: Person, running: Room) -> None:
    seq = say(alice, running, "Mine")
    with pytest.raises(Forbidden):
        delete_message(story.seat(bob, running), None, seq=seq)


def test_twice_is_a_conflict_and_a_repeat_is_not(alice: Person, running: Room) -> None:
    seq, key, seat = say(alice, running, "Hello"), uuid7(), story.seat(alice, running)
    first = delete_message(seat, key, seq=seq)
    assert delete_message(seat, key, seq=seq) == first
    with pytest.raises(Conflict) as why:
        delete_message(seat, uuid7(), seq=seq)
    assert why.value.code == "message.deleted"


def test_twice_at_once_is_one_deletion(alice: Person, running: Room) -> None:
    seq, seat = say(alice, running, "Hello"), story.seat(alice, running)
    answers = at_once([lambda: delete_message(seat, uuid7(), seq=seq)] * 2)
    assert sorted(isinstance(answer, Refused) for answer in answers) == [False, True]
    running.refresh_from_db()
    assert running.head == seq + 1


def test_only_messages_can_be_deleted(alice: Person, running: Room) -> None:
    with pytest.raises(NotFound):
        delete_message(story.seat(alice, running), None, seq=1)
