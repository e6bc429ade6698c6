import pytest

from collab import clock, limits
from collab.accounts.models import Person
from collab.errors import Conflict, Forbidden, Refused
from collab.workrooms import actions
from collab.workrooms.models import Room
from collab.workrooms.snapshots import room_of
from tests.workrooms.story import fixed, guest, hourly, kinds, later, seat


def test_the_freelancer_asks_for_changes_and_the_client_sees_both_versions(
    alice: Person, bob: Person, offered: Room
) -> None:
    proposed = actions.propose_terms(seat(bob, offered), None, terms=hourly(rate=5000), note="My rate.")
    seen = room_of(seat(alice, offered))
    assert (seen.status, seen.terms.rate) == ("offered", 4500)
    offer, asked = seen.versions
    assert (asked.version, asked.terms.rate, asked.note, asked.side) == (2, 5000, "My rate.", "freelancer")
    assert asked.expires_at == offer.expires_at == seen.expires_at
    assert (proposed.version, kinds(offered, 3)) == (2, ["terms.proposed"])


def test_changes_to_an_offer_can_be_asked_for_seven_days(bob: Person, offered: Room) -> None:
    with later(days=7), pytest.raises(Conflict) as refused:
        actions.propose_terms(seat(bob, offered), None, terms=hourly(rate=5000))
    assert refused.value.code == "terms.too_late"
    with later(days=6.99):
        actions.propose_terms(seat(bob, offered), None, terms=hourly(rate=5000))


def test_the_client_does_not_change_an_offer_but_makes_another(alice: Person, offered: Room) -> None:
    with pytest.raises(Forbidden) as refused:
        actions.propose_terms(seat(alice, offered), None, terms=hourly(rate=5000))
    assert refused.value.code == "terms.own"


def test_a_side_has_one_proposal_at_a_time_and_both_sides_may_have_one(
    alice: Person, bob: Person, running: Room
) -> None:
    actions.propose_terms(seat(alice, running), None, terms=hourly(weekly_limit=40))
    actions.propose_terms(seat(bob, running), None, terms=hourly(rate=5000))
    with pytest.raises(Conflict) as refused:
        actions.propose_terms(seat(bob, running), None, terms=hourly(rate=5100))
    assert refused.value.code == "terms.open"


def test_a_lapsed_proposal_does_not_stand_in_the_way_of_the_next(alice: Person, running: Room) -> None:
    actions.propose_terms(seat(alice, running), None, terms=hourly(weekly_limit=40))
    with later(days=14):
        actions.propose_terms(
            seat(alice, running),
            None,
            terms=hourly(weekly_limit=30, start=clock.now().date()).model_copy(
                update={"start": room_of(seat(alice, running)).terms.start}
            ),
        )
    assert kinds(running, 5) == ["terms.expired", "terms.proposed"]


def test_an_amendment_is_based_on_what_was_agreed_last(alice: Person, bob: Person, running: Room) -> None:
    actions.propose_terms(seat(bob, running), None, terms=hourly(rate=5000))
    actions.accept_terms(seat(alice, running), None, version=2)
    with pytest.raises(Conflict) as refused:
        actions.propose_terms(seat(bob, running), None, terms=hourly(rate=5000))
    assert refused.value.code == "terms.same"


def test_kind_and_currency_of_a_running_contract_stay(alice: Person, running: Room) -> None:
    for other in (fixed(), hourly(currency="EUR")):
        with pytest.raises(Conflict) as refused:
            actions.propose_terms(seat(alice, running), None, terms=other)
        assert refused.value.code == "terms.settled"


def test_terms_that_cannot_be_are_refused_in_an_amendment_too(alice: Person, running: Room) -> None:
    with pytest.raises(Refused) as refused:
        actions.propose_terms(seat(alice, running), None, terms=hourly(rate=-1))
    assert refused.value.code == "terms.rate"


def test_a_manager_does_not_decide_on_money(alice: Person, running: Room) -> None:
    dana = guest(alice, running, "manager")
    with pytest.raises(Forbidden) as refused:
        actions.propose_terms(seat(dana, running), None, terms=hourly(rate=5000))
    assert refused.value.code == "role.may_not"


def test_terms_are_not_proposed_without_end(
    alice: Person, running: Room, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(limits, "PROPOSALS_PER_ROOM", 2)
    actions.propose_terms(seat(alice, running), None, terms=hourly(weekly_limit=40))
    actions.withdraw_terms(seat(alice, running), None, version=2)
    with pytest.raises(Conflict) as refused:
        actions.propose_terms(seat(alice, running), None, terms=hourly(weekly_limit=40))
    assert refused.value.code == "terms.too_many"


def test_on_an_offer_whose_time_is_over_nothing_can_be_asked(bob: Person, offered: Room) -> None:
    with later(days=30), pytest.raises(Conflict) as refused:
        actions.propose_terms(seat(bob, offered), None, terms=hourly(rate=5000))
    assert refused.value.code == "terms.expired"
