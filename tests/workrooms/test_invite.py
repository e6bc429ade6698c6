from uuid import uuid4

import pytest
from allauth.account.models import EmailAddress

from collab import limits
from collab.accounts.models import Person
from collab.errors import Conflict, Forbidden, NotFound, Refused
from collab.wire import GuestRole
from collab.workrooms import actions
from collab.workrooms.lists import my_invites
from collab.workrooms.models import Room
from collab.workrooms.snapshots import room_of
from tests.workrooms.story import guest, kinds, later, offer, seat


@pytest.mark.parametrize("role", ["manager", "observer"])
def test_somebody_is_asked_in_and_comes_in_with_the_history(
    alice: Person, bob: Person, charlie: Person, running: Room, role: GuestRole
) -> None:
    asked = actions.invite(seat(bob, running), None, email="Charlie@Example.com", role=role)
    [invite] = my_invites(charlie).items
    assert (invite.id, invite.role, invite.side, invite.by.name) == (asked.id, role, "freelancer", "Bob")
    assert invite.room_title == "Booking app"
    joined = actions.accept_invite(charlie, None, invite=invite.id)
    seen = room_of(seat(charlie, running))
    assert (joined.room, joined.seq) == (running.public_id, seen.head)
    assert (seen.role, seen.side, seen.invites) == (role, "freelancer", [])
    assert kinds(running) == [
        "contract.offered", "member.joined", "member.joined", "contract.accepted", "member.invited",
        "invite.closed", "member.joined",
    ]  # fmt: skip
    assert my_invites(charlie).items == []


def test_an_invitation_can_be_declined(alice: Person, charlie: Person, running: Room) -> None:
    asked = actions.invite(seat(alice, running), None, email=charlie.email, role="observer")
    actions.decline_invite(charlie, None, invite=asked.id)
    with pytest.raises(NotFound):
        actions.accept_invite(charlie, None, invite=asked.id)
    with pytest.raises(NotFound):
        seat(charlie, running)
    assert kinds(running, 5) == ["invite.closed"]


def test_an_invitation_can_be_withdrawn_by_its_side_only(
    alice: Person, bob: Person, charlie: Person, running: Room
) -> None:
    asked = actions.invite(seat(alice, running), None, email=charlie.email, role="observer")
    with pytest.raises(Forbidden) as refused:
        actions.withdraw_invite(seat(bob, running), None, invite=asked.id)
    assert refused.value.code == "invite.not_yours"
    actions.withdraw_invite(seat(alice, running), None, invite=asked.id)
    with pytest.raises(NotFound):
        actions.withdraw_invite(seat(alice, running), None, invite=asked.id)
    for answer in (actions.accept_invite, actions.decline_invite):
        with pytest.raises(NotFound) as gone:
            answer(charlie, None, invite=asked.id)
        assert gone.value.code == "invite.not_found"


def test_an_invitation_is_for_the_owner_of_its_address(
    alice: Person, bob: Person, charlie: Person, running: Room
) -> None:
    asked = actions.invite(seat(alice, running), None, email="dana@example.com", role="observer")
    for act in (actions.accept_invite, actions.decline_invite):
        with pytest.raises(NotFound):
            act(charlie, None, invite=asked.id)
        with pytest.raises(NotFound):
            act(charlie, None, invite=uuid4())


def test_the_freelancers_seat_of_an_offer_is_no_invitation_to_answer(alice: Person, charlie: Person) -> None:
    room = offer(alice, "new@example.com")
    [invite] = room_of(seat(alice, room)).invites
    EmailAddress.objects.filter(user=charlie).update(email="new@example.com")
    assert my_invites(charlie).items == []
    with pytest.raises(NotFound):
        actions.decline_invite(charlie, None, invite=invite.id)
    with pytest.raises(Forbidden):
        actions.withdraw_invite(seat(alice, room), None, invite=invite.id)


def test_who_is_here_or_invited_is_not_invited_again(alice: Person, bob: Person, running: Room) -> None:
    actions.invite(seat(alice, running), None, email="dana@example.com", role="observer")
    for email, code in (
        ("dana@example.com", "invite.open"), ("DANA@example.com", "invite.open"), (bob.email, "member.already"),
        (alice.email, "member.already"), ("nobody", "email.invalid"),
    ):  # fmt: skip
        with pytest.raises(Refused) as refused:
            actions.invite(seat(alice, running), None, email=email, role="manager")
        assert refused.value.code == code


def test_who_came_in_by_another_address_meanwhile_does_not_come_in_twice(
    alice: Person, bob: Person, charlie: Person, running: Room
) -> None:
    EmailAddress.objects.create(user=charlie, email="second@example.com", verified=True)
    first = actions.invite(seat(alice, running), None, email=charlie.email, role="observer")
    second = actions.invite(seat(bob, running), None, email="second@example.com", role="manager")
    actions.accept_invite(charlie, None, invite=first.id)
    with pytest.raises(Conflict) as refused:
        actions.accept_invite(charlie, None, invite=second.id)
    assert refused.value.code == "member.already"


def test_observers_invite_nobody(alice: Person, running: Room) -> None:
    dana = guest(alice, running, "observer")
    with pytest.raises(Forbidden):
        actions.invite(seat(dana, running), None, email="eve@example.com", role="observer")


def test_rooms_that_are_over_take_nobody_in(alice: Person, offered: Room, running: Room) -> None:
    actions.end(seat(alice, running), None)
    with pytest.raises(Conflict) as ended:
        actions.invite(seat(alice, running), None, email="dana@example.com", role="observer")
    with later(days=30), pytest.raises(Conflict) as lapsed:
        actions.invite(seat(alice, offered), None, email="dana@example.com", role="observer")
    assert (ended.value.code, lapsed.value.code) == ("room.closed", "terms.expired")


def test_a_room_has_bounds(
    alice: Person, charlie: Person, running: Room, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = actions.invite(seat(alice, running), None, email=charlie.email, role="observer")
    monkeypatch.setattr(limits, "INVITES_PER_ROOM", 1)
    with pytest.raises(Conflict) as invites:
        actions.invite(seat(alice, running), None, email="eve@example.com", role="observer")
    monkeypatch.setattr(limits, "MEMBERS_PER_ROOM", 2)
    with pytest.raises(Conflict) as members:
        actions.accept_invite(charlie, None, invite=asked.id)
    assert (invites.value.code, members.value.code) == ("invite.too_many", "member.too_many")


def test_repeats_change_nothing(alice: Person, charlie: Person, running: Room) -> None:
    key, other = uuid4(), uuid4()
    asked = [
        actions.invite(seat(alice, running), key, email=charlie.email, role="observer") for _ in range(2)
    ]
    assert asked[0] == asked[1]
    joined = [actions.accept_invite(charlie, other, invite=asked[0].id) for _ in range(2)]
    assert joined[0] == joined[1]
    assert kinds(running, 4) == ["member.invited", "invite.closed", "member.joined"]
