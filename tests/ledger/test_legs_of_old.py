"""Transfers that were there before they said how many legs they have are counted, and are whole from then on."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.db import IntegrityError, connection, transaction
from django.db.migrations.executor import MigrationExecutor

from collab.accounts.models import Person
from collab.ledger.models import Transfer
from collab.ledger.rules import Leg
from collab.ledger.verify import differences
from tests.flush import without_triggers
from tests.ledger.moving import AT, CLEARING, ESCROW, FEES, funded, held, moved
from tests.ledger.test_whole import PAIR, legs, said

pytestmark = pytest.mark.django_db(transaction=True)
BEFORE, AFTER = ("ledger", "0002_only_grows"), ("ledger", "0003_whole_transfers")


def migrate(to: tuple[str, str]) -> Any:
    """The models as they were then."""
    executor = MigrationExecutor(connection)
    executor.migrate([to])
    return MigrationExecutor(connection).loader.project_state([to]).apps


@pytest.fixture
def then(alice: Person) -> Iterator[Any]:
    """Three transfers before the count."""
    funded(1_000)
    moved("fees", Leg(CLEARING, -110), Leg(ESCROW, 100), Leg(FEES, 10))
    funded(50, key="again")
    try:
        yield migrate(BEFORE)
    finally:
        migrate(AFTER)


def test_they_are_counted_and_take_no_more(then: Any) -> None:
    migrate(AFTER)
    counts = dict(Transfer.objects.values_list("key", "legs_count"))
    assert counts == {"fund": 2, "fees": 3, "again": 2}
    for transfer in Transfer.objects.all():
        with pytest.raises(IntegrityError, match="no leg is added"), transaction.atomic():
            legs(transfer, *PAIR, first=4)[0].save()
    with pytest.raises(IntegrityError), transaction.atomic():
        said(2)
    funded(7, key="later")
    assert held(ESCROW) == 1_157
    assert list(differences()) == []


def test_one_without_legs_stays_without_and_is_named(then: Any) -> None:
    with without_triggers(connection):
        then.get_model("ledger", "Transfer").objects.create(key="odd", cause="test:2", currency="EUR", at=AT)
    migrate(AFTER)
    odd = Transfer.objects.get(key="odd")
    assert odd.legs_count == 0
    [found] = differences()
    assert "0 of them" in found.words
    with pytest.raises(IntegrityError, match="no leg is added"), transaction.atomic():
        legs(odd, *PAIR, first=4)[0].save()


@pytest.mark.parametrize("state", [BEFORE, AFTER])
def test_nothing_is_changed_or_removed_before_or_after(then: Any, state: tuple[str, str]) -> None:
    apps = migrate(state)
    for name in ("Transfer", "Leg"):
        model = apps.get_model("ledger", name)
        with pytest.raises(IntegrityError, match="only grows"), transaction.atomic():
            model.objects.update(at=AT)
        with pytest.raises(IntegrityError, match="only grows"), transaction.atomic():
            model.objects.all()._raw_delete(connection.alias)
