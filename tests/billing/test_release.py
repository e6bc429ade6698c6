"""Released money is pending for the hold, then available; each step is a transfer with its cause."""

from datetime import timedelta

import pytest

from collab import clock
from collab.accounts.models import Person
from collab.agenda import book
from collab.agenda.firing import fire
from collab.agenda.models import Due
from collab.billing import actions
from collab.billing.models import Release
from collab.errors import Conflict
from collab.ledger.models import Transfer
from collab.workrooms.models import Room
from tests.billing import story
from tests.workrooms.story import kinds, later, seat

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def bound(funded: Room) -> Room:
    """Of the 1,000.00 EUR in escrow, 600.00 are a milestone's."""
    story.bound(funded, 60_000)
    return funded


def test_it_leaves_escrow_with_the_freelancers_fee(bound: Room, bob: Person) -> None:
    release = story.released(bound, 60_000)
    money = story.money(bound)
    assert (money.released, money.held, money.free, money.fees_freelancer) == (60_000, 40_000, 40_000, 6_000)
    assert (story.held("escrow"), story.held("pending"), story.held("available")) == (40_000, 54_000, 0)
    transfer = Transfer.objects.get(key=f"release/{release.public_id}")
    assert transfer.cause == f"release:{release.public_id}"
    story.check()


def test_of_an_offer_of_less_the_rest_stays_and_is_free(bound: Room, bob: Person) -> None:
    story.released(bound, 50_000, bound=60_000)
    money = story.money(bound)
    assert (money.released, money.held, money.free) == (50_000, 50_000, 50_000)
    story.check()


def test_both_see_when_it_becomes_available_and_then_it_does(bound: Room, bob: Person) -> None:
    release = story.released(bound, 60_000)
    assert release.available_at - release.at == timedelta(days=5)
    [due] = book.in_rooms([bound.pk])
    assert due.sentence == "€540.00 for “Logo” becomes available to Bob."
    with clock.at(release.available_at - timedelta(seconds=1)):
        story.work()
        assert story.held("available") == 0
    with clock.at(release.available_at):
        story.work()
    assert (story.held("pending"), story.held("available")) == (0, 54_000)
    assert kinds(bound)[-1] == "money.available"
    assert Transfer.objects.get(key=f"available/{release.public_id}").room_id == bound.pk
    assert book.in_rooms([bound.pk]) == []
    story.check()


def test_what_fires_twice_happens_once(bound: Room, bob: Person) -> None:
    story.released(bound, 60_000)
    due = Due.objects.get(verb="money.available")
    fire(due)
    bound.refresh_from_db()
    head = bound.head
    fire(due)
    bound.refresh_from_db()
    assert (bound.head, story.held("available")) == (head, 54_000)


def test_what_was_given_back_meanwhile_does_not_become_available(bound: Room, bob: Person) -> None:
    release = story.released(bound, 60_000)
    actions.refund_release(seat(bob, bound), None, release=release.public_id, minor=60_000)
    with later(days=6):
        story.work()
    assert (story.held("pending"), story.held("available")) == (0, 0)
    assert Release.objects.get().is_available
    story.check()


def test_a_fee_takes_all_of_a_cent(bound: Room, bob: Person) -> None:
    """Ten per cent of five cents round up to one; of four, down to none."""
    assert [story.released(bound, minor).fee for minor in (5, 4)] == [1, 0]
    story.check()


def test_no_more_can_be_bound_than_is_free(bound: Room) -> None:
    with pytest.raises(Conflict) as why:
        story.bound(bound, 40_001)
    assert why.value.code == "escrow.not_enough"
    story.bound(bound, 40_000)
    assert story.money(bound).free == 0
