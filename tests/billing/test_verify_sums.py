"""`manage.py verify_ledger` adds up what billing keeps too: each sum that is wrong is named."""

from typing import Any

import pytest
from django.db import connection, transaction

from collab.accounts.models import Person
from collab.billing import actions, payments
from collab.billing.models import Payment, Purse, Release
from collab.ledger.verify import differences
from collab.workrooms.models import Room
from tests.billing import story
from tests.flush import without_triggers
from tests.workrooms.story import later, seat

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def lived(running: Room, alice: Person, bob: Person, monkeypatch: pytest.MonkeyPatch) -> Room:
    # What time makes of a bill that was paid stands above.
    monkeypatch.setattr(payments, "_succeeded", {})
    story.fund(running, alice, 100_000)
    release = story.released(running, 60_000, bound=90_000)
    with later(days=6):
        story.work()
    story.refunded(running, 30_000)
    actions.refund_release(seat(bob, running), None, release=release.public_id, minor=333)
    story.fund(running, alice, 7_777, kind="bonus")
    story.fund(running, alice, 54_000, kind="bill")
    return running


def said() -> str:
    return "; ".join(f"{one.about} {one.words}" for one in differences())


def test_a_life_adds_up(lived: Room) -> None:
    assert said() == ""


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"deposited": 100_001}, "deposited"),
        ({"released": 59_999}, "released"),
        ({"refunded": 29_999}, "refunded + returned"),
        ({"returned": 334}, "returned"),
        ({"bonuses": 0}, "bonuses"),
        ({"billed": 1}, "billed"),
        ({"fees_client": 1}, "fees_client + fees_freelancer"),
        ({"fees_freelancer": 1}, "fees_freelancer"),
    ],
)
def test_a_wrong_sum_is_named(lived: Room, change: dict[str, Any], words: str) -> None:
    Purse.objects.update(**change)
    assert f"for {words};" in said()
    assert f"purse of room {lived.pk} says" in said()


def test_a_release_that_the_ledger_does_not_know_is_named(lived: Room, bob: Person) -> None:
    Release.objects.filter(is_available=True).update(refunded=332)
    assert "available; by what was released" in said()
    Release.objects.filter(is_available=False).update(fee=0)
    assert "pending; by what was released" in said()


def test_a_payment_that_never_moved_is_named(lived: Room) -> None:
    Payment.objects.filter(kind="funding").update(minor=100_001)
    assert "for deposited;" in said()


def test_money_that_moved_past_billing_is_named(lived: Room, bob: Person) -> None:
    story.take(bob, 100)
    assert "available; by what was released" in said()


def test_what_the_database_itself_refuses(lived: Room) -> None:
    with without_triggers(connection):
        for change in ({"bound": 10_001}, {"bound": -1}, {"released": 90_000}):
            with pytest.raises(Exception, match="purse_"), transaction.atomic():
                Purse.objects.update(**change)
