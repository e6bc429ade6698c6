from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest

from collab import clock
from collab.errors import Forbidden
from collab.milestones import actions
from collab.milestones.models import Change
from collab.milestones.silence import CANCEL
from collab.workrooms.log import since
from tests.milestones.deal import Deal, check, draft, work
from tests.workrooms import story


def proposed(deal: Deal, milestone: Any, **changes: Any) -> Any:
    """A change that Bob proposes; its id."""
    done = deal.do(deal.bob, actions.propose_change, milestone, draft=draft(**changes))
    assert done.milestone.change is not None
    return done.milestone.change.id


def test_one_side_proposes_and_the_other_decides(deal: Deal) -> None:
    one = deal.funded()
    head = deal.head
    id = proposed(deal, one, title="A smaller logo", minor=40_000)
    seen = deal.card(one)
    assert seen.change is not None
    assert (seen.title, seen.change.draft.title, seen.change.side, seen.whose) == (
        "Logo", "A smaller logo", "freelancer", "client",
    )  # fmt: skip
    assert deal.kinds(head) == ["change.proposed"]
    assert deal.refused(deal.bob, actions.accept_change, one, change=id) == "change.own"
    assert deal.refused(deal.bob, actions.decline_change, one) == "change.own"
    assert deal.refused(deal.alice, actions.withdraw_change, one) == "change.not_yours"
    assert deal.refused(deal.alice, actions.propose_change, one, draft=draft(minor=45_000)) == "change.open"


def test_accepted_it_counts_and_what_it_costs_less_is_free(deal: Deal) -> None:
    one = deal.funded()
    id = proposed(deal, one, title="A smaller logo", minor=40_000, checklist=["As PNG", "As SVG"])
    head = deal.head
    done = deal.do(deal.alice, actions.accept_change, one, change=id)
    seen = done.milestone
    assert (seen.title, seen.minor, seen.change, seen.state) == ("A smaller logo", 40_000, None, "funded")
    assert [(item.id, item.text) for item in seen.checklist] == [(3, "As PNG"), (1, "As SVG")]
    [event] = since(deal.room, head)
    assert (event.kind, event.data["how"]) == ("change.ended", "accepted")
    assert (deal.money.held, deal.money.free) == (50_000, 10_000)
    deal.submit(one)
    deal.do(deal.alice, actions.approve, one)
    assert (deal.money.released, deal.money.free) == (40_000, 10_000)
    check()


def test_the_log_goes_on_saying_what_was_paid(deal: Deal) -> None:
    head = deal.head
    one = deal.funded()
    deal.do(deal.alice, actions.accept_change, one, change=proposed(deal, one, minor=40_000))
    [funded] = [event for event in since(deal.room, head) if event.kind == "milestone.funded"]
    assert funded.data["minor"] == 50_000


def test_a_wish_to_cancel_says_what_goes_back_now(deal: Deal) -> None:
    one = deal.funded()
    deal.do(deal.alice, actions.ask_to_cancel, one)
    [before] = deal.dues(CANCEL)
    deal.do(deal.alice, actions.accept_change, one, change=proposed(deal, one, title="A dot", minor=40_000))
    [due] = deal.dues(CANCEL)
    assert due.sentence == "If Bob does not act, this is cancelled and €400.00 goes back to Alice: “A dot”."
    assert (due.due_at, due.side) == (before.due_at, "freelancer")
    with story.later(days=7):
        work()
    assert (deal.state(one), deal.money.refunded, deal.money.free) == ("cancelled", 40_000, 10_000)
    check()


def test_declined_or_withdrawn_nothing_changes(deal: Deal) -> None:
    one = deal.funded()
    for who, verb, how in (
        (deal.alice, actions.decline_change, "declined"),
        (deal.bob, actions.withdraw_change, "withdrawn"),
    ):
        proposed(deal, one, minor=40_000)
        head = deal.head
        deal.do(who, verb, one)
        [event] = since(deal.room, head)
        assert (event.kind, event.data["how"]) == ("change.ended", how)
        assert deal.refused(who, verb, one) == "change.none"
    assert (deal.card(one).minor, deal.money.free) == (50_000, 0)
    assert not Change.objects.exists()


@pytest.mark.parametrize(
    ("said", "code"),
    [
        ({"minor": 50_001}, "change.more"),
        ({"minor": 499}, "amount.too_small"),
        ({"minor": 0}, "amount.not_positive"),
        ({"minor": -1}, "amount.not_positive"),
        ({}, "change.same"),
        ({"title": " Logo "}, "change.same"),
        ({"title": ""}, "title.empty"),
    ],
)
def test_what_cannot_be_agreed_on_is_refused(deal: Deal, said: dict[str, Any], code: str) -> None:
    one = deal.funded()
    assert deal.refused(deal.alice, actions.propose_change, one, draft=draft(**said)) == code


def test_one_agrees_to_what_one_saw(deal: Deal) -> None:
    one = deal.funded()
    id = proposed(deal, one, minor=40_000)
    deal.do(deal.bob, actions.withdraw_change, one)
    proposed(deal, one, title="Nothing at all", minor=500)
    assert deal.refused(deal.alice, actions.accept_change, one, change=id) == "change.changed"
    assert deal.refused(deal.alice, actions.accept_change, one, change=uuid4()) == "change.changed"


def test_between_submissions_it_can_change_and_under_review_it_cannot(deal: Deal) -> None:
    one = deal.submitted()
    assert (
        deal.refused(deal.alice, actions.propose_change, one, draft=draft(minor=500)) == "milestone.not_now"
    )
    deal.do(deal.alice, actions.request_changes, one, note="Less is more.")
    id = proposed(deal, one, minor=40_000)
    deal.do(deal.alice, actions.accept_change, one, change=id)
    assert (deal.card(one).state, deal.card(one).minor) == ("changes_requested", 40_000)


def test_a_due_date_that_passed_may_stay(deal: Deal) -> None:
    due = clock.now().date() + timedelta(days=1)
    one = deal.funded(due=due)
    with story.later(days=9):
        id = proposed(deal, one, due=due, title="Later")
        deal.do(deal.alice, actions.accept_change, one, change=id)
    assert deal.card(one).due == due


def test_it_is_decided_after_the_end_but_not_begun(deal: Deal) -> None:
    one, two = deal.funded(), deal.funded()
    id = proposed(deal, one, minor=40_000)
    deal.end()
    deal.do(deal.alice, actions.accept_change, one, change=id)
    assert deal.refused(deal.alice, actions.propose_change, two, draft=draft(minor=500)) == "room.closed"


def test_the_parties_agree_and_nobody_for_them(deal: Deal) -> None:
    one = deal.funded()
    manager = story.guest(deal.alice, deal.room, "manager")
    with pytest.raises(Forbidden):
        deal.do(manager, actions.propose_change, one, draft=draft(minor=500))
    id = proposed(deal, one, minor=500)
    with pytest.raises(Forbidden):
        deal.do(manager, actions.accept_change, one, change=id)
