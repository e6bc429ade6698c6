from collections.abc import Callable
from functools import partial
from uuid import uuid4

import pytest
from django.test import Client

from collab import limits, wire
from collab.accounts.models import Person
from collab.billing import escrow
from collab.billing.actions import refund_escrow
from collab.billing.models import Payment
from collab.errors import Conflict, NotFound, Refused
from collab.milestones import actions
from collab.workrooms.log import since
from tests.billing import story as money
from tests.conftest import person
from tests.milestones.deal import Deal, check, draft, work
from tests.workrooms import story

Browser = Callable[[Person], Client]


def refused(deal: Deal, *chosen: object, **how: object) -> str:
    """Why Alice cannot fund them; nothing is charged."""
    before = (deal.head, deal.money, Payment.objects.count())
    with pytest.raises(Refused) as why:
        deal.pay(*chosen, **how)  # type: ignore[arg-type]
    assert why.value.message.endswith(".")
    assert (deal.head, deal.money, Payment.objects.count()) == before
    return why.value.code


def test_a_milestone_is_funded_once_its_payment_succeeded(deal: Deal) -> None:
    one, head = deal.propose(), deal.head
    done = actions.fund(
        deal.seat(deal.alice), None, chosen=[one], minor=50_000, card=money.card(deal.alice).public_id
    )
    assert done.payment is not None
    assert (done.payment.state, done.payment.milestones) == ("processing", [one])
    waits = deal.card(one)
    assert (waits.state, waits.paying, waits.whose, waits.may) == ("draft", done.payment.id, None, [])
    deal.drive(done.payment.id)
    seen = deal.card(one, deal.bob)
    assert (seen.state, seen.paying, seen.whose) == ("funded", None, "freelancer")
    assert seen.may == ["change.propose", "milestone.give_back", "milestone.submit"]
    assert deal.kinds(head) == ["payment.started", "payment.succeeded", "milestone.funded"]
    assert since(deal.room, head)[-1].by == deal.alice.public_id
    assert (deal.money.held, deal.money.free) == (50_000, 0)
    check()


def test_several_are_funded_at_once(deal: Deal) -> None:
    ids = [deal.propose(title=title) for title in ("Logo", "Colours", "Letters")]
    head = deal.head
    done = deal.pay(*ids)
    assert done.payment is not None
    assert (done.payment.minor, done.payment.title) == (150_000, "Logo and 2 more")
    assert deal.kinds(head) == ["payment.started", "payment.succeeded", *["milestone.funded"] * 3]
    assert {deal.state(one) for one in ids} == {"funded"}
    assert deal.money.held == 150_000


def test_what_is_free_in_escrow_pays_first(deal: Deal) -> None:
    one = deal.submitted(minor=50_000)
    deal.do(deal.alice, actions.offer_less, one, minor=20_000)
    deal.do(deal.bob, actions.accept_less, one, minor=20_000)
    assert deal.money.free == 30_000
    two, head = deal.propose(minor=40_000), deal.head
    done = deal.pay(two)
    assert done.payment is not None
    assert (done.payment.free, done.payment.minor) == (30_000, 10_000)
    assert deal.state(two) == "funded"
    assert deal.kinds(head)[-1] == "milestone.funded"
    assert (deal.money.held, deal.money.free) == (40_000, 0)
    check()


def test_all_from_escrow_needs_no_payment(deal: Deal) -> None:
    one = deal.submitted(minor=50_000)
    deal.do(deal.alice, actions.offer_less, one, minor=20_000)
    deal.do(deal.bob, actions.accept_less, one, minor=20_000)
    two, head = deal.propose(minor=25_000), deal.head
    done = deal.pay(two)
    assert (done.payment, done.milestones[0].state) == (None, "funded")
    [event] = since(deal.room, head)
    assert (event.kind, event.data["payment"]) == ("milestone.funded", None)
    assert (deal.money.held, deal.money.free) == (30_000, 5_000)


@pytest.mark.parametrize("does", ["declined", "poor"])
def test_a_payment_that_fails_leaves_a_draft(deal: Deal, does: str) -> None:
    one, head = deal.propose(), deal.head
    deal.pay(one, does=does)
    assert deal.kinds(head) == ["payment.started", "payment.changed"]
    seen = deal.card(one)
    assert (seen.state, seen.paying, seen.whose) == ("draft", None, "client")
    assert "milestone.fund" in seen.may
    deal.pay(one)
    assert deal.state(one) == "funded"
    assert deal.money.held == 50_000
    check()


def test_a_failed_payment_gives_back_what_it_took_from_escrow(deal: Deal) -> None:
    one = deal.submitted(minor=50_000)
    deal.do(deal.alice, actions.offer_less, one, minor=20_000)
    deal.do(deal.bob, actions.accept_less, one, minor=20_000)
    two = deal.propose(minor=40_000)
    deal.pay(two, does="declined")
    assert (deal.money.held, deal.money.free) == (30_000, 30_000)


def test_a_slow_payment_holds_the_milestone_until_it_is_decided(deal: Deal) -> None:
    one = deal.propose()
    deal.pay(one, does="slow")
    assert refused(deal, one) == "milestone.paying"
    assert deal.refused(deal.bob, actions.edit, one, draft=draft(minor=99_900)) == "milestone.paying"
    assert deal.refused(deal.alice, actions.drop, one) == "milestone.paying"
    with story.later(seconds=30):
        work()
    assert deal.state(one) == "funded"
    assert deal.money.held == 50_000


def test_a_payment_that_comes_after_the_end_still_funds(deal: Deal) -> None:
    one = deal.propose()
    deal.pay(one, does="slow")
    deal.end()
    with story.later(seconds=30):
        work()
    assert deal.state(one) == "funded"
    deal.do(deal.bob, actions.give_back, one)
    assert deal.money.held == 0


def test_nothing_is_funded_twice(deal: Deal) -> None:
    one = deal.funded()
    assert refused(deal, one) == "milestone.not_now"
    assert refused(deal, one, deal.propose()) == "milestone.not_now"
    assert deal.money.held == 50_000


def test_one_pays_what_one_saw(deal: Deal) -> None:
    one = deal.propose(deal.bob)
    deal.do(deal.bob, actions.edit, one, draft=draft(minor=500_000))
    assert refused(deal, one, minor=50_000) == "funding.changed"
    assert refused(deal, one, minor=0) == "funding.changed"
    assert refused(deal, one, minor=-500_000) == "funding.changed"


def test_one_pays_for_the_work_that_one_saw(deal: Deal) -> None:
    logo, site = deal.propose(deal.bob, minor=30_000), deal.propose(deal.bob, title="Site", minor=20_000)
    seen, card = deal.head, money.card(deal.alice).public_id
    deal.do(deal.bob, actions.edit, logo, draft=draft(title="A sketch", minor=49_500))
    deal.do(deal.bob, actions.edit, site, draft=draft(title="Site", minor=500))
    fund = partial(actions.fund, deal.seat(deal.alice), None, chosen=[logo, site], minor=50_000, card=card)
    with pytest.raises(Conflict) as why:
        fund(seen=seen)
    assert why.value.code == "funding.changed"
    fund(seen=deal.head)


def test_a_card_is_charged_what_one_saw(deal: Deal) -> None:
    one = deal.submitted()
    deal.do(deal.alice, actions.offer_less, one, minor=10_000)
    deal.do(deal.bob, actions.accept_less, one, minor=10_000)
    two, card = deal.propose(), money.card(deal.alice).public_id
    total = escrow.quote(deal.room, 50_000).total
    refund_escrow(deal.seat(deal.bob), None, minor=40_000)
    fund = partial(actions.fund, deal.seat(deal.alice), None, chosen=[two], minor=50_000, card=card)
    with pytest.raises(Conflict) as why:
        fund(total=total)
    assert (total, why.value.code) == (10_000, "funding.changed")
    assert why.value.message == "The card would be charged €500.00 now. Please look again."
    fund(total=50_000)
    assert Payment.objects.filter(kind="funding").latest("pk").minor == 50_000


def test_what_cannot_be_funded_is_refused(deal: Deal, charlie: Person) -> None:
    one = deal.propose()
    elsewhere = Deal(deal.alice, charlie, story.running(deal.alice, charlie, story.fixed())).propose()
    assert refused(deal) == "funding.milestones"
    assert refused(deal, one, one, minor=100_000) == "funding.milestones"
    assert refused(deal, *[uuid4()] * (limits.FUNDED_AT_ONCE + 1), minor=5) == "funding.milestones"
    assert refused(deal, uuid4(), minor=50_000) == "milestone.not_found"
    assert refused(deal, elsewhere, minor=50_000) == "milestone.not_found"
    dropped = deal.propose()
    deal.do(deal.alice, actions.drop, dropped)
    assert refused(deal, dropped) == "milestone.not_now"


def test_the_sum_has_a_bound(deal: Deal) -> None:
    ids = [deal.propose(minor=limits.AMOUNT_MINOR) for _ in range(2)]
    assert refused(deal, *ids) == "amount.too_large"


def test_one_pays_with_a_card_of_ones_own(deal: Deal) -> None:
    one, others = deal.propose(), money.card(person("Dora", "dora@example.com")).public_id
    for card in (uuid4(), others):
        with pytest.raises(NotFound) as why:
            actions.fund(deal.seat(deal.alice), None, chosen=[one], minor=50_000, card=card)
        assert why.value.code == "card.not_found"
    assert Payment.objects.count() == 0


def test_without_a_card_only_what_is_free_pays(deal: Deal) -> None:
    one = deal.submitted(minor=50_000)
    deal.do(deal.alice, actions.offer_less, one, minor=20_000)
    deal.do(deal.bob, actions.accept_less, one, minor=20_000)
    two, three = deal.propose(minor=30_000), deal.propose(minor=500)
    with pytest.raises(Refused) as why:
        actions.fund(deal.seat(deal.alice), None, chosen=[two, three], minor=30_500, card=None)
    assert why.value.code == "funding.card"
    actions.fund(deal.seat(deal.alice), None, chosen=[two], minor=30_000, card=None)
    assert (deal.state(two), deal.money.free) == ("funded", 0)


def test_only_the_client_pays(deal: Deal, charlie: Person, signed_in: Browser) -> None:
    one = deal.propose()
    body = {"milestones": [str(one)], "minor": 50_000, "card": str(money.card(deal.alice).public_id)}
    where = f"/rooms/{deal.room.public_id}/fundings"
    manager = story.guest(deal.alice, deal.room, "manager", "Mia")
    observer = story.guest(deal.alice, deal.room, "observer", "Oz")
    for somebody in (deal.bob, manager, observer):
        status, problem = story.post(signed_in(somebody), where, body)
        assert (status, problem["code"]) == (403, "role.may_not")
    assert story.post(signed_in(charlie), where, body)[0] == 404


@pytest.mark.parametrize("minor", [500.5, "50000", 12.345, None])
def test_money_is_whole_minor_units_on_the_wire(deal: Deal, signed_in: Browser, minor: object) -> None:
    body = {"milestones": [str(deal.propose())], "minor": minor, "card": str(uuid4())}
    status, problem = story.post(signed_in(deal.alice), f"/rooms/{deal.room.public_id}/fundings", body)
    assert (status, problem["code"]) == (422, "request.invalid")


def test_the_currency_is_the_contracts_and_no_other(deal: Deal, signed_in: Browser) -> None:
    body = {
        "milestones": [str(deal.propose())], "minor": 50_000, "card": str(uuid4()), "currency": "USD",
    }  # fmt: skip
    status, problem = story.post(signed_in(deal.alice), f"/rooms/{deal.room.public_id}/fundings", body)
    assert (status, problem["code"]) == (422, "request.invalid")
    assert "currency" in problem["detail"]


def test_over_http_the_provider_is_asked_before_the_answer(deal: Deal, signed_in: Browser) -> None:
    one = deal.propose()
    body = {"milestones": [str(one)], "minor": 50_000, "card": str(money.card(deal.alice).public_id)}
    browser, key, where = signed_in(deal.alice), str(uuid4()), f"/rooms/{deal.room.public_id}/fundings"
    first = story.post(browser, where, body, **{"Idempotency-Key": key})
    status, funded = first
    assert status == 201
    assert funded["payment"]["state"] == "succeeded"
    assert funded["milestones"][0]["state"] == "funded"
    assert story.post(browser, where, body, **{"Idempotency-Key": key}) == first
    assert Payment.objects.count() == 1
    status, problem = story.post(browser, where, body | {"minor": 1}, **{"Idempotency-Key": key})
    assert (status, problem["code"]) == (409, "key.reused")
    deal.submit(one)
    assert story.post(browser, where, body, **{"Idempotency-Key": key}) == first


def test_what_was_under_way_when_it_was_answered_is_answered_so_again(deal: Deal, signed_in: Browser) -> None:
    one, key = deal.propose(), str(uuid4())
    body = {"milestones": [str(one)], "minor": 50_000, "card": str(money.card(deal.alice, "slow").public_id)}
    where, browser = f"/rooms/{deal.room.public_id}/fundings", signed_in(deal.alice)
    first = story.post(browser, where, body, **{"Idempotency-Key": key})
    assert first[1]["payment"]["state"] == "processing"
    with story.later(minutes=1):
        work()
        assert deal.state(one) == "funded"
        assert story.post(browser, where, body, **{"Idempotency-Key": key}) == first


def test_in_a_pause_nothing_is_funded(deal: Deal) -> None:
    one = deal.propose()
    deal.room.status = "paused"
    deal.room.save(update_fields=["status"])
    with pytest.raises(Conflict) as why:
        deal.pay(one)
    assert why.value.code == "contract.not_now"


def test_fees_are_charged_on_top(alice: Person, bob: Person) -> None:
    deal = Deal(alice, bob, story.running(alice, bob, story.fixed(fee_profile="marketplace")))
    one = deal.propose()
    done = deal.pay(one)
    assert done.payment is not None
    assert (done.payment.minor, done.payment.fee, done.payment.total) == (50_000, 2_500, 52_500)
    assert deal.money.held == 50_000
    check()


def test_the_answer_is_as_of_its_event(deal: Deal) -> None:
    done: wire.Funded = deal.pay(deal.propose())
    [event] = since(deal.room, done.seq - 1, 1)
    assert (event.kind, event.at) == ("payment.started", done.at)
