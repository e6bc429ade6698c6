"""Credits that no bill followed were lost once: the clock gives them back."""

from datetime import timedelta
from importlib import import_module

import pytest
from django.apps import apps
from django.db import connection

from collab import clock
from collab.agenda.models import Due
from collab.billing.models import Payment
from collab.timetracker import extras
from collab.timetracker.models import Extra
from collab.workrooms import actions as rooms
from tests.timetracker.billed import LOCK, MONDAY, Weeks, check, work

pytestmark = pytest.mark.django_db(transaction=True)
migration = import_module("collab.timetracker.migrations.0006_credits_of_old")
NEXT = LOCK + timedelta(weeks=1)


@pytest.fixture
def billed(weeks: Weeks) -> Weeks:
    """Two hours that were charged."""
    weeks.card()
    weeks.works(2)
    work(LOCK + timedelta(hours=1))
    return weeks


def end(weeks: Weeks) -> None:
    with clock.at(LOCK + timedelta(hours=1)):
        rooms.end(weeks.seat(weeks.alice), None)


def credit(weeks: Weeks) -> None:
    """That just stays, as all of them did."""
    weeks.within(lambda room, at: extras.carry(room, MONDAY, -4_500, at))


def migrate() -> list[str]:
    """What the agenda says then."""
    with connection.schema_editor() as editor:
        migration.make(apps, editor)
    return list(Due.objects.filter(verb="credit.return").values_list("sentence", flat=True))


def test_a_credit_of_a_contract_that_has_ended_goes_back(billed: Weeks) -> None:
    end(billed)
    work(NEXT)
    credit(billed)
    told = migrate()
    assert told == ["A credit of $45.00, which no bill follows, goes back to the client."]
    Due.objects.all().delete()
    billed.within(extras.return_soon)
    assert list(Due.objects.values_list("sentence", "subject")) == [(told[0], str(billed.room.public_id))]
    Due.objects.all().delete()
    migrate()
    work(clock.now())
    assert list(Payment.objects.filter(kind="refund").values_list("minor", "state")) == [(4_500, "succeeded")]
    assert Extra.objects.get().given_back_at is not None
    check()


def test_one_that_a_bill_may_follow_stays(billed: Weeks) -> None:
    credit(billed)
    assert migrate() == []
    end(billed)
    assert migrate() == []


def test_where_nothing_is_left_nothing_happens(billed: Weeks) -> None:
    end(billed)
    work(NEXT)
    assert migrate() == []
