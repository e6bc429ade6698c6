from datetime import timedelta

import pytest

from collab import limits
from collab.accounts.models import Person
from collab.agenda.firing import fire
from collab.billing.models import Payment
from collab.errors import Forbidden
from collab.milestones import actions
from collab.milestones.silence import CANCEL
from collab.workrooms.log import since
from tests.milestones.deal import Deal, check, draft, work
from tests.workrooms import story


def test_the_freelancer_gives_a_funded_one_back(deal: Deal) -> None:
    one = deal.funded()
    head = deal.head
    done = deal.do(deal.bob, actions.give_back, one, reason="No time.")
    assert (done.milestone.state, done.milestone.whose, done.milestone.released) == ("cancelled", None, 0)
    event = since(deal.room, head)[0]
    assert (event.kind, event.data["refunded"]) == ("milestone.cancelled", 50_000)
    refund = Payment.objects.get(kind="refund")
    assert (refund.minor, refund.subjects, refund.note) == (50_000, [str(one)], "No time.")
    work()
    refund.refresh_from_db()
    assert refund.state == "succeeded"
    assert (deal.money.held, deal.money.refunded) == (0, 50_000)
    check()


def test_the_clients_fee_goes_back_too(alice: Person, bob: Person) -> None:
    deal = Deal(alice, bob, story.running(alice, bob, story.fixed(fee_profile="marketplace")))
    deal.do(bob, actions.give_back, deal.funded())
    refund = Payment.objects.get(kind="refund")
    assert (refund.minor, refund.fee) == (50_000, 2_500)
    check()


def test_only_what_is_funded_and_not_handed_in_is_given_back(deal: Deal) -> None:
    assert deal.refused(deal.bob, actions.give_back, deal.propose()) == "milestone.not_now"
    one = deal.submitted()
    assert deal.refused(deal.bob, actions.give_back, one) == "milestone.not_now"
    deal.do(deal.alice, actions.approve, one)
    assert deal.refused(deal.bob, actions.give_back, one) == "milestone.not_now"
    two = deal.funded()
    deal.do(deal.bob, actions.give_back, two)
    assert deal.refused(deal.bob, actions.give_back, two) == "milestone.not_now"
    assert Payment.objects.filter(kind="refund").count() == 1


def test_the_client_asks_and_both_see_what_silence_does(deal: Deal) -> None:
    one = deal.funded()
    head = deal.head
    done = deal.do(deal.alice, actions.ask_to_cancel, one, reason="Other plans.")
    seen = done.milestone
    assert seen.cancel is not None
    assert (seen.state, seen.whose, seen.cancel.reason) == ("funded", "freelancer", "Other plans.")
    assert seen.cancel.until == done.at + timedelta(days=7)
    [due] = deal.dues(CANCEL)
    assert (due.due_at, due.side) == (seen.cancel.until, "freelancer")
    assert due.sentence == ("If Bob does not act, this is cancelled and €500.00 goes back to Alice: “Logo”.")
    assert deal.kinds(head) == ["cancel.asked"]
    assert deal.card(one, deal.bob).may == [
        "cancel.decline", "cancel.grant", "change.propose", "milestone.give_back", "milestone.submit",
    ]  # fmt: skip
    assert deal.refused(deal.alice, actions.ask_to_cancel, one) == "cancel.open"


def test_granted_the_money_goes_back(deal: Deal) -> None:
    one = deal.funded()
    deal.do(deal.alice, actions.ask_to_cancel, one)
    deal.do(deal.bob, actions.grant_cancel, one)
    assert (deal.state(one), deal.money.refunded, deal.dues(CANCEL)) == ("cancelled", 50_000, [])
    assert deal.refused(deal.bob, actions.grant_cancel, one) == "milestone.not_now"
    check()


def test_declined_or_withdrawn_it_stays_funded(deal: Deal) -> None:
    one = deal.funded()
    for who, verb, how in (
        (deal.bob, actions.decline_cancel, "declined"),
        (deal.alice, actions.withdraw_cancel, "withdrawn"),
    ):
        deal.do(deal.alice, actions.ask_to_cancel, one)
        head = deal.head
        deal.do(who, verb, one)
        [event] = since(deal.room, head)
        assert (event.kind, event.data["how"]) == ("cancel.ended", how)
        assert (deal.state(one), deal.card(one).cancel, deal.dues(CANCEL)) == ("funded", None, [])
        assert deal.refused(who, verb, one) == "cancel.none"
    assert deal.money.held == 50_000


def test_silence_refunds_the_client(deal: Deal) -> None:
    one = deal.funded()
    deal.do(deal.alice, actions.ask_to_cancel, one, reason="Other plans.")
    [due] = deal.dues(CANCEL)
    with story.later(days=6, hours=23):
        work()
    assert deal.state(one) == "funded"
    head = deal.head
    with story.later(days=7):
        fire(due)
        fire(due)
    event = since(deal.room, head)[0]
    assert (event.kind, event.by) == ("milestone.cancelled", None)
    assert (deal.state(one), deal.money.refunded) == ("cancelled", 50_000)
    assert Payment.objects.get(kind="refund").note == "Other plans."
    check()


def test_from_the_last_instant_on_it_is_too_late_to_answer(deal: Deal) -> None:
    one = deal.funded()
    deal.do(deal.alice, actions.ask_to_cancel, one)
    with story.later(days=7):
        assert deal.refused(deal.bob, actions.decline_cancel, one) == "cancel.over"
        assert deal.refused(deal.bob, actions.submit, one, message="Wait!") == "cancel.over"
        assert deal.refused(deal.alice, actions.withdraw_cancel, one) == "cancel.over"
        deal.do(deal.bob, actions.grant_cancel, one)
    assert deal.state(one) == "cancelled"


def test_cancelling_takes_a_proposed_change_along(deal: Deal) -> None:
    one = deal.funded()
    deal.do(deal.alice, actions.propose_change, one, draft=draft(minor=40_000))
    head = deal.head
    deal.do(deal.bob, actions.give_back, one)
    assert deal.kinds(head)[:2] == ["change.ended", "milestone.cancelled"]
    assert (deal.money.refunded, deal.money.held) == (50_000, 0)


def test_what_was_handed_in_is_not_cancelled(deal: Deal) -> None:
    one = deal.submitted()
    assert deal.refused(deal.alice, actions.ask_to_cancel, one) == "milestone.not_now"
    deal.do(deal.alice, actions.request_changes, one, note="Hm.")
    assert deal.refused(deal.alice, actions.ask_to_cancel, one) == "milestone.not_now"


def test_reasons_have_a_bound(deal: Deal) -> None:
    one, long = deal.funded(), "x" * (limits.REASON_CHARS + 1)
    assert deal.refused(deal.bob, actions.give_back, one, reason=long) == "reason.too_long"
    assert deal.refused(deal.alice, actions.ask_to_cancel, one, reason=long) == "reason.too_long"


def test_funded_ones_are_settled_after_the_end(deal: Deal) -> None:
    one, two = deal.funded(), deal.funded()
    deal.end()
    assert deal.state(one) == "funded"
    deal.do(deal.bob, actions.give_back, one)
    deal.do(deal.alice, actions.ask_to_cancel, two)
    with story.later(days=7):
        work()
    assert (deal.state(two), deal.money.held) == ("cancelled", 0)
    check()


def test_each_may_do_their_own_part_only(deal: Deal) -> None:
    one = deal.funded()
    with pytest.raises(Forbidden):
        deal.do(deal.alice, actions.give_back, one)
    with pytest.raises(Forbidden):
        deal.do(deal.bob, actions.ask_to_cancel, one)
    deal.do(deal.alice, actions.ask_to_cancel, one)
    manager = story.guest(deal.bob, deal.room, "manager")
    for who, verb in (
        (manager, actions.grant_cancel),
        (deal.alice, actions.grant_cancel),
        (deal.alice, actions.decline_cancel),
        (deal.bob, actions.withdraw_cancel),
    ):
        with pytest.raises(Forbidden):
            deal.do(who, verb, one)
