from datetime import timedelta

import pytest
from allauth.account.models import EmailAddress

from collab import clock
from collab.accounts.models import Person
from collab.workrooms import actions
from collab.workrooms.actions import due
from collab.workrooms.log import since
from collab.workrooms.models import Invite, Room
from collab.workrooms.snapshots import room_of
from tests.workrooms.story import hourly, kinds, later, offer, seat


def test_an_offer_that_nobody_answered_lapses_with_all_that_was_open(
    alice: Person, bob: Person, offered: Room
) -> None:
    actions.propose_terms(seat(bob, offered), None, terms=hourly(rate=5000))
    end = offered.versions.get(version=1).expires_at
    assert actions.expire_due(end - timedelta(microseconds=1)) == 0
    assert actions.expire_due(end) == 1
    seen = room_of(seat(alice, offered))
    assert (seen.status, [version.state for version in seen.versions]) == ("expired", ["expired", "expired"])
    assert (seen.versions[0].decided_by, seen.versions[0].decided_at) == (None, end)
    assert kinds(offered, 4) == ["terms.expired", "contract.expired"]
    assert since(offered, 5)[0].by is None


def test_an_amendment_lapses_and_the_contract_runs_on(alice: Person, running: Room) -> None:
    actions.propose_terms(seat(alice, running), None, terms=hourly(weekly_limit=40))
    with later(days=14):
        assert actions.expire_due(clock.now()) == 1
    assert room_of(seat(alice, running)).status == "active"
    assert kinds(running, 5) == ["terms.expired"]


def test_firing_twice_changes_nothing(offered: Room) -> None:
    with later(days=30):
        assert [actions.expire_due(clock.now()) for _ in range(3)] == [1, 0, 0]
    assert kinds(offered, 3) == ["contract.expired"]


def test_an_address_does_not_get_the_seat_of_an_offer_that_lapsed(alice: Person, charlie: Person) -> None:
    room = offer(alice, "new@example.com")
    with later(days=30):
        actions.expire_due(clock.now())
    assert Invite.objects.get(room=room).closed == "withdrawn"
    EmailAddress.objects.create(user=charlie, email="new@example.com", verified=True)
    assert actions.take_offered_seats(charlie) == 0
    assert not room.members.filter(person=charlie).exists()


def test_many_lapse_in_bounded_portions(alice: Person, bob: Person, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(due, "ROOMS_AT_ONCE", 2)
    for _ in range(3):
        offer(alice, bob.email)
    with later(days=30):
        assert [actions.expire_due(clock.now()) for _ in range(3)] == [2, 1, 0]
