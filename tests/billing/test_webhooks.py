"""What a provider tells by itself: repeated, late, out of order, forged, and about nothing we know."""

from collections.abc import Callable
from typing import Any

import orjson
import pytest
from django.test import Client

from collab.accounts.models import Person
from collab.agenda.models import Due
from collab.billing import sandbox
from collab.billing.models import Payment, SandboxCharge
from collab.workrooms.models import Room
from tests.billing import story
from tests.workrooms.story import later

pytestmark = pytest.mark.django_db(transaction=True)
WHERE = "/api/v1/billing/webhooks/sandbox"


def told(body: bytes, signed: str | None = None) -> tuple[int, str]:
    """By somebody who is not signed in; the status, and the code of a refusal."""
    headers = {"Sandbox-Signature": sandbox.signature(body) if signed is None else signed}
    answer = Client(enforce_csrf_checks=True).post(
        WHERE, body, content_type="application/json", headers=headers
    )
    return answer.status_code, answer.json()["code"] if answer.content else ""


def about(payment: Payment, state: str) -> bytes:
    return orjson.dumps({"key": payment.key, "state": state})


@pytest.fixture
def slow(running: Room, alice: Person) -> Payment:
    payment = story.fund(running, alice, 50_000, "slow")
    Due.objects.all().delete()
    return payment


def test_it_leads_to_asking_how_the_payment_stands(running: Room, slow: Payment) -> None:
    assert told(about(slow, "succeeded")) == (204, "")
    assert story.again(slow).state == "processing"
    with later(seconds=9):
        assert told(about(slow, "succeeded")) == (204, "")
    assert story.again(slow).state == "succeeded"
    assert story.money(running).held == 50_000


def test_repeated_and_out_of_order_it_changes_nothing(running: Room, slow: Payment) -> None:
    with later(seconds=9):
        for state in ("succeeded", "succeeded", "processing", "failed", "needs_confirmation", "succeeded"):
            assert told(about(slow, state)) == (204, "")
    running.refresh_from_db()
    assert (story.again(slow).state, story.money(running).held) == ("succeeded", 50_000)
    story.check()


def test_it_may_come_before_our_own_question_is_answered(running: Room, alice: Person) -> None:
    payment = story.begun(running, alice, 50_000)
    assert told(about(payment, "succeeded")) == (204, "")
    assert story.again(payment).state == "processing"
    sandbox.charge(payment.key, "sandbox_pays", 52_500, "EUR")
    assert told(about(payment, "succeeded")) == (204, "")
    assert story.money(running).held == 50_000
    with later(minutes=5):
        story.work()
    assert story.money(running).held == 50_000
    story.check()


@pytest.mark.parametrize("forge", [lambda right: "", lambda right: right[:-1] + "x", lambda right: "é" * 64])
def test_without_the_right_signature_it_is_not_heard(
    running: Room, slow: Payment, forge: Callable[[str], str]
) -> None:
    body = about(slow, "succeeded")
    with later(seconds=9):
        assert told(body, forge(sandbox.signature(body))) == (403, "webhook.signature")
    assert story.again(slow).state == "processing"


def test_a_signature_of_another_body_is_none_of_this(running: Room, slow: Payment) -> None:
    signed = sandbox.signature(about(slow, "processing"))
    assert told(about(slow, "succeeded"), signed) == (403, "webhook.signature")


@pytest.mark.parametrize("body", [b"", b"[]", b"7", b'{"key": 7}', b"{}", b"\xff", b"null", b'"key"'])
def test_what_is_no_message_is_refused(db: None, body: bytes) -> None:
    assert told(body) == (422, "webhook.invalid")


@pytest.mark.parametrize(
    "key", ["", "payment/7", "payment/00000000-0000-7000-8000-000000000000", "x" * 5_000]
)
def test_about_an_unknown_charge_there_is_nothing_to_hear(db: None, key: Any) -> None:
    assert told(orjson.dumps({"key": key})) == (404, "payment.not_found")


def test_the_sandbox_tells_twice_and_it_counts_once(running: Room, alice: Person) -> None:
    story.fund(running, alice, 50_000, "twice")
    story.work()
    assert story.money(running).held == 50_000
    assert SandboxCharge.objects.get().asked == 1
