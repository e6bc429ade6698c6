from datetime import timedelta

from allauth.account.models import EmailAddress

from collab import clock
from collab.accounts.models import Person
from collab.agenda import book
from collab.agenda.firing import fire_due
from collab.workrooms import actions
from collab.workrooms.log import since
from collab.workrooms.models import Invite, Room
from collab.workrooms.snapshots import room_of
from tests.workrooms.story import fixed, hourly, kinds, later, offer, running, seat


def test_an_offer_that_nobody_answered_lapses_with_all_that_was_open(
    alice: Person, bob: Person, offered: Room
) -> None:
    actions.propose_terms(seat(bob, offered), None, terms=hourly(rate=5000))
    end = offered.versions.get(version=1).expires_at
    with clock.at(end - timedelta(microseconds=1)):
        assert fire_due() == 0
    with clock.at(end):
        assert fire_due() == 2
    seen = room_of(seat(alice, offered))
    assert (seen.status, [version.state for version in seen.versions]) == ("expired", ["expired", "expired"])
    assert (seen.versions[0].decided_by, seen.versions[0].decided_at) == (None, end)
    assert kinds(offered, 4) == ["terms.expired", "contract.expired"]
    assert since(offered, 5)[0].by is None


def test_an_amendment_lapses_and_the_contract_runs_on(alice: Person, bob: Person) -> None:
    room = running(alice, bob, fixed())
    actions.propose_terms(seat(alice, room), None, terms=fixed(title="Two logos"))
    with later(days=14):
        assert fire_due() == 1
    assert room_of(seat(alice, room)).status == "active"
    assert kinds(room, 5) == ["terms.expired"]


def test_firing_twice_changes_nothing(offered: Room) -> None:
    with later(days=30):
        assert [fire_due() for _ in range(3)] == [1, 0, 0]
    assert kinds(offered, 3) == ["contract.expired"]


def test_an_address_does_not_get_the_seat_of_an_offer_that_lapsed(alice: Person, charlie: Person) -> None:
    room = offer(alice, "new@example.com")
    with later(days=30):
        fire_due()
    assert Invite.objects.get(room=room).closed == "withdrawn"
    EmailAddress.objects.create(user=charlie, email="new@example.com", verified=True)
    assert actions.take_offered_seats(charlie) == 0
    assert not room.members.filter(person=charlie).exists()


def test_what_happens_if_nobody_answers_is_there_to_be_seen(alice: Person, bob: Person) -> None:
    room = running(alice, bob, fixed())
    assert book.in_rooms([room.pk]) == []
    actions.propose_terms(seat(bob, room), None, terms=fixed(title="Two logos"))
    [due] = book.in_rooms([room.pk])
    assert (due.side, due.sentence) == ("client", "The proposal lapses, and the terms stay as they are.")
    assert due.due_at == room.versions.get(version=2).expires_at
    actions.accept_terms(seat(alice, room), None, version=2)
    assert book.in_rooms([room.pk]) == []
