"""Some banks ask the payer to confirm: who does, pays; who does not, does not."""

from collections.abc import Callable
from typing import NoReturn
from uuid import uuid4

import pytest
from django.test import Client

from collab.accounts.models import Person
from collab.agenda import book
from collab.billing import actions, payments, sandbox
from collab.billing.models import Payment
from collab.billing.provider import Silent
from collab.errors import Refused
from collab.workrooms.models import Room
from tests.billing import story
from tests.workrooms import story as rooms
from tests.workrooms.story import guest, kinds, later, post, seat

pytestmark = pytest.mark.django_db(transaction=True)
Browser = Callable[[Person], Client]


def confirmed(room: Room, by: Person, payment: Payment) -> Payment:
    created = actions.confirm_payment(seat(by, room), None, payment=payment.public_id)
    payments.driven(created.id)
    return story.again(payment)


def refused(room: Room, by: Person, payment: Payment) -> str:
    with pytest.raises(Refused) as why:
        actions.confirm_payment(seat(by, room), None, payment=payment.public_id)
    return why.value.code


def test_it_says_what_it_waits_for_and_what_happens_if_nobody_acts(running: Room, waiting: Payment) -> None:
    assert (waiting.state, waiting.trouble) == ("needs_confirmation", "Please confirm this payment.")
    [due] = book.in_rooms([running.pk])
    assert due.sentence == "If it is not confirmed until then, the payment of €525.00 is given up."
    assert due.side == "client"
    assert waiting.card_of().confirm_until == due.due_at


def test_confirmed_it_pays(running: Room, alice: Person, waiting: Payment) -> None:
    after = confirmed(running, alice, waiting)
    assert (after.state, after.card_of().confirm_until) == ("succeeded", None)
    assert story.money(running).held == 50_000
    assert kinds(running)[-4:] == [
        "payment.started",
        "payment.changed",
        "payment.changed",
        "payment.succeeded",
    ]
    assert book.in_rooms([running.pk]) == []
    story.check()


def test_a_bank_may_refuse_the_confirmation(running: Room, alice: Person) -> None:
    waiting = story.fund(running, alice, 50_000, "unconfirmed")
    after = confirmed(running, alice, waiting)
    assert (after.state, after.trouble) == ("failed", "Your bank did not accept the confirmation.")
    assert story.money(running).held == 0


def test_whoever_does_not_confirm_for_a_day_pays_nothing(
    running: Room, alice: Person, waiting: Payment
) -> None:
    with later(hours=23):
        story.work()
    assert story.again(waiting).state == "needs_confirmation"
    with later(hours=25):
        story.work()
        after = story.again(waiting)
        assert (after.state, after.trouble) == ("failed", sandbox.GIVEN_UP)
        assert refused(running, alice, waiting) == "payment.not_waiting"
    assert story.money(running).held == 0


def test_one_that_does_not_wait_is_refused(running: Room, alice: Person, waiting: Payment) -> None:
    confirmed(running, alice, waiting)
    assert refused(running, alice, waiting) == "payment.not_waiting"
    assert refused(running, alice, story.fund(running, alice, 100, "declined")) == "payment.not_waiting"


def test_refunds_and_payments_elsewhere_are_not_found(
    funded: Room, alice: Person, bob: Person, charlie: Person
) -> None:
    [back] = story.refunded(funded, 1_000)
    assert refused(funded, alice, back) == "payment.not_found"
    back.public_id = uuid4()
    assert refused(funded, alice, back) == "payment.not_found"
    elsewhere = story.fund(rooms.running(charlie, bob), charlie, 1_000, "confirmed")
    assert refused(funded, alice, elsewhere) == "payment.not_found"


def test_only_the_payer_confirms(running: Room, alice: Person, bob: Person, waiting: Payment) -> None:
    for somebody in (bob, guest(alice, running, "manager")):
        assert refused(running, somebody, waiting) == "role.may_not"
    story.Card.objects.update(person=bob)
    assert refused(running, alice, waiting) == "payment.not_yours"


def test_the_same_key_confirms_once(
    running: Room, alice: Person, waiting: Payment, signed_in: Browser
) -> None:
    where = f"/rooms/{running.public_id}/payments/{waiting.public_id}/confirm"
    headers = {"Idempotency-Key": str(uuid4())}
    first = post(signed_in(alice), where, **headers)
    assert (first[0], first[1]["payment"]["state"]) == (200, "succeeded")
    assert post(signed_in(alice), where, **headers) == first
    status, problem = post(signed_in(alice), where)
    assert (status, problem["code"]) == (409, "payment.not_waiting")
    assert story.money(running).held == 50_000


def silent(key: str) -> NoReturn:
    raise Silent("payment.silent", "No answer.")


def test_when_the_provider_does_not_answer_it_is_told_again(
    running: Room, alice: Person, waiting: Payment, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as patch:
        patch.setattr(sandbox, "confirm", silent)
        assert confirmed(running, alice, waiting).state == "processing"
        with later(seconds=60):
            story.work()
        assert story.again(waiting).state == "processing"
    with later(hours=2):
        story.work()
    assert story.again(waiting).state == "succeeded"
    story.check()


def test_a_confirmation_outlives_the_process_that_took_it(
    running: Room, alice: Person, waiting: Payment
) -> None:
    """It dies after the commit, before the provider hears."""
    actions.confirm_payment(seat(alice, running), None, payment=waiting.public_id)
    with later(seconds=60):
        story.work()
    assert story.again(waiting).state == "succeeded"
    assert story.money(running).held == 50_000
    assert book.in_rooms([running.pk]) == []
    story.check()


def test_it_outlives_one_that_dies_before_it_writes_down_what_the_provider_said(
    running: Room, alice: Person, waiting: Payment
) -> None:
    actions.confirm_payment(seat(alice, running), None, payment=waiting.public_id)
    sandbox.confirm(waiting.key)
    with later(seconds=60):
        story.work()
    assert story.again(waiting).state == "succeeded"
    assert story.money(running).held == 50_000


def test_what_was_heard_of_it_before_it_was_confirmed_takes_nothing_back(
    running: Room, alice: Person, waiting: Payment
) -> None:
    before = sandbox.status(waiting.key)
    assert before is not None
    actions.confirm_payment(seat(alice, running), None, payment=waiting.public_id)
    after = payments.settle(waiting, before)
    assert (after.state, after.trouble) == ("processing", "")
    assert payments.heard_of(waiting.key).state == "succeeded"
