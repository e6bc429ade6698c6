"""Money goes back from escrow: with the fee of it, to the charges it came from, until the provider has taken it."""

from decimal import Decimal
from typing import Any
from uuid import uuid4

import pytest

from collab import limits
from collab.accounts.models import Person
from collab.billing import actions
from collab.billing.models import Payment, SandboxCharge
from collab.errors import Refused
from collab.wire import FeeProfile
from collab.workrooms import actions as rooms
from collab.workrooms.log import since
from collab.workrooms.models import Room
from collab.workrooms.policies import FEE_PROFILES
from tests.billing import story
from tests.workrooms import story as workrooms
from tests.workrooms.story import guest, later, seat

pytestmark = pytest.mark.django_db(transaction=True)


def refused(room: Room, by: Person, minor: int, **how: Any) -> str:
    with pytest.raises(Refused) as why:
        actions.refund_escrow(seat(by, room), None, minor=minor, **how)
    assert not Payment.objects.filter(kind="refund").exists()
    return why.value.code


def test_all_of_it_goes_back_with_the_whole_fee(funded: Room, bob: Person) -> None:
    before = Room.objects.get(pk=funded.pk).head
    actions.refund_escrow(seat(bob, funded), None, minor=100_000, reason="We agreed to stop")
    money = story.money(funded)
    assert (money.refunded, money.held, money.fees_client) == (100_000, 0, 0)
    assert (story.held("escrow"), story.held("fees"), story.held("clearing")) == (0, 0, 0)
    told, started = since(funded, before)
    assert (told.kind, told.data["minor"], started.kind) == ("escrow.refunded", 100_000, "payment.started")
    assert told.data["money"]["held"] == 0
    story.work()
    payment = Payment.objects.get(kind="refund")
    assert (payment.state, payment.minor, payment.fee) == ("succeeded", 100_000, 5_000)
    assert SandboxCharge.objects.get(key=payment.key).minor == -105_000
    assert since(funded, before)[-1].kind == "payment.succeeded"
    story.check()


def test_the_one_off_fee_stays_and_is_taken_once(
    alice: Person, bob: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    profile = FeeProfile(
        id="once", name="Once", freelancer_percent=Decimal(10), client_percent=Decimal("2.9"), initiation_fee=499
    )  # fmt: skip
    monkeypatch.setitem(FEE_PROFILES, "once", profile)
    room = workrooms.running(alice, bob, workrooms.fixed(fee_profile="once"))
    assert story.fund(room, alice, 10_000, "declined").fee == 290 + 499
    assert story.fund(room, alice, 10_000).fee == 290 + 499
    assert story.fund(room, alice, 10_000).fee == 290
    story.refunded(room, 20_000, bound=20_000)
    assert story.money(room).fees_client == 499
    story.check()


def test_in_parts_the_fee_comes_back_to_the_cent(running: Room, alice: Person) -> None:
    story.fund(running, alice, 10_010)
    story.fund(running, alice, 10_010)
    for part in (3_333, 3_333, 3_344, 10, 10_000):
        story.refunded(running, part, bound=part)
        story.check()
    assert story.money(running).fees_client == 0


def test_what_is_bound_stays(funded: Room, bob: Person) -> None:
    story.bound(funded, 60_000)
    assert refused(funded, bob, 40_001) == "escrow.not_enough"
    actions.refund_escrow(seat(bob, funded), None, minor=40_000)
    assert (story.money(funded).held, story.money(funded).free) == (60_000, 0)


def test_what_a_funding_under_way_has_taken_stays(funded: Room, alice: Person, bob: Person) -> None:
    story.fund(funded, alice, 120_000, "slow")
    assert refused(funded, bob, 1) == "escrow.not_enough"


@pytest.mark.parametrize(
    ("minor", "code"),
    [
        (0, "amount.not_positive"),
        (-100, "amount.not_positive"),
        (100_001, "escrow.not_enough"),
        (limits.AMOUNT_MINOR + 1, "amount.too_large"),
        (10**30, "amount.too_large"),
    ],
)
def test_amounts_out_of_bounds_are_refused(funded: Room, bob: Person, minor: int, code: str) -> None:
    assert refused(funded, bob, minor) == code


def test_only_the_freelancer_does(funded: Room, alice: Person, bob: Person) -> None:
    for somebody in (alice, guest(bob, funded, "manager")):
        assert refused(funded, somebody, 1_000) == "role.may_not"


def test_it_is_possible_after_the_end_and_not_before_the_beginning(
    funded: Room, alice: Person, bob: Person
) -> None:
    assert refused(workrooms.offer(alice, bob.email), bob, 1_000) == "room.not_open"
    rooms.end(seat(alice, funded), None)
    actions.refund_escrow(seat(bob, funded), None, minor=1_000)
    story.check()


def test_after_the_end_the_client_takes_back_what_nothing_can_be_funded_with_any_more(
    funded: Room, alice: Person, bob: Person
) -> None:
    story.bound(funded, 60_000)
    with pytest.raises(Refused) as why:
        actions.take_back(seat(alice, funded), None, minor=40_000)
    assert why.value.code == "contract.not_now"
    rooms.end(seat(bob, funded), None)
    for minor, somebody, code in ((40_001, alice, "escrow.not_enough"), (40_000, bob, "role.may_not")):
        with pytest.raises(Refused) as why:
            actions.take_back(seat(somebody, funded), None, minor=minor)
        assert why.value.code == code
    actions.take_back(seat(alice, funded), None, minor=40_000)
    money = story.money(funded)
    assert (money.held, money.free, money.refunded) == (60_000, 0, 40_000)
    story.work()
    assert Payment.objects.get(kind="refund").state == "succeeded"
    story.check()


def test_where_nothing_is_held_nothing_goes_back(running: Room, bob: Person) -> None:
    assert refused(running, bob, 1) == "escrow.not_enough"


def test_the_same_key_gives_back_once(funded: Room, bob: Person) -> None:
    here, key = seat(bob, funded), uuid4()
    first = actions.refund_escrow(here, key, minor=1_000)
    assert actions.refund_escrow(here, key, minor=1_000) == first
    with pytest.raises(Refused, match="already used"):
        actions.refund_escrow(here, key, minor=1_001)
    actions.refund_escrow(here, uuid4(), minor=1_000)
    assert story.money(funded).refunded == 2_000


def test_a_refund_that_the_provider_refuses_is_tried_until_it_is_taken(running: Room, alice: Person) -> None:
    story.fund(running, alice, 50_000, "stubborn")
    [payment] = story.refunded(running, 50_000, bound=50_000)
    story.work()
    after = story.again(payment)
    assert (after.state, after.trouble) == ("processing", "The bank refuses this for now.")
    # The ledger has moved already: it is the client's money.
    assert story.held("escrow") == 0
    for minutes in (1, 10, 100):
        with later(minutes=minutes):
            story.work()
    assert (story.again(payment).state, story.again(payment).trouble) == ("succeeded", "")
    assert SandboxCharge.objects.get(key=payment.key).asked == 3
    story.check()


def test_it_goes_back_to_a_card_that_was_removed_since(funded: Room, alice: Person, bob: Person) -> None:
    for card in alice.cards.all():
        actions.remove_card(alice, card=card.public_id)
    actions.refund_escrow(seat(bob, funded), None, minor=100_000)
    story.work()
    assert Payment.objects.get(kind="refund").state == "succeeded"
