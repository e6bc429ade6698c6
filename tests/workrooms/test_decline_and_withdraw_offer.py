from uuid import uuid4

import pytest
from allauth.account.models import EmailAddress

from collab.accounts.models import Person
from collab.errors import Conflict, Forbidden
from collab.workrooms import actions
from collab.workrooms.models import Room
from collab.workrooms.snapshots import room_of
from tests.workrooms.story import guest, hourly, kinds, later, offer, seat


def test_the_freelancer_declines_with_a_reason(alice: Person, bob: Person, offered: Room) -> None:
    done = actions.decline_offer(seat(bob, offered), None, reason=" No time. ")
    seen = room_of(seat(alice, offered))
    assert (seen.status, seen.status_reason, seen.expires_at) == ("declined", " No time. ", None)
    [version] = seen.versions
    assert (version.state, version.decided_by, version.decided_at) == ("declined", bob.public_id, done.at)
    assert kinds(offered, 3) == ["contract.declined"]


def test_the_client_withdraws_and_what_was_open_closes_with_the_offer(
    alice: Person, bob: Person, offered: Room
) -> None:
    actions.propose_terms(seat(bob, offered), None, terms=hourly(rate=5000))
    actions.invite(seat(alice, offered), None, email="dana@example.com", role="observer")
    actions.withdraw_offer(seat(alice, offered), None)
    seen = room_of(seat(bob, offered))
    assert (seen.status, seen.invites) == ("withdrawn", [])
    assert [version.state for version in seen.versions] == ["withdrawn", "expired"]
    assert kinds(offered, 5) == ["terms.expired", "invite.closed", "contract.withdrawn"]


def test_an_address_that_signs_up_after_the_offer_was_withdrawn_gets_nothing(
    alice: Person, charlie: Person
) -> None:
    room = offer(alice, "new@example.com")
    actions.withdraw_offer(seat(alice, room), None)
    EmailAddress.objects.create(user=charlie, email="new@example.com", verified=True)
    assert actions.take_offered_seats(charlie) == 0
    assert not room.members.filter(person=charlie).exists()


def test_neither_side_does_the_others_step(alice: Person, bob: Person, offered: Room) -> None:
    with pytest.raises(Forbidden):
        actions.decline_offer(seat(alice, offered), None)
    with pytest.raises(Forbidden):
        actions.withdraw_offer(seat(bob, offered), None)


def test_a_manager_cannot_withdraw_the_offer(alice: Person, offered: Room) -> None:
    dana = guest(alice, offered, "manager")
    with pytest.raises(Forbidden):
        actions.withdraw_offer(seat(dana, offered), None)


def test_an_offer_is_concluded_once_and_in_time(alice: Person, bob: Person, offered: Room) -> None:
    with later(days=30):
        for act, person in ((actions.decline_offer, bob), (actions.withdraw_offer, alice)):
            with pytest.raises(Conflict) as late:
                act(seat(person, offered), None)
            assert late.value.code == "terms.expired"
    key = uuid4()
    first = actions.decline_offer(seat(bob, offered), key)
    assert actions.decline_offer(seat(bob, offered), key) == first
    for act, person in ((actions.decline_offer, bob), (actions.withdraw_offer, alice)):
        with pytest.raises(Conflict) as twice:
            act(seat(person, offered), None)
        assert twice.value.code == "room.closed"


def test_a_running_contract_cannot_be_declined(bob: Person, running: Room) -> None:
    with pytest.raises(Conflict) as refused:
        actions.decline_offer(seat(bob, running), None)
    assert refused.value.code == "contract.not_now"
