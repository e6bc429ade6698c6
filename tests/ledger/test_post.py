"""Moving money: once, never more than there is."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext

from collab.accounts.models import Person
from collab.errors import Conflict
from collab.ledger.accounts import accounts_of, accounts_of_person
from collab.ledger.models import Account, Transfer
from collab.ledger.models import Leg as Row
from collab.ledger.rules import Leg, Place, move
from collab.ledger.statements import balance_at, statement, transfers_of
from tests.ledger.moving import AT, CLEARING, ESCROW, FEES, available, funded, held, moved, pending

pytestmark = pytest.mark.django_db


def test_money_that_comes_in_is_held_and_mirrored(alice: Person) -> None:
    funded(10_000)
    assert (held(ESCROW), held(CLEARING)) == (10_000, -10_000)


def test_a_release_splits_into_net_and_fee(bob: Person) -> None:
    funded(26_664)
    moved("release", Leg(ESCROW, -26_664), Leg(pending(bob), 23_998), Leg(FEES, 2_666))
    assert (held(ESCROW), held(pending(bob)), held(FEES)) == (0, 23_998, 2_666)


def test_the_same_key_moves_money_once(bob: Person) -> None:
    first = funded(10_000)
    assert funded(10_000) == first
    assert held(ESCROW) == 10_000
    assert Row.objects.count() == 2


def test_the_same_key_for_something_else_is_refused(bob: Person) -> None:
    funded(10_000)
    for legs in (move(10_001, CLEARING, ESCROW), move(10_000, CLEARING, Place("escrow", 2, "EUR"))):
        with pytest.raises(Conflict) as why:
            moved("fund", *legs)
        assert why.value.code == "ledger.other_transfer"


def test_what_is_not_there_cannot_be_moved(bob: Person) -> None:
    funded(10_000)
    with pytest.raises(Conflict) as why:
        moved("release", *move(10_001, ESCROW, pending(bob)))
    assert why.value.code == "ledger.overdrawn"
    assert (held(ESCROW), held(pending(bob)), Transfer.objects.count()) == (10_000, 0, 1)


def test_available_money_may_fall_below_zero_when_it_is_taken_back(bob: Person) -> None:
    moved("clawback", *move(500, available(bob), CLEARING))
    assert held(available(bob)) == -500


def test_each_currency_has_accounts_of_its_own(alice: Person) -> None:
    funded(10_000)
    moved("dollars", *move(700, Place("clearing", 1, "USD"), Place("escrow", 1, "USD")))
    assert (held(ESCROW), held(Place("escrow", 1, "USD"))) == (10_000, 700)


def test_a_balance_is_known_as_of_any_time(alice: Person) -> None:
    for day in range(5):
        funded(100, key=f"fund {day}", at=AT + timedelta(days=day))
    account = accounts_of([ESCROW])[ESCROW]
    assert [balance_at(account, AT + timedelta(days=day, hours=1)) for day in range(-1, 6)] == [
        0, 100, 200, 300, 400, 500, 500,
    ]  # fmt: skip


def test_time_never_runs_backwards_in_an_account(alice: Person) -> None:
    funded(100, at=AT)
    late = funded(100, key="again", at=AT - timedelta(seconds=1))
    assert late.at == AT
    assert balance_at(accounts_of([ESCROW])[ESCROW], AT) == 200


def test_a_statement_goes_back_page_by_page_with_the_balance_after_each_leg(alice: Person) -> None:
    for number in range(5):
        funded(100, key=f"fund {number}")
    account = accounts_of([ESCROW])[ESCROW]
    first = statement(account, None, 3)
    rest = statement(account, first[-1].number, 3)
    assert [(leg.number, leg.balance) for leg in (*first, *rest)] == [
        (5, 500), (4, 400), (3, 300), (2, 200), (1, 100),
    ]  # fmt: skip
    assert [transfer.key for transfer in transfers_of(1)[:2]] == ["fund 4", "fund 3"]
    assert list(transfers_of(2)) == []


@pytest.mark.parametrize("model", [Transfer, Row])
def test_nothing_that_moved_is_changed_or_removed(alice: Person, model: type[Transfer] | type[Row]) -> None:
    funded(100)
    with pytest.raises(IntegrityError, match="only grows"), transaction.atomic():
        model.objects.update(at=AT + timedelta(days=1))
    with pytest.raises(IntegrityError, match="only grows"), transaction.atomic():
        model.objects.all()._raw_delete(model.objects.db)


def test_the_database_itself_keeps_escrow_from_being_overdrawn(alice: Person) -> None:
    funded(100)
    with pytest.raises(IntegrityError), transaction.atomic():
        Account.objects.filter(kind="escrow").update(balance=-1)


@pytest.mark.skipif("connection.vendor != 'postgresql'")
def test_accounts_are_found_by_their_indexes_however_many_there_are(bob: Person) -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO ledger_account (kind, room_id, currency, balance, legs_count)"
            " SELECT 'escrow', 100 + n, 'EUR', 0, 0 FROM generate_series(1, 2000) AS n"
        )
        cursor.execute("ANALYZE ledger_account")
    with CaptureQueriesContext(connection) as asked:
        accounts_of([ESCROW, pending(bob)])
        list(accounts_of_person(bob))
    with connection.cursor() as cursor:
        plan = ""
        for query in asked:
            cursor.execute(f"EXPLAIN {query['sql']}")
            plan += "\n".join(line for (line,) in cursor.fetchall())
    assert "account_of_room" in plan
    assert plan.count("account_of_person") == 2
    assert "Seq Scan" not in plan
