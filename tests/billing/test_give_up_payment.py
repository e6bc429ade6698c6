"""Whoever need not confirm a payment any more gives it up: it fails at the provider first, then here."""

from collections.abc import Callable
from uuid import uuid4

import pytest
from django.test import Client

from collab.accounts.models import Person
from collab.agenda import book
from collab.billing import actions, payments, sandbox
from collab.billing.models import Payment
from collab.billing.provider import Outcome, Silent
from collab.errors import Refused
from collab.workrooms.log import since
from collab.workrooms.models import Room
from tests.billing import story
from tests.milestones.deal import Deal
from tests.workrooms import story as rooms
from tests.workrooms.story import guest, later, post, seat

pytestmark = pytest.mark.django_db(transaction=True)
Browser = Callable[[Person], Client]
WORDS = "Given up by Alice."


def given_up(room: Room, by: Person, payment: Payment) -> None:
    """Written down; the provider has not heard of it."""
    actions.give_up_payment(seat(by, room), None, payment=payment.public_id)


def refused(room: Room, by: Person, payment: Payment) -> str:
    with pytest.raises(Refused) as why:
        given_up(room, by, payment)
    return why.value.code


def stands(payment: Payment) -> tuple[str, str]:
    now = story.again(payment)
    return now.state, now.trouble


def test_it_fails_and_nothing_is_charged(running: Room, alice: Person, waiting: Payment) -> None:
    given_up(running, alice, waiting)
    assert stands(waiting) == ("processing", WORDS)
    payments.driven(waiting.public_id)
    assert stands(waiting) == ("failed", WORDS)
    told = since(running, 0)[-2:]
    assert [(line.kind, line.by) for line in told] == [
        ("payment.changed", alice.public_id),
        ("payment.changed", None),
    ]
    assert (story.money(running).held, book.in_rooms([running.pk])) == (0, [])
    story.check()


def test_it_cannot_succeed_later(running: Room, alice: Person, waiting: Payment) -> None:
    given_up(running, alice, waiting)
    payments.driven(waiting.public_id)
    assert sandbox.confirm(waiting.key).state == "failed"
    assert payments.heard_of(waiting.key).state == "failed"
    with pytest.raises(Refused, match="does not wait"):
        actions.confirm_payment(seat(alice, running), None, payment=waiting.public_id)
    assert refused(running, alice, waiting) == "payment.not_waiting"


def test_its_milestone_can_be_funded_again(alice: Person, bob: Person) -> None:
    deal = Deal(alice, bob, rooms.running(alice, bob, rooms.fixed()))
    one = deal.propose()
    paid = deal.pay(one, does="confirmed").payment
    assert paid is not None
    actions.give_up_payment(deal.seat(alice), None, payment=paid.id)
    assert deal.card(one).paying == paid.id
    deal.drive(paid.id)
    assert (deal.state(one), deal.card(one).paying) == ("draft", None)
    deal.pay(one)
    assert (deal.state(one), deal.money.held) == ("funded", 50_000)


@pytest.mark.parametrize("heard", [False, True])
def test_it_outlives_the_process_that_took_it(
    running: Room, alice: Person, waiting: Payment, heard: bool
) -> None:
    """It dies before the provider hears, or before it writes down what the provider said."""
    given_up(running, alice, waiting)
    if heard:
        sandbox.cancel(waiting.key)
    with later(seconds=60):
        story.work()
    assert stands(waiting) == ("failed", WORDS)
    story.check()


def test_when_the_provider_does_not_answer_it_is_told_again(
    running: Room, alice: Person, waiting: Payment, monkeypatch: pytest.MonkeyPatch
) -> None:
    def silent(key: str) -> None:
        raise Silent("payment.silent", "No answer.")

    given_up(running, alice, waiting)
    with monkeypatch.context() as patch:
        patch.setattr(sandbox, "cancel", silent)
        payments.driven(waiting.public_id)
        assert stands(waiting) == ("processing", WORDS)
    with later(hours=2):
        story.work()
    assert stands(waiting) == ("failed", WORDS)


def test_money_that_came_all_the_same_is_kept(running: Room, alice: Person, waiting: Payment) -> None:
    """The bank had let it pass before it heard."""
    sandbox.confirm(waiting.key)
    given_up(running, alice, waiting)
    payments.driven(waiting.public_id)
    assert stands(waiting) == ("succeeded", "")
    assert story.money(running).held == 50_000
    story.check()


def test_a_success_on_its_way_is_kept_and_older_news_takes_nothing_back(
    running: Room, alice: Person, waiting: Payment
) -> None:
    before = sandbox.status(waiting.key)
    assert before is not None
    given_up(running, alice, waiting)
    payments.settle(waiting, before)
    assert stands(waiting) == ("processing", WORDS)
    payments.settle(waiting, Outcome("succeeded"))
    assert stands(waiting) == ("succeeded", "")
    assert refused(running, alice, waiting) == "payment.not_waiting"


def test_only_the_payer_gives_up(running: Room, alice: Person, bob: Person, waiting: Payment) -> None:
    for somebody in (bob, guest(alice, running, "manager")):
        assert refused(running, somebody, waiting) == "role.may_not"
    story.Card.objects.update(person=bob)
    assert refused(running, alice, waiting) == "payment.not_yours"


def test_what_does_not_wait_or_is_not_here_is_refused(
    funded: Room, alice: Person, bob: Person, charlie: Person
) -> None:
    for does in ("declined", "slow"):
        assert (
            refused(funded, alice, story.fund(funded, alice, 100, does, kind="bonus"))
            == "payment.not_waiting"
        )
    [back] = story.refunded(funded, 1_000)
    assert refused(funded, alice, back) == "payment.not_found"
    elsewhere = story.fund(rooms.running(charlie, bob), charlie, 1_000, "confirmed")
    assert refused(funded, alice, elsewhere) == "payment.not_found"


def test_over_http_the_same_key_gives_up_once(
    running: Room, alice: Person, waiting: Payment, signed_in: Browser
) -> None:
    where = f"/rooms/{running.public_id}/payments/{waiting.public_id}/give-up"
    headers = {"Idempotency-Key": str(uuid4())}
    first = post(signed_in(alice), where, **headers)
    assert (first[0], first[1]["payment"]["state"], first[1]["payment"]["trouble"]) == (200, "failed", WORDS)
    assert post(signed_in(alice), where, **headers) == first
    status, problem = post(signed_in(alice), where)
    assert (status, problem["code"]) == (409, "payment.not_waiting")
