import pytest

from collab.accounts.models import Person
from collab.errors import Conflict, Forbidden, NotFound, Refused
from collab.workrooms import actions
from collab.workrooms.models import Room
from collab.workrooms.snapshots import room_of
from tests.workrooms.story import hourly, kinds, later, seat


def test_the_client_declines_the_changes_and_the_offer_stands(
    alice: Person, bob: Person, offered: Room
) -> None:
    actions.propose_terms(seat(bob, offered), None, terms=hourly(rate=5000))
    done = actions.decline_terms(seat(alice, offered), None, version=2, reason="Too much.")
    seen = room_of(seat(alice, offered))
    assert [version.state for version in seen.versions] == ["proposed", "declined"]
    assert (seen.versions[1].decided_by, seen.versions[1].decided_at) == (alice.public_id, done.at)
    assert (seen.status, kinds(offered, 4)) == ("offered", ["terms.declined"])


def test_whoever_proposed_may_take_it_back_and_propose_again(bob: Person, running: Room) -> None:
    actions.propose_terms(seat(bob, running), None, terms=hourly(rate=5000))
    actions.withdraw_terms(seat(bob, running), None, version=2)
    actions.propose_terms(seat(bob, running), None, terms=hourly(rate=4900))
    states = [version.state for version in room_of(seat(bob, running)).versions]
    assert states == ["accepted", "withdrawn", "proposed"]
    assert kinds(running, 5) == ["terms.withdrawn", "terms.proposed"]


def test_each_side_keeps_to_its_own(alice: Person, bob: Person, running: Room) -> None:
    actions.propose_terms(seat(bob, running), None, terms=hourly(rate=5000))
    with pytest.raises(Forbidden) as own:
        actions.decline_terms(seat(bob, running), None, version=2)
    with pytest.raises(Forbidden) as other:
        actions.withdraw_terms(seat(alice, running), None, version=2)
    assert (own.value.code, other.value.code) == ("terms.own", "terms.not_yours")


def test_the_offer_itself_is_declined_and_withdrawn_with_its_contract(
    alice: Person, bob: Person, offered: Room
) -> None:
    for act, person in ((actions.decline_terms, bob), (actions.withdraw_terms, alice)):
        with pytest.raises(Conflict) as refused:
            act(seat(person, offered), None, version=1)
        assert refused.value.code == "terms.offer"


def test_nothing_is_decided_twice_or_too_late_or_from_nowhere(
    alice: Person, bob: Person, running: Room
) -> None:
    actions.propose_terms(seat(bob, running), None, terms=hourly(rate=5000))
    with later(days=14):
        for act, person in ((actions.decline_terms, alice), (actions.withdraw_terms, bob)):
            with pytest.raises(Conflict) as late:
                act(seat(person, running), None, version=2)
            assert late.value.code == "terms.expired"
    actions.decline_terms(seat(alice, running), None, version=2)
    for act, person in ((actions.decline_terms, alice), (actions.withdraw_terms, bob)):
        with pytest.raises(Conflict) as twice:
            act(seat(person, running), None, version=2)
        assert twice.value.code == "terms.decided"
        with pytest.raises(NotFound):
            act(seat(person, running), None, version=3)


def test_a_reason_is_words(alice: Person, bob: Person, running: Room) -> None:
    actions.propose_terms(seat(bob, running), None, terms=hourly(rate=5000))
    for reason, code in (
        ("x" * 1001, "reason.too_long"),
        ("\x00", "reason.control"),
        ("\u202e", "reason.bidi"),
    ):
        with pytest.raises(Refused) as refused:
            actions.decline_terms(seat(alice, running), None, version=2, reason=reason)
        assert refused.value.code == code
