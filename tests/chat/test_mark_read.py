from collections.abc import Callable

import pytest
from django.test import Client
from uuid_utils.compat import uuid7

from collab.accounts.models import Person
from collab.chat.actions import mark_read
from collab.errors import Refused
from collab.workrooms import actions
from collab.workrooms.log import since
from collab.workrooms.models import Member, Room
from tests.chat.talk import say
from tests.workrooms import story
from tests.workrooms.racing import at_once

pytestmark = pytest.mark.django_db(transaction=True)


def test_a_mark_is_told_to_the_other_side(alice: Person, bob: Person, running: Room) -> None:
    seq = say(alice, running, "Hello")
    done = mark_read(story.seat(bob, running), None, seq=seq)
    (event,) = since(running, seq)
    assert (event.seq, event.kind, event.data, event.by) == (
        done.seq,
        "read.marked",
        {"seq": seq},
        bob.public_id,
    )
    mark = Member.objects.get(room=running, person=bob)
    assert (mark.read_seq, mark.delivered_seq) == (seq, seq)


def test_a_mark_only_moves_forward_and_leaves_no_event_when_it_does_not(
    alice: Person, bob: Person, running: Room
) -> None:
    seqs = [say(alice, running, str(n)) for n in range(3)]
    marked = mark_read(story.seat(bob, running), None, seq=seqs[2])
    for seq in (seqs[2], seqs[0], 0):
        assert mark_read(story.seat(bob, running), None, seq=seq).seq == marked.seq
    assert Member.objects.get(room=running, person=bob).read_seq == seqs[2]
    assert len(since(running, seqs[2])) == 1


def test_what_is_still_to_come_cannot_be_read(alice: Person, running: Room) -> None:
    with pytest.raises(Refused) as why:
        mark_read(story.seat(alice, running), None, seq=99)
    assert why.value.code == "read.ahead"


def test_marks_at_once_end_with_the_highest(alice: Person, bob: Person, running: Room) -> None:
    seqs = [say(alice, running, str(n)) for n in range(4)]
    seat = story.seat(bob, running)
    at_once([lambda seq=seq: mark_read(seat, uuid7(), seq=seq) for seq in seqs])
    assert Member.objects.get(room=running, person=bob).read_seq == seqs[3]


def test_observers_mark_too_and_so_one_does_after_the_end(alice: Person, running: Room) -> None:
    dana = story.guest(alice, running, "observer")
    actions.end(story.seat(alice, running), None, reason="Done")
    running.refresh_from_db()
    assert mark_read(story.seat(dana, running), None, seq=running.head).seq == running.head + 1


def test_over_http(alice: Person, bob: Person, running: Room, signed_in: Callable[[Person], Client]) -> None:
    seq = say(alice, running, "Hello")
    path = f"/api/v1/rooms/{running.public_id}/read"
    answer = signed_in(bob).put(path, {"seq": seq}, content_type="application/json")
    assert (answer.status_code, answer.json()["seq"]) == (200, seq + 1)
    for bad in ("one", -1, 1.5, None):
        assert signed_in(bob).put(path, {"seq": bad}, content_type="application/json").status_code == 422
