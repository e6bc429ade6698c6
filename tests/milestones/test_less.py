from collections.abc import Callable
from uuid import uuid4

import pytest
from django.test import Client

from collab.accounts.models import Person
from collab.billing.models import Release
from collab.errors import Forbidden
from collab.milestones import actions
from collab.milestones.silence import APPROVE
from collab.workrooms.log import since
from tests.milestones.deal import Deal, check, work
from tests.workrooms import story

Browser = Callable[[Person], Client]


def test_the_client_offers_and_the_freelancer_decides(deal: Deal) -> None:
    one = deal.submitted()
    head = deal.head
    deal.do(deal.alice, actions.offer_less, one, minor=30_000, note="Half is missing.")
    seen = deal.card(one, deal.bob)
    assert (seen.state, seen.whose) == ("submitted", "freelancer")
    assert seen.less is not None
    assert (seen.less.minor, seen.less.note, seen.less.by) == (
        30_000,
        "Half is missing.",
        deal.alice.public_id,
    )
    assert seen.may == ["less.accept", "less.decline"]
    [event] = since(deal.room, head)
    assert (event.kind, event.data["minor"]) == ("less.offered", 30_000)
    assert len(deal.dues(APPROVE)) == 1


def test_accepted_it_is_released_and_the_rest_stays_in_escrow(deal: Deal) -> None:
    one = deal.submitted()
    deal.do(deal.alice, actions.offer_less, one, minor=30_000, note="Half is missing.")
    head = deal.head
    done = deal.do(deal.bob, actions.accept_less, one, minor=30_000)
    assert (done.milestone.state, done.milestone.released, done.milestone.less) == ("approved", 30_000, None)
    assert done.milestone.submissions[0].note == "Half is missing."
    [event] = since(deal.room, head)
    assert (event.kind, event.data["minor"], event.by) == ("milestone.approved", 30_000, deal.bob.public_id)
    assert (deal.money.held, deal.money.free, deal.money.released) == (20_000, 20_000, 30_000)
    assert deal.dues(APPROVE) == []
    check()


def test_declined_or_withdrawn_everything_is_as_before(deal: Deal) -> None:
    one = deal.submitted()
    for who, verb, how in (
        (deal.bob, actions.decline_less, "declined"),
        (deal.alice, actions.withdraw_less, "withdrawn"),
    ):
        deal.do(deal.alice, actions.offer_less, one, minor=30_000)
        head = deal.head
        deal.do(who, verb, one)
        [event] = since(deal.room, head)
        assert (event.kind, event.data["how"]) == ("less.ended", how)
        assert (deal.card(one).less, deal.card(one).whose) == (None, "client")
        assert deal.refused(who, verb, one) == "less.none"
    assert deal.refused(deal.bob, actions.accept_less, one, minor=30_000) == "less.none"


@pytest.mark.parametrize("minor", [0, -1, 50_000, 50_001, 2**70])
def test_less_is_less_and_more_than_nothing(deal: Deal, minor: int) -> None:
    assert deal.refused(deal.alice, actions.offer_less, deal.submitted(), minor=minor) == "less.amount"


@pytest.mark.parametrize("minor", [100.5, "100", None])
def test_less_is_whole_minor_units(deal: Deal, signed_in: Browser, minor: object) -> None:
    where = f"/rooms/{deal.room.public_id}/milestones/{uuid4()}/less"
    status, problem = story.post(signed_in(deal.alice), where, {"minor": minor})
    assert (status, problem["code"]) == (422, "request.invalid")


def test_one_takes_what_one_saw(deal: Deal) -> None:
    one = deal.submitted()
    deal.do(deal.alice, actions.offer_less, one, minor=30_000)
    deal.do(deal.alice, actions.withdraw_less, one)
    deal.do(deal.alice, actions.offer_less, one, minor=1)
    assert deal.refused(deal.bob, actions.accept_less, one, minor=30_000) == "less.changed"


def test_one_offer_waits_at_a_time(deal: Deal) -> None:
    one = deal.submitted()
    deal.do(deal.alice, actions.offer_less, one, minor=30_000)
    assert deal.refused(deal.alice, actions.offer_less, one, minor=40_000) == "less.open"


def test_the_client_may_still_approve_in_full(deal: Deal) -> None:
    one = deal.submitted()
    deal.do(deal.alice, actions.offer_less, one, minor=30_000)
    deal.do(deal.alice, actions.approve, one)
    assert (deal.card(one).released, deal.card(one).less) == (50_000, None)
    assert deal.refused(deal.bob, actions.accept_less, one, minor=30_000) == "milestone.not_now"
    assert Release.objects.count() == 1


def test_asking_for_changes_takes_the_offer_back(deal: Deal) -> None:
    one = deal.submitted()
    deal.do(deal.alice, actions.offer_less, one, minor=30_000)
    head = deal.head
    deal.do(deal.alice, actions.request_changes, one, note="Rather do the rest.")
    assert deal.kinds(head) == ["less.ended", "milestone.changes_requested"]
    assert deal.refused(deal.bob, actions.accept_less, one, minor=30_000) == "milestone.not_now"


def test_the_review_clock_goes_on_and_silence_of_both_pays_in_full(deal: Deal) -> None:
    one = deal.submitted()
    deal.do(deal.alice, actions.offer_less, one, minor=30_000)
    with story.later(days=14):
        assert deal.refused(deal.bob, actions.accept_less, one, minor=30_000) == "milestone.review_over"
        work()
    assert (deal.card(one).state, deal.card(one).released) == ("approved", 50_000)
    check()


def test_managers_decide_nothing_about_money(deal: Deal) -> None:
    one = deal.submitted()
    theirs = story.guest(deal.alice, deal.room, "manager", "Mia")
    his = story.guest(deal.bob, deal.room, "manager", "Max")
    with pytest.raises(Forbidden):
        deal.do(theirs, actions.offer_less, one, minor=1)
    deal.do(deal.alice, actions.offer_less, one, minor=1)
    for who, verb, how in (
        (his, actions.accept_less, {"minor": 1}),
        (his, actions.decline_less, {}),
        (theirs, actions.withdraw_less, {}),
        (deal.alice, actions.accept_less, {"minor": 1}),
        (deal.bob, actions.withdraw_less, {}),
    ):
        with pytest.raises(Forbidden):
            deal.do(who, verb, one, **how)
