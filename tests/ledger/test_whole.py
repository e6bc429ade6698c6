"""A transfer commits whole: the database takes neither more legs than it says, nor fewer."""

import pytest
from django.db import IntegrityError, connection, transaction

from collab.accounts.models import Person
from collab.ledger.models import Account, Leg, Transfer
from tests.ledger.moving import AT, funded

pytestmark = pytest.mark.django_db(transaction=True)
PAIR = (-5, 5)
PART = "as many legs as it says|FOREIGN KEY"
"""What PostgreSQL says of a transfer that lacks legs when it commits, and SQLite."""


@pytest.fixture
def old(alice: Person) -> Transfer:
    return funded(100)


def said(legs_count: int, key: str = "odd") -> Transfer:
    return Transfer.objects.create(key=key, cause="test:2", currency="EUR", at=AT, legs_count=legs_count)


def legs(transfer: Transfer, *minors: int, first: int = 2) -> list[Leg]:
    """One for each amount, in turn of clearing and of escrow."""
    accounts = [Account.objects.get(kind=kind, currency="EUR") for kind in ("clearing", "escrow")]
    return [
        Leg(
            transfer=transfer, account=accounts[place % 2], number=first + place // 2, minor=minor,
            balance=accounts[place % 2].balance + minor, at=AT,
        )
        for place, minor in enumerate(minors)
    ]  # fmt: skip


def test_a_balanced_pair_is_not_added_to_a_transfer_of_old(old: Transfer) -> None:
    with pytest.raises(IntegrityError, match="no leg is added"), transaction.atomic():
        Leg.objects.bulk_create(legs(old, *PAIR))
    with pytest.raises(IntegrityError, match="no leg is added"), transaction.atomic():
        legs(old, *PAIR)[0].save()
    assert Leg.objects.count() == 2


def test_nor_is_it_in_the_transaction_that_began_the_transfer(old: Transfer) -> None:
    with transaction.atomic():
        new = said(2)
        Leg.objects.bulk_create(legs(new, *PAIR))
        with pytest.raises(IntegrityError, match="no leg is added"), transaction.atomic():
            Leg.objects.bulk_create(legs(new, *PAIR, first=3))
    assert Leg.objects.filter(transfer=new).count() == 2


def test_a_transfer_is_not_begun_with_more_legs_than_it_says(old: Transfer) -> None:
    with pytest.raises(IntegrityError, match="no leg is added"), transaction.atomic():
        Leg.objects.bulk_create(legs(said(2), *PAIR, *PAIR))
    assert Transfer.objects.get() == old


@pytest.mark.parametrize("legs_count", [-1, 0, 1, 2])
def test_a_transfer_without_legs_does_not_commit(old: Transfer, legs_count: int) -> None:
    with pytest.raises(IntegrityError, match=PART), transaction.atomic():
        said(legs_count)
    assert Transfer.objects.get() == old


@pytest.mark.parametrize(("legs_count", "minors"), [(2, (5,)), (3, PAIR), (4, PAIR)])
def test_nor_does_one_with_fewer_legs_than_it_says(
    old: Transfer, legs_count: int, minors: tuple[int, ...]
) -> None:
    with pytest.raises(IntegrityError, match=PART), transaction.atomic():
        Leg.objects.bulk_create(legs(said(legs_count), *minors))
    assert Transfer.objects.get() == old


@pytest.mark.parametrize(("legs_count", "minors"), [(1, (5,)), (2, (-5, 4)), (3, (-5, 5, 1))])
def test_nor_one_whose_legs_do_not_sum_to_zero(
    old: Transfer, legs_count: int, minors: tuple[int, ...]
) -> None:
    with pytest.raises(IntegrityError, match="sum to zero"), transaction.atomic():
        Leg.objects.bulk_create(legs(said(legs_count), *minors))
    assert Transfer.objects.get() == old


def test_nor_one_that_moves_an_account_in_another_currency(old: Transfer) -> None:
    dollars = Account.objects.create(kind="escrow", room_id=1, currency="USD")

    def odd() -> None:
        with transaction.atomic():
            one, other = legs(said(2), *PAIR)
            other.account, other.number = dollars, 1
            Leg.objects.bulk_create([one, other])

    with pytest.raises(IntegrityError, match="in its currency"):
        odd()


def test_legs_may_come_one_by_one_until_the_transfer_commits(old: Transfer) -> None:
    with transaction.atomic():
        for leg in legs(said(2), *PAIR):
            leg.save()
    assert Transfer.objects.get(key="odd").legs.count() == 2


def test_what_is_rolled_back_to_a_savepoint_leaves_nothing_to_finish(old: Transfer) -> None:
    with transaction.atomic():
        begun = transaction.savepoint()
        said(2)
        transaction.savepoint_rollback(begun)
        funded(100, key="again")
    assert Transfer.objects.count() == 2


@pytest.mark.skipif("connection.vendor != 'sqlite'")
@pytest.mark.parametrize(
    "aside",
    [
        "DELETE FROM ledger_unfinished",
        "UPDATE ledger_unfinished SET transfer_id = (SELECT min(id) FROM ledger_transfer)",
        "INSERT OR REPLACE INTO ledger_unfinished SELECT transfer_id FROM ledger_unfinished",
        "INSERT INTO ledger_never SELECT transfer_id FROM ledger_unfinished",
    ],
)
def test_the_note_of_what_is_unfinished_is_not_put_aside(old: Transfer, aside: str) -> None:
    def put_aside() -> None:
        with transaction.atomic(), connection.cursor() as cursor:
            said(2)
            cursor.execute(aside)

    with pytest.raises(IntegrityError):
        put_aside()
    assert Transfer.objects.get() == old
