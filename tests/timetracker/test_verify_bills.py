"""`manage.py verify_ledger` compares bills with what paid them."""

from typing import Any

import pytest
from django.db import connection

from collab.billing.models import Payment
from collab.ledger.verify import differences
from collab.timetracker.models import Bill
from tests.flush import without_triggers
from tests.timetracker.billed import LOCK, Weeks, work

pytestmark = pytest.mark.django_db(transaction=True)


def said() -> str:
    return "; ".join(f"{one.about} {one.words}" for one in differences())


@pytest.fixture
def billed(weeks: Weeks) -> Weeks:
    weeks.card()
    weeks.works(2)
    work(LOCK)
    return weeks


def test_bills_that_were_paid_add_up(billed: Weeks) -> None:
    assert said() == ""


@pytest.mark.parametrize("change", [{"minor": 9_001}, {"fee": 0}, {"payment": None}])
def test_a_bill_that_its_payment_does_not_pay_is_named(billed: Weeks, change: dict[str, Any]) -> None:
    Bill.objects.update(**change)
    assert f"the bill of room {billed.room.pk} for 2026-03-02 says that" in said()


def test_a_bill_that_was_never_paid_is_named(billed: Weeks) -> None:
    with without_triggers(connection):
        Payment.objects.update(state="failed")
    assert "its payment is failed, of 9000 and 450" in said()
