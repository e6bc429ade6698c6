from collections.abc import Callable
from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client

from collab import limits
from collab.accounts.models import Person
from collab.agenda.firing import fire
from collab.billing import actions as billing
from collab.billing.lists import papers_of
from collab.billing.models import Payment, Release
from collab.errors import Forbidden, NotFound
from collab.milestones import actions
from collab.milestones.silence import APPROVE
from collab.workrooms.log import since
from tests.billing import story as money
from tests.milestones.deal import Deal, check, work
from tests.workrooms import story

Browser = Callable[[Person], Client]


def test_each_paper_leads_to_its_milestones(deal: Deal) -> None:
    one, two = deal.propose(), deal.propose()
    deal.pay(one, two)
    deal.submit(one)
    deal.do(deal.alice, actions.approve, one, bonus=1_000, card=money.card(deal.alice).public_id)
    deal.drive(Payment.objects.get(kind="bonus").public_id)
    for release in Release.objects.all():
        billing.refund_release(deal.seat(deal.bob), None, release=release.public_id, minor=100)
    deal.do(deal.bob, actions.give_back, two)
    # Paid, released, a bonus that is paid and released, twice given back, and cancelled.
    told = [(paper.kind, paper.milestones) for paper in papers_of(deal.room).items]
    assert told[::-1] == [
        ("receipt", [one, two]), ("invoice", [one]), ("receipt", [one]), ("invoice", [one]),
        ("credit_note", [one]), ("credit_note", [one]), ("credit_note", [two]),
    ]  # fmt: skip


def test_state_and_money_move_together(deal: Deal) -> None:
    one, head = deal.submitted(), deal.head
    done = deal.do(deal.alice, actions.approve, one, note="Thank you!")
    assert (done.milestone.state, done.milestone.released, done.milestone.may) == ("approved", 50_000, [])
    [handed_in] = done.milestone.submissions
    assert (handed_in.state, handed_in.note, handed_in.decided_by) == (
        "approved", "Thank you!", deal.alice.public_id,
    )  # fmt: skip
    release = Release.objects.get()
    assert (release.subject, release.person, release.minor) == (one, deal.bob, 50_000)
    assert release.available_at == done.at + timedelta(days=5)
    [event] = since(deal.room, head)
    assert event.kind == "milestone.approved"
    assert (event.data["minor"], event.data["net"], event.data["release"]) == (
        50_000, 50_000, str(release.public_id),
    )  # fmt: skip
    assert event.data["money"] == deal.money.model_dump(mode="json")
    assert (deal.money.held, deal.money.released) == (0, 50_000)
    assert deal.dues(APPROVE) == []
    check()


def test_the_freelancers_fee_stays_with_the_operator(alice: Person, bob: Person) -> None:
    deal = Deal(alice, bob, story.running(alice, bob, story.fixed(fee_profile="marketplace")))
    one = deal.submitted(minor=26_664)
    head = deal.head
    deal.do(alice, actions.approve, one)
    [event] = since(deal.room, head)
    assert (event.data["minor"], event.data["net"]) == (26_664, 23_998)
    check()


def test_nothing_is_approved_twice(deal: Deal) -> None:
    one = deal.submitted()
    deal.do(deal.alice, actions.approve, one)
    assert deal.refused(deal.alice, actions.approve, one) == "milestone.not_now"
    assert deal.refused(deal.alice, actions.request_changes, one, note="Wait") == "milestone.not_now"
    assert Release.objects.count() == 1


def test_only_what_was_handed_in_is_approved(deal: Deal) -> None:
    assert deal.refused(deal.alice, actions.approve, deal.propose()) == "milestone.not_now"
    assert deal.refused(deal.alice, actions.approve, deal.funded()) == "milestone.not_now"
    one = deal.submitted()
    deal.do(deal.alice, actions.request_changes, one, note="Bigger.")
    assert deal.refused(deal.alice, actions.approve, one) == "milestone.not_now"


def test_a_manager_may_not_move_money(deal: Deal, charlie: Person, signed_in: Browser) -> None:
    one = deal.submitted()
    where = f"/rooms/{deal.room.public_id}/milestones/{one}/approve"
    guests = [
        story.guest(deal.alice, deal.room, "manager", "Mia"),
        story.guest(deal.alice, deal.room, "observer", "Oz"),
        deal.bob,
    ]
    for somebody in guests:
        status, problem = story.post(signed_in(somebody), where, {})
        assert (status, problem["code"]) == (403, "role.may_not")
    assert story.post(signed_in(charlie), where, {})[0] == 404
    assert deal.money.held == 50_000


def test_the_same_key_approves_once(deal: Deal, signed_in: Browser) -> None:
    one, key = deal.submitted(), str(uuid4())
    where, browser = f"/rooms/{deal.room.public_id}/milestones/{one}/approve", signed_in(deal.alice)
    first = story.post(browser, where, {}, **{"Idempotency-Key": key})
    assert first[0] == 200
    assert story.post(browser, where, {}, **{"Idempotency-Key": key}) == first
    assert Release.objects.count() == 1


def test_silence_approves_in_full_and_is_nobodys_act(deal: Deal) -> None:
    one, head = deal.submitted(), deal.head
    with story.later(days=13, hours=23, minutes=59):
        work()
    assert deal.state(one) == "submitted"
    with story.later(days=14):
        work()
    assert deal.state(one) == "approved"
    assert deal.money.released == 50_000
    event = since(deal.room, head)[0]
    assert (event.kind, event.by) == ("milestone.approved", None)
    assert deal.card(one).submissions[0].decided_by is None
    assert deal.refused(deal.alice, actions.approve, one) == "milestone.not_now"
    check()


def test_the_clock_is_safe_to_fire_twice(deal: Deal) -> None:
    deal.submitted()
    [due] = deal.dues(APPROVE)
    with story.later(days=14):
        fire(due)
        head = deal.head
        fire(due)
    assert deal.head == head
    assert Release.objects.count() == 1


def test_a_row_that_outlived_its_question_does_nothing(deal: Deal) -> None:
    """As if another version had forgotten to cross it out."""
    one = deal.submitted()
    [due] = deal.dues(APPROVE)
    deal.do(deal.alice, actions.request_changes, one, note="Bigger.")
    due.pk = None
    due.save(force_insert=True)
    head = deal.head
    with story.later(days=14):
        work()
    assert (deal.head, deal.state(one), deal.dues(APPROVE)) == (head, "changes_requested", [])


def test_more_is_a_bonus_and_has_its_time(deal: Deal) -> None:
    one, card = deal.funded(), money.card(deal.alice).public_id
    deal.end()
    with story.later(days=366):
        deal.submit(one)
        assert deal.refused(deal.alice, actions.approve, one, bonus=500, card=card) == "bonus.too_late"
        deal.do(deal.alice, actions.approve, one)
    assert (deal.money.released, deal.money.bonuses) == (50_000, 0)


def test_silence_counts_after_the_end_and_in_a_pause(deal: Deal) -> None:
    one = deal.submitted()
    deal.end()
    with story.later(days=14):
        work()
    assert deal.state(one) == "approved"


def test_more_is_the_full_amount_now_and_a_bonus_on_top(deal: Deal) -> None:
    one, head = deal.submitted(), deal.head
    card = money.card(deal.alice).public_id
    done = deal.do(deal.alice, actions.approve, one, bonus=5_000, card=card)
    assert done.payment is not None
    assert (done.payment.kind, done.payment.minor, done.payment.title) == ("bonus", 5_000, "Logo")
    assert (done.milestone.state, done.milestone.released) == ("approved", 50_000)
    deal.drive(done.payment.id)
    assert deal.kinds(head) == [
        "milestone.approved", "payment.started", "payment.succeeded", "bonus.paid",
    ]  # fmt: skip
    assert (deal.money.bonuses, deal.money.released, deal.money.held) == (5_000, 50_000, 0)
    assert list(Release.objects.order_by("pk").values_list("kind", "subject")) == [
        ("milestone", one),
        ("bonus", one),
    ]
    check()


def test_a_bonus_that_fails_leaves_the_approval(deal: Deal, signed_in: Browser) -> None:
    one = deal.submitted()
    card = money.card(deal.alice, "declined").public_id
    where = f"/rooms/{deal.room.public_id}/milestones/{one}/approve"
    status, answer = story.post(signed_in(deal.alice), where, {"bonus": 5_000, "card": str(card)})
    assert (status, answer["milestone"]["state"], answer["payment"]["state"]) == (200, "approved", "failed")
    assert deal.money.bonuses == 0


def test_the_same_key_tells_of_the_bonus_as_it_first_did(deal: Deal, signed_in: Browser) -> None:
    one, key = deal.submitted(), str(uuid4())
    body = {"bonus": 5_000, "card": str(money.card(deal.alice, "slow").public_id)}
    where, browser = f"/rooms/{deal.room.public_id}/milestones/{one}/approve", signed_in(deal.alice)
    first = story.post(browser, where, body, **{"Idempotency-Key": key})
    assert (first[0], first[1]["payment"]["trouble"]) == (200, "Your bank takes a moment.")
    with story.later(minutes=1):
        work()
        assert deal.money.bonuses == 5_000
        assert story.post(browser, where, body, **{"Idempotency-Key": key}) == first


@pytest.mark.parametrize(
    ("how", "code"),
    [
        ({"bonus": -1}, "bonus.not_positive"),
        ({"bonus": limits.AMOUNT_MINOR + 1}, "bonus.too_large"),
        ({"bonus": 5_000}, "bonus.card"),
        ({"bonus": 5_000, "card": uuid4()}, "card.not_found"),
        ({"note": "\x00"}, "note.control"),
    ],
)
def test_with_a_bonus_that_cannot_be_nothing_is_approved(deal: Deal, how: dict[str, Any], code: str) -> None:
    one = deal.submitted()
    assert deal.refused(deal.alice, actions.approve, one, **how) == code
    assert (deal.state(one), Payment.objects.filter(kind="bonus").count()) == ("submitted", 0)


@pytest.mark.parametrize("bonus", [12.5, "500", True])
def test_a_bonus_is_whole_minor_units(deal: Deal, signed_in: Browser, bonus: object) -> None:
    one = deal.submitted()
    where = f"/rooms/{deal.room.public_id}/milestones/{one}/approve"
    status, problem = story.post(signed_in(deal.alice), where, {"bonus": bonus})
    assert (status, problem["code"]) == (422, "request.invalid")


def test_strangers_and_guests_of_the_freelancer_approve_nothing(deal: Deal, charlie: Person) -> None:
    one = deal.submitted()
    with pytest.raises(NotFound):
        deal.do(charlie, actions.approve, one)
    with pytest.raises(Forbidden):
        deal.do(story.guest(deal.bob, deal.room, "manager"), actions.approve, one)
