"""Whoever acts at the same moment meets the room's lock: one after the other, each on what the other left."""

from functools import partial
from uuid import uuid4

import pytest
from django.db import transaction

from collab import clock, wire
from collab.accounts.models import Person
from collab.agenda.firing import fire_due
from collab.errors import Refused
from collab.workrooms import actions, log
from collab.workrooms.models import Event, Member, Room
from collab.workrooms.snapshots import room_of
from tests.workrooms.racing import at_once
from tests.workrooms.story import hourly, kinds, offer, seat

pytestmark = pytest.mark.django_db(transaction=True)

ROUNDS = 5


def test_of_two_acceptances_of_different_terms_one_holds(alice: Person, bob: Person) -> None:
    for _ in range(ROUNDS):
        room = offer(alice, bob.email)
        actions.propose_terms(seat(bob, room), None, terms=hourly(rate=5000))
        of_alice, of_bob = seat(alice, room), seat(bob, room)
        answers = at_once(
            [
                partial(actions.accept_terms, of_alice, None, version=2),
                partial(actions.accept_terms, of_bob, None, version=1),
            ]
        )
        [refused] = [answer for answer in answers if isinstance(answer, Refused)]
        assert refused.code == "terms.decided"
        assert kinds(room, 4) == ["terms.expired", "contract.accepted"]
        accepted = [version for version in room_of(seat(bob, room)).versions if version.state == "accepted"]
        assert len(accepted) == 1


def test_accepting_and_withdrawing_at_once_gives_one_outcome(alice: Person, bob: Person) -> None:
    for _ in range(ROUNDS):
        room = offer(alice, bob.email)
        of_alice, of_bob = seat(alice, room), seat(bob, room)
        answers = at_once(
            [
                partial(actions.withdraw_offer, of_alice, None),
                partial(actions.accept_terms, of_bob, None, version=1),
            ]
        )
        assert sum(isinstance(answer, Refused) for answer in answers) == 1
        assert len(kinds(room, 3)) == 1


def test_the_same_request_sent_many_times_at_once_happens_once(alice: Person, bob: Person) -> None:
    room = offer(alice, bob.email)
    here, key = seat(bob, room), uuid4()
    answers = at_once([partial(actions.accept_terms, here, key, version=1)] * 6)
    assert answers == [answers[0]] * 6
    assert isinstance(answers[0], wire.Done)
    assert kinds(room, 3) == ["contract.accepted"]


def test_the_same_offer_sent_many_times_at_once_makes_one_room(alice: Person, bob: Person) -> None:
    key, terms = uuid4(), hourly()
    answers = at_once([partial(actions.offer, alice, key, to=bob.email, terms=terms)] * 6)
    assert answers == [answers[0]] * 6
    assert Room.objects.count() == 1


def test_who_is_removed_while_they_act_either_acted_before_or_not_at_all(
    alice: Person, bob: Person, charlie: Person
) -> None:
    for _ in range(ROUNDS):
        room = offer(alice, bob.email)
        actions.accept_terms(seat(bob, room), None, version=1)
        asked = actions.invite(seat(alice, room), None, email=charlie.email, role="manager")
        actions.accept_invite(charlie, None, invite=asked.id)
        of_alice, of_charlie = seat(alice, room), seat(charlie, room)
        at_once(
            [
                partial(actions.remove_member, of_alice, None, person=charlie.public_id),
                partial(actions.pause, of_charlie, None),
            ]
        )
        assert kinds(room, 7) in (["member.removed"], ["contract.paused", "member.removed"])


def test_the_clock_fires_once_though_several_processes_look(alice: Person, bob: Person) -> None:
    room = offer(alice, bob.email)
    end = room.versions.get().expires_at

    def look() -> int:
        with clock.at(end):
            return fire_due()

    answers = at_once([look] * 4)
    assert sum(answer for answer in answers if isinstance(answer, int)) == 1
    assert kinds(room, 3) == ["contract.expired"]


def test_eight_writers_leave_no_gap_in_the_log(alice: Person, bob: Person) -> None:
    rooms = [offer(alice, bob.email) for _ in range(2)]
    seats = [seat(person, room) for room in rooms for person in (alice, bob)] * 2
    each = 25

    def write(here: Member) -> None:
        for number in range(each):
            with transaction.atomic(durable=True):
                log.publish(log.lock(here), wire.ReadMarked(seq=number), by=here.person)

    assert at_once([partial(write, here) for here in seats]) == [None] * 8
    for room in rooms:
        seqs = list(Event.objects.filter(room=room).order_by("seq").values_list("seq", flat=True))
        assert seqs == list(range(1, 3 + 4 * each + 1))
        assert Room.objects.get(pk=room.pk).head == seqs[-1]
        instants = list(Event.objects.filter(room=room).order_by("seq").values_list("at", flat=True))
        assert instants[-1] <= clock.now()


def test_a_snapshot_is_of_one_moment_while_others_write(alice: Person, bob: Person) -> None:
    room = offer(alice, bob.email)
    actions.accept_terms(seat(bob, room), None, version=1)
    of_alice, of_bob = seat(alice, room), seat(bob, room)

    def toggle() -> None:
        for _ in range(20):
            actions.pause(of_alice, None)
            actions.resume(of_alice, None)

    def look() -> list[wire.Room]:
        return [room_of(of_bob) for _ in range(20)]

    _, seen = at_once([toggle, look])
    assert isinstance(seen, list)
    for one in seen:
        assert one.status == ("active" if one.head % 2 == 0 else "paused")
