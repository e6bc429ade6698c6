"""The writer's own way: rooms that somebody else holds are no reason for the others to wait."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from threading import Event as Flag
from threading import Thread, Timer

import pytest
from django.db import connection, transaction

from collab.accounts.models import Person
from collab.chat.actions import Outcome, post_messages_now
from collab.errors import Refused
from collab.workrooms import actions, log
from collab.workrooms.models import Room
from tests.chat.talk import done, post
from tests.workrooms import story

pytestmark = pytest.mark.django_db(transaction=True)

only_postgresql = pytest.mark.skipif(
    "connection.vendor != 'postgresql'", reason="SQLite has one lock for all, and everybody waits for it"
)


@contextmanager
def held(room: Room) -> Iterator[Callable[[], None]]:
    """Somebody else is busy in the room, until the end of the block or what this gives is called."""
    begun, over = Flag(), Flag()

    def hold() -> None:
        with transaction.atomic():
            log.locked(room.pk)
            begun.set()
            over.wait(20)
        connection.close()

    somebody = Thread(target=hold)
    somebody.start()
    begun.wait(20)
    try:
        yield over.set
    finally:
        over.set()
        somebody.join()


def wrote(outcome: Outcome | None) -> int:
    """The number of a message that was written."""
    assert outcome is not None
    return done(outcome).seq


@only_postgresql
@pytest.mark.parametrize("patience", [0, 0.02])
def test_a_room_that_stays_held_gives_nothing_and_the_other_is_written(
    alice: Person, bob: Person, running: Room, patience: float
) -> None:
    other = story.running(bob, alice)
    posts = [post(alice, running, "Here"), post(alice, other, "There")]
    with held(running):
        nothing, written = post_messages_now(posts, patience)
    assert nothing is None
    assert wrote(written) == other.head + 1
    again, first = post_messages_now(posts, patience)
    assert wrote(again) == running.head + 1
    assert first == written


@only_postgresql
def test_a_room_that_is_let_go_of_in_time_is_waited_for(alice: Person, running: Room) -> None:
    with held(running) as let_go:
        Timer(0.2, let_go).start()
        (answer,) = post_messages_now([post(alice, running, "Soon")], 15)
    assert wrote(answer) == running.head + 1


@pytest.mark.parametrize("patience", [0, 0.02])
def test_a_room_that_is_closed_says_so_at_once(alice: Person, running: Room, patience: float) -> None:
    late = post(alice, running, "One more thing")
    actions.end(story.seat(alice, running), None, reason="")
    (answer,) = post_messages_now([late], patience)
    assert isinstance(answer, Refused)
    assert answer.code == "room.closed"


@pytest.mark.parametrize(("patience", "tries"), [(0.02, 1), (0, 2)])
def test_whose_seat_was_read_before_others_came_writes_all_the_same(
    alice: Person, running: Room, patience: float, tries: int
) -> None:
    early = post(alice, running, "Who is that?")
    story.guest(alice, running, "observer")
    *_, answer = [post_messages_now([early], patience)[0] for _ in range(tries)]
    assert wrote(answer) == Room.objects.get(pk=running.pk).head
