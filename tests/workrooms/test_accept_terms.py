from uuid import uuid4

import pytest

from collab import clock
from collab.accounts.models import Person
from collab.errors import Conflict, Forbidden, NotFound
from collab.workrooms import actions
from collab.workrooms.models import Room
from collab.workrooms.snapshots import room_of
from tests.workrooms.story import hourly, kinds, later, running, seat


def test_the_freelancer_accepts_the_offer_and_the_workroom_opens(bob: Person, offered: Room) -> None:
    done = actions.accept_terms(seat(bob, offered), None, version=1)
    seen = room_of(seat(bob, offered))
    assert (seen.status, seen.expires_at, seen.head) == ("active", None, done.seq)
    [version] = seen.versions
    assert (version.state, version.decided_by, version.decided_at) == ("accepted", bob.public_id, done.at)
    assert version.counts_from == dict.fromkeys(type(seen.terms).model_fields, done.at)
    assert kinds(offered, 3) == ["contract.accepted"]


def test_the_client_accepts_the_freelancers_changes_and_the_workroom_opens_on_them(
    alice: Person, bob: Person, offered: Room
) -> None:
    actions.propose_terms(seat(bob, offered), None, terms=hourly(rate=5000, title="Booking, again"))
    actions.accept_terms(seat(alice, offered), None, version=2)
    seen = room_of(seat(alice, offered))
    assert (seen.status, seen.terms.rate, seen.title) == ("active", 5000, "Booking, again")
    assert [version.state for version in seen.versions] == ["expired", "accepted"]
    assert kinds(offered, 4) == ["terms.expired", "contract.accepted"]


def test_the_offer_stays_acceptable_while_changes_are_asked_for(bob: Person, offered: Room) -> None:
    actions.propose_terms(seat(bob, offered), None, terms=hourly(rate=5000))
    actions.accept_terms(seat(bob, offered), None, version=1)
    seen = room_of(seat(bob, offered))
    assert (seen.status, seen.terms.rate) == ("active", 4500)
    assert [version.state for version in seen.versions] == ["accepted", "expired"]


def test_an_amendment_changes_terms_of_a_running_contract(alice: Person, bob: Person, running: Room) -> None:
    actions.propose_terms(seat(alice, running), None, terms=hourly(weekly_limit=40, title="Booking, longer"))
    done = actions.accept_terms(seat(bob, running), None, version=2)
    seen = room_of(seat(bob, running))
    assert (seen.title, seen.terms.weekly_limit, seen.status) == ("Booking, longer", 40, "active")
    assert seen.versions[1].counts_from == {"title": done.at, "weekly_limit": done.at}
    assert kinds(running, 4) == ["terms.proposed", "terms.accepted", "week.changed"]


def test_accepting_one_proposal_lets_the_one_of_the_other_side_lapse(
    alice: Person, bob: Person, running: Room
) -> None:
    actions.propose_terms(seat(alice, running), None, terms=hourly(weekly_limit=40))
    actions.propose_terms(seat(bob, running), None, terms=hourly(rate=5000))
    actions.accept_terms(seat(bob, running), None, version=2)
    states = [version.state for version in room_of(seat(bob, running)).versions]
    assert states == ["accepted", "accepted", "expired"]
    assert kinds(running, 6) == ["terms.expired", "terms.accepted", "week.changed"]


def test_nobody_accepts_what_their_own_side_proposed(alice: Person, bob: Person, offered: Room) -> None:
    with pytest.raises(Forbidden) as refused:
        actions.accept_terms(seat(alice, offered), None, version=1)
    assert refused.value.code == "terms.own"


def test_accepting_twice_is_refused_but_a_repeat_gets_the_first_answer(bob: Person, offered: Room) -> None:
    key = uuid4()
    first = actions.accept_terms(seat(bob, offered), key, version=1)
    assert actions.accept_terms(seat(bob, offered), key, version=1) == first
    with pytest.raises(Conflict) as refused:
        actions.accept_terms(seat(bob, offered), uuid4(), version=1)
    assert refused.value.code == "terms.decided"
    with pytest.raises(Conflict) as reused:
        actions.accept_terms(seat(bob, offered), key, version=2)
    assert reused.value.code == "key.reused"


def test_the_same_key_in_another_room_is_another_thing(alice: Person, bob: Person, offered: Room) -> None:
    other, key = running(alice, bob), uuid4()
    actions.accept_terms(seat(bob, offered), key, version=1)
    with pytest.raises(Conflict) as reused:
        actions.accept_terms(seat(bob, other), key, version=1)
    assert reused.value.code == "key.reused"


def test_a_version_that_does_not_exist_is_not_found(bob: Person, offered: Room) -> None:
    with pytest.raises(NotFound) as refused:
        actions.accept_terms(seat(bob, offered), None, version=2)
    assert refused.value.code == "terms.not_found"


def test_an_offer_is_acceptable_until_its_last_microsecond_even_if_nothing_swept_it(
    bob: Person, offered: Room
) -> None:
    end = offered.versions.get().expires_at
    with clock.at(end), pytest.raises(Conflict) as refused:
        actions.accept_terms(seat(bob, offered), None, version=1)
    assert refused.value.code == "terms.expired"
    with clock.at(end - clock.now().resolution):
        actions.accept_terms(seat(bob, offered), None, version=1)


def test_an_amendment_lapses_after_fourteen_days(alice: Person, bob: Person, running: Room) -> None:
    actions.propose_terms(seat(alice, running), None, terms=hourly(weekly_limit=40))
    with later(days=14), pytest.raises(Conflict) as refused:
        actions.accept_terms(seat(bob, running), None, version=2)
    assert refused.value.code == "terms.expired"


def test_what_was_declined_or_ended_cannot_be_accepted(
    alice: Person, bob: Person, offered: Room, running: Room
) -> None:
    actions.decline_offer(seat(bob, offered), None)
    actions.propose_terms(seat(alice, running), None, terms=hourly(weekly_limit=40))
    actions.end(seat(bob, running), None)
    for room, version in ((offered, 1), (running, 2)):
        with pytest.raises(Conflict) as refused:
            actions.accept_terms(seat(bob, room), None, version=version)
        assert refused.value.code == "room.closed"
