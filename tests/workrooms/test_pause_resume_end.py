from uuid import uuid4

import pytest

from collab.accounts.models import Person
from collab.errors import Conflict, Forbidden
from collab.workrooms import actions
from collab.workrooms.models import Room
from collab.workrooms.snapshots import room_of
from tests.workrooms.story import guest, hourly, kinds, seat


def test_the_client_pauses_and_resumes(alice: Person, bob: Person, running: Room) -> None:
    actions.pause(seat(alice, running), None, reason="Holidays.")
    paused = room_of(seat(bob, running))
    assert (paused.status, paused.status_reason) == ("paused", "Holidays.")
    actions.resume(seat(alice, running), None)
    resumed = room_of(seat(bob, running))
    assert (resumed.status, resumed.status_reason) == ("active", "")
    assert kinds(running, 4) == ["contract.paused", "contract.resumed"]


@pytest.mark.parametrize("who", ["alice", "bob"])
def test_either_side_ends_and_nothing_stays_open(alice: Person, bob: Person, running: Room, who: str) -> None:
    actions.propose_terms(seat(bob, running), None, terms=hourly(rate=5000))
    actions.invite(seat(bob, running), None, email="dana@example.com", role="observer")
    actions.end(seat({"alice": alice, "bob": bob}[who], running), None, reason="All done.")
    seen = room_of(seat(alice, running))
    assert (seen.status, seen.status_reason, seen.invites) == ("ended", "All done.", [])
    assert [version.state for version in seen.versions] == ["accepted", "expired"]
    assert kinds(running, 6) == ["terms.expired", "invite.closed", "contract.ended"]


def test_a_manager_acts_for_the_client(alice: Person, running: Room) -> None:
    dana = guest(alice, running, "manager")
    actions.pause(seat(dana, running), None)
    actions.resume(seat(dana, running), None)
    actions.end(seat(dana, running), None)
    assert room_of(seat(alice, running)).status == "ended"


def test_the_freelancers_side_neither_pauses_nor_resumes(alice: Person, bob: Person, running: Room) -> None:
    dana = guest(bob, running, "manager")
    for person in (bob, dana):
        with pytest.raises(Forbidden):
            actions.pause(seat(person, running), None)
    actions.pause(seat(alice, running), None)
    for person in (bob, dana):
        with pytest.raises(Forbidden):
            actions.resume(seat(person, running), None)


def test_an_observer_changes_nothing(alice: Person, running: Room) -> None:
    dana = guest(alice, running, "observer")
    for act in (actions.pause, actions.resume, actions.end):
        with pytest.raises(Forbidden):
            act(seat(dana, running), None)


def test_steps_from_the_wrong_state_are_refused(alice: Person, offered: Room, running: Room) -> None:
    def code(act: object, room: Room) -> str:
        with pytest.raises(Conflict) as refused:
            act(seat(alice, room), None)  # type: ignore[operator]
        return refused.value.code

    assert [code(act, offered) for act in (actions.pause, actions.resume, actions.end)] == [
        "room.not_open"
    ] * 3
    assert code(actions.resume, running) == "contract.not_now"
    actions.pause(seat(alice, running), None)
    assert code(actions.pause, running) == "contract.not_now"
    actions.end(seat(alice, running), None)
    assert [code(act, running) for act in (actions.pause, actions.resume, actions.end)] == ["room.closed"] * 3


def test_a_repeat_pauses_once(alice: Person, running: Room) -> None:
    key = uuid4()
    first = actions.pause(seat(alice, running), key, reason="Holidays.")
    assert actions.pause(seat(alice, running), key, reason="Holidays.") == first
    with pytest.raises(Conflict) as reused:
        actions.pause(seat(alice, running), key, reason="Another reason.")
    assert reused.value.code == "key.reused"
    assert kinds(running, 4) == ["contract.paused"]
