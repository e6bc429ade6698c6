"""`manage.py verify_ledger`: everything is added up again from the legs alone."""

from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.db import connection

from collab.accounts.models import Person
from collab.ledger.models import Account, Leg, Transfer
from collab.ledger.rules import move
from collab.ledger.verify import differences
from tests.flush import without_triggers
from tests.ledger.moving import AT, ESCROW, funded, held, moved, pending

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def sound(bob: Person) -> None:
    funded(1_000)
    moved("release", *move(400, ESCROW, pending(bob)))


def verified(*arguments: str) -> str:
    told = StringIO()
    call_command("verify_ledger", *arguments, stdout=told)
    return told.getvalue()


def test_a_sound_ledger_adds_up(sound: None) -> None:
    assert list(differences()) == []
    assert "2 transfers, 4 legs, 3 accounts: everything adds up." in verified()


def test_an_empty_ledger_adds_up() -> None:
    assert "0 transfers, 0 legs, 0 accounts: everything adds up." in verified()


def test_a_wrong_balance_is_named_and_written_anew_from_the_legs(sound: None) -> None:
    Account.objects.filter(kind="escrow").update(balance=601)
    [found] = differences()
    assert "says 601 after 2 legs; its 2 legs sum to 600" in found.words
    with pytest.raises(CommandError, match="1 differences"):
        verified()
    assert "1 balances were wrong" in verified("--rebuild")
    assert held(ESCROW) == 600


def test_a_leg_that_was_changed_is_found_everywhere_it_shows(sound: None) -> None:
    with without_triggers(connection):
        Leg.objects.filter(account__kind="escrow", number=2).update(minor=-401)
    words = " ".join(found.words for found in differences())
    assert "legs sum to -1 EUR" in words
    assert "leg 2 does not follow" in words
    assert "its 2 legs sum to 599" in words


def test_a_leg_that_is_gone_is_found(sound: None) -> None:
    with without_triggers(connection):
        Leg.objects.filter(account__kind="escrow", number=1)._raw_delete(Leg.objects.db)
    abouts = {found.about.split()[0] for found in differences()}
    assert abouts == {"transfer", "account"}


def test_a_transfer_that_has_other_legs_than_it_says_is_named(sound: None) -> None:
    with without_triggers(connection):
        Transfer.objects.filter(key="fund").update(legs_count=3)
    [found] = differences()
    assert found.words == "says that it has 3 legs, but has 2"


def test_a_leg_in_another_currency_is_found(sound: None) -> None:
    dollars = Account.objects.create(kind="escrow", room_id=1, currency="USD")
    with without_triggers(connection):
        odd = Transfer.objects.create(key="odd", cause="test:2", currency="EUR", at=AT, legs_count=1)
        Leg.objects.create(transfer=odd, account=dollars, number=1, minor=5, balance=5, at=AT)
    assert any("but moves an account in USD" in found.words for found in differences())


def test_an_overdrawn_account_is_found_whatever_its_balance_says(sound: None) -> None:
    with without_triggers(connection):
        Leg.objects.filter(account__kind="escrow", number=2).update(minor=-4_000)
    assert any("is overdrawn" in found.words for found in differences())
