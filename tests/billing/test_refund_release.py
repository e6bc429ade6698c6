"""The freelancer gives released money back: in whole or in part, while it is pending and after."""

from typing import Any
from uuid import uuid4

import pytest

from collab import limits
from collab.accounts.models import Person
from collab.agenda.models import Due
from collab.billing import actions
from collab.billing.models import Payment, Release
from collab.errors import Refused
from collab.workrooms import actions as rooms
from collab.workrooms.log import since
from collab.workrooms.models import Room
from tests.billing import story
from tests.workrooms import story as workrooms
from tests.workrooms.story import guest, later, seat

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def release(funded: Room, bob: Person) -> Release:
    """Bob has 900.00 EUR pending, of 1,000.00 EUR."""
    story.bound(funded, 100_000)
    return story.released(funded, 100_000)


def refund(room: Room, by: Person, release: Release, minor: int, **how: Any) -> None:
    actions.refund_release(seat(by, room), None, release=release.public_id, minor=minor, **how)
    release.refresh_from_db()


def refused(room: Room, by: Person, release: Release, minor: int, **how: Any) -> str:
    before = (story.held("clearing"), Payment.objects.count())
    with pytest.raises(Refused) as why:
        refund(room, by, release, minor, **how)
    assert (story.held("clearing"), Payment.objects.count()) == before
    return why.value.code


def test_the_client_gets_it_back_and_the_freelancer_the_fee(
    funded: Room, bob: Person, release: Release
) -> None:
    refund(funded, bob, release, 100_000, reason="Half of it was wrong")
    assert (release.refunded, release.refunded_fee) == (100_000, 10_000)
    money = story.money(funded)
    assert (money.released, money.returned, money.fees_freelancer, money.fees_client) == (
        100_000, 100_000, 0, 5_000,
    )  # fmt: skip
    assert (story.held("pending"), story.held("fees"), story.held("clearing")) == (0, 5_000, -5_000)
    story.work()
    assert Payment.objects.get(kind="refund").state == "succeeded"
    story.check()


def test_both_are_told_why(funded: Room, bob: Person, release: Release) -> None:
    before = Room.objects.get(pk=funded.pk).head
    refund(funded, bob, release, 30_000, reason="A gift")
    told, started = since(funded, before)
    assert (told.kind, told.data["minor"], told.data["reason"]) == ("release.refunded", 30_000, "A gift")
    assert told.data["release"]["refunded"] == 30_000
    assert (started.kind, started.data["payment"]["kind"]) == ("payment.started", "refund")


def test_in_parts_the_fee_comes_back_to_the_cent(funded: Room, bob: Person, release: Release) -> None:
    for part in (33_333, 33_333, 33_334):
        refund(funded, bob, release, part)
        assert release.net == story.held("pending")
        story.check()
    assert (release.kept, release.refunded_fee) == (0, 10_000)


def test_what_will_become_available_is_said_anew(funded: Room, bob: Person, release: Release) -> None:
    def said() -> str:
        return Due.objects.get(verb="money.available", due_at=release.available_at).sentence

    refund(funded, bob, release, 40_000)
    assert said() == "€540.00 for “Logo” becomes available to Bob."
    refund(funded, bob, release, 60_000)
    assert said() == "Nothing is left of “Logo” to become available: all of it was given back."
    with later(days=6):
        story.work()
    assert not Due.objects.filter(verb="money.available").exists()


def test_what_became_available_is_told_for_good(funded: Room, bob: Person, release: Release) -> None:
    def told() -> Any:
        [line] = [one for one in since(funded, 0) if one.kind == "money.available"]
        return line.data["minor"], line.data["release"]["left"]

    refund(funded, bob, release, 40_000)
    assert release.card().left == 54_000
    with later(days=6):
        story.work()
        assert told() == (54_000, 54_000)
        release.refresh_from_db()
        refund(funded, bob, release, 10_000)
    assert told() == (54_000, 45_000)


def test_it_is_possible_when_it_is_available(funded: Room, bob: Person, release: Release) -> None:
    with later(days=6):
        story.work()
        release.refresh_from_db()
        refund(funded, bob, release, 40_000)
    assert (story.held("pending"), story.held("available")) == (0, 54_000)
    story.check()


@pytest.mark.parametrize(
    ("minor", "code"),
    [
        (0, "amount.not_positive"),
        (-1, "amount.not_positive"),
        (100_001, "release.too_much"),
        (limits.AMOUNT_MINOR + 1, "amount.too_large"),
        (10**30, "amount.too_large"),
    ],
)
def test_amounts_out_of_bounds_are_refused(
    funded: Room, bob: Person, release: Release, minor: int, code: str
) -> None:
    assert refused(funded, bob, release, minor) == code


def test_more_than_is_left_is_refused(funded: Room, bob: Person, release: Release) -> None:
    refund(funded, bob, release, 60_000)
    assert refused(funded, bob, release, 40_001) == "release.too_much"


def test_only_the_freelancer_does(funded: Room, alice: Person, bob: Person, release: Release) -> None:
    for somebody in (alice, guest(bob, funded, "manager")):
        assert refused(funded, somebody, release, 1_000) == "role.may_not"


def test_after_half_a_year_it_is_too_late(funded: Room, bob: Person, release: Release) -> None:
    with later(days=181):
        assert refused(funded, bob, release, 1_000) == "release.too_late"


def test_it_is_possible_after_the_end_of_the_contract(funded: Room, bob: Person, release: Release) -> None:
    rooms.end(seat(bob, funded), None)
    refund(funded, bob, release, 1_000)
    story.check()


def test_what_was_released_elsewhere_is_not_found(
    alice: Person, bob: Person, funded: Room, release: Release
) -> None:
    elsewhere = workrooms.running(alice, bob, workrooms.fixed())
    assert refused(elsewhere, bob, release, 1_000) == "release.not_found"
    release.public_id = uuid4()
    with pytest.raises(Refused, match="Nothing of that kind"):
        actions.refund_release(seat(bob, funded), None, release=uuid4(), minor=1_000)


def test_what_is_not_there_any_more_cannot_go_back(
    alice: Person, bob: Person, funded: Room, release: Release
) -> None:
    """Somebody took what was available (as a payout will): the account never falls below zero."""
    with later(days=6):
        story.work()
    story.take(bob, 50_000)
    release.refresh_from_db()
    assert refused(funded, bob, release, 100_000) == "release.not_enough"
    assert story.held("available") == 40_000


def test_a_reason_that_cannot_be_shown_is_refused(funded: Room, bob: Person, release: Release) -> None:
    assert refused(funded, bob, release, 1, reason="x" * (limits.REASON_CHARS + 1)) == "reason.too_long"


def test_the_same_key_gives_back_once(funded: Room, bob: Person, release: Release) -> None:
    here, key = seat(bob, funded), uuid4()
    first = actions.refund_release(here, key, release=release.public_id, minor=1_000)
    assert actions.refund_release(here, key, release=release.public_id, minor=1_000) == first
    with pytest.raises(Refused, match="already used"):
        actions.refund_release(here, key, release=release.public_id, minor=2_000)
    actions.refund_release(here, uuid4(), release=release.public_id, minor=1_000)
    release.refresh_from_db()
    assert release.refunded == 2_000


def test_it_goes_back_to_the_newest_charges_first(running: Room, alice: Person, bob: Person) -> None:
    first = story.fund(running, alice, 30_000)
    second = story.fund(running, alice, 20_000)
    release = story.released(running, 50_000)
    refund(running, bob, release, 25_000)
    parts = Payment.objects.filter(kind="refund").order_by("pk").values_list("of", "minor")
    assert list(parts) == [(second.pk, 20_000), (first.pk, 5_000)]
    refund(running, bob, release, 25_000)
    assert Payment.objects.filter(kind="refund", of=first).count() == 2
    assert release.refunded_fee == 5_000
    story.work()
    story.check()
