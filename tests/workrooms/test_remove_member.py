from uuid import uuid4

import pytest

from collab.accounts.models import Person
from collab.errors import Forbidden, NotFound
from collab.wire import GuestRole
from collab.workrooms import actions, log
from collab.workrooms.models import Member, Room
from collab.workrooms.snapshots import room_of
from tests.workrooms.story import guest, kinds, seat


def test_who_is_removed_finds_nothing_any_more_but_keeps_their_name_in_the_record(
    alice: Person, running: Room
) -> None:
    dana = guest(alice, running, "manager")
    held = seat(dana, running)
    before = Room.objects.get(pk=running.pk).seats_version
    actions.remove_member(seat(alice, running), None, person=dana.public_id)
    with pytest.raises(NotFound):
        seat(dana, running)
    with pytest.raises(NotFound):
        actions.pause(held, None)
    seen = room_of(seat(alice, running))
    assert [member.person.name for member in seen.members] == ["Alice", "Bob"]
    assert [person.name for person in seen.people] == ["Alice", "Bob", "Dana"]
    assert Room.objects.get(pk=running.pk).seats_version > before
    assert kinds(running, 7) == ["member.removed"]


@pytest.mark.parametrize("role", ["manager", "observer"])
def test_a_guest_may_leave_even_a_contract_that_is_over(
    alice: Person, running: Room, role: GuestRole
) -> None:
    dana = guest(alice, running, role)
    actions.end(seat(alice, running), None)
    actions.remove_member(seat(dana, running), None, person=dana.public_id)
    last = log.since(running, 0)[-1]
    assert (last.kind, last.by, last.data) == (
        "member.removed",
        dana.public_id,
        {"person": str(dana.public_id)},
    )


def test_who_comes_back_has_another_role_and_reads_anew(alice: Person, bob: Person, running: Room) -> None:
    dana = guest(alice, running, "manager")
    Member.objects.filter(person=dana).update(read_seq=5)
    actions.remove_member(seat(alice, running), None, person=dana.public_id)
    asked = actions.invite(seat(bob, running), None, email=dana.email, role="observer")
    actions.accept_invite(dana, None, invite=asked.id)
    back = seat(dana, running)
    assert (back.role, back.side, back.read_seq) == ("observer", "freelancer", 0)


@pytest.mark.parametrize("party", ["alice", "bob"])
def test_nobody_removes_the_parties(alice: Person, bob: Person, running: Room, party: str) -> None:
    dana, target = guest(alice, running, "manager"), {"alice": alice, "bob": bob}[party]
    for person in (alice, bob, dana):
        with pytest.raises(Forbidden):
            actions.remove_member(seat(person, running), None, person=target.public_id)


def test_the_other_sides_guests_stay(alice: Person, bob: Person, running: Room) -> None:
    dana = guest(alice, running, "observer")
    with pytest.raises(Forbidden) as refused:
        actions.remove_member(seat(bob, running), None, person=dana.public_id)
    assert refused.value.code == "member.not_yours"


def test_observers_remove_nobody_else(alice: Person, running: Room) -> None:
    dana, eve = guest(alice, running, "observer"), guest(alice, running, "observer", "Eve")
    with pytest.raises(Forbidden):
        actions.remove_member(seat(dana, running), None, person=eve.public_id)


def test_strangers_cannot_be_removed(alice: Person, charlie: Person, running: Room) -> None:
    dana = guest(alice, running, "observer")
    actions.remove_member(seat(alice, running), None, person=dana.public_id)
    for person in (charlie.public_id, dana.public_id, uuid4()):
        with pytest.raises(NotFound) as refused:
            actions.remove_member(seat(alice, running), None, person=person)
        assert refused.value.code == "member.not_found"


def test_a_repeat_removes_once_though_the_seat_is_gone(alice: Person, running: Room) -> None:
    dana, key = guest(alice, running, "observer"), uuid4()
    first = actions.remove_member(seat(alice, running), key, person=dana.public_id)
    assert actions.remove_member(seat(alice, running), key, person=dana.public_id) == first
