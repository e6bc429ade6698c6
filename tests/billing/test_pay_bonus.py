"""A bonus is charged, never taken from escrow, and pending like whatever is released."""

from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest

from collab import clock, limits
from collab.accounts.models import Person
from collab.billing import actions, payments
from collab.billing.models import Payment, Release
from collab.errors import NotFound, Refused
from collab.workrooms import actions as rooms
from collab.workrooms.log import since
from collab.workrooms.models import Room
from tests.billing import story
from tests.workrooms.story import guest, later, offer, seat

pytestmark = pytest.mark.django_db(transaction=True)


def paid(room: Room, by: Person, minor: int, does: str = "pays", **how: Any) -> Payment:
    created = actions.pay_bonus(seat(by, room), None, minor=minor, card=story.card(by, does).public_id, **how)
    return story.again(payments.driven(created.id))


def refused(room: Room, by: Person, minor: int, **how: Any) -> str:
    how = {"card": story.card(by).public_id} | how
    with pytest.raises(Refused) as why:
        actions.pay_bonus(seat(by, room), None, minor=minor, **how)
    assert not Payment.objects.exists()
    return why.value.code


def test_it_comes_by_card_with_the_fees_of_both(funded: Room, alice: Person, bob: Person) -> None:
    payment = paid(funded, alice, 10_000, note="For the weekend\nand the coffee")
    assert (payment.state, payment.fee, payment.title) == ("succeeded", 500, "For the weekend")
    release = Release.objects.get()
    assert (release.kind, release.person, release.minor, release.fee) == ("bonus", bob, 10_000, 1_000)
    money = story.money(funded)
    assert (money.held, money.bonuses, money.fees_client, money.fees_freelancer) == (
        100_000,
        10_000,
        5_500,
        1_000,
    )
    assert story.held("pending") == 9_000
    story.check()


def test_both_are_told(running: Room, alice: Person) -> None:
    before = running.head
    paid(running, alice, 10_000)
    told = {event.kind: event.data for event in since(running, before)}
    assert list(told) == ["payment.started", "payment.succeeded", "bonus.paid"]
    assert told["bonus.paid"]["release"]["net"] == 9_000
    assert told["bonus.paid"]["money"]["bonuses"] == 10_000
    assert told["payment.started"]["payment"]["state"] == "succeeded"


def test_a_card_that_fails_pays_nothing(running: Room, alice: Person) -> None:
    assert paid(running, alice, 10_000, "declined").state == "failed"
    assert not Release.objects.exists()
    story.check()


@pytest.mark.parametrize(
    ("minor", "code"),
    [
        (0, "bonus.not_positive"),
        (-5, "bonus.not_positive"),
        (limits.AMOUNT_MINOR + 1, "bonus.too_large"),
        (2**63, "bonus.too_large"),
        (10**40, "bonus.too_large"),
    ],
)
def test_amounts_out_of_bounds_are_refused(running: Room, alice: Person, minor: int, code: str) -> None:
    assert refused(running, alice, minor) == code


def test_cards_that_are_unknown_removed_or_of_others_are_refused(
    running: Room, alice: Person, bob: Person
) -> None:
    mine = story.card(alice)
    actions.remove_card(alice, card=mine.public_id)
    for card in (uuid4(), story.card(bob).public_id, mine.public_id):
        assert refused(running, alice, 1_000, card=card) == "card.not_found"


def test_only_the_client_pays_one(running: Room, alice: Person, bob: Person) -> None:
    manager = guest(alice, running, "manager")
    for somebody in (bob, manager):
        assert refused(running, somebody, 1_000) == "role.may_not"


def test_not_before_the_contract_is_accepted(alice: Person, bob: Person) -> None:
    assert refused(offer(alice, bob.email), alice, 1_000) == "room.not_open"


def test_after_the_end_it_is_possible_for_a_year(running: Room, alice: Person) -> None:
    rooms.end(seat(alice, running), None)
    with later(days=366):
        assert refused(running, alice, 1_000) == "bonus.too_late"
    with later(days=364):
        assert paid(running, alice, 1_000).state == "succeeded"


def test_what_the_note_may_not_hold_is_refused(running: Room, alice: Person) -> None:
    assert refused(running, alice, 1_000, note="x" * (limits.REASON_CHARS + 1)) == "note.too_long"
    assert refused(running, alice, 1_000, note="\x00") == "note.control"


def test_the_same_key_pays_once_and_another_key_again(running: Room, alice: Person) -> None:
    card, key = story.card(alice).public_id, uuid4()
    first = actions.pay_bonus(seat(alice, running), key, minor=1_000, card=card)
    assert actions.pay_bonus(seat(alice, running), key, minor=1_000, card=card) == first
    with pytest.raises(Refused, match="already used"):
        actions.pay_bonus(seat(alice, running), key, minor=1_001, card=card)
    assert Payment.objects.count() == 1
    actions.pay_bonus(seat(alice, running), uuid4(), minor=1_000, card=card)
    assert Payment.objects.count() == 2


def test_its_hold_ends_like_any_other(running: Room, alice: Person, bob: Person) -> None:
    paid(running, alice, 10_000)
    with clock.at(Release.objects.get().available_at + timedelta(seconds=1)):
        story.work()
    assert (story.held("pending"), story.held("available")) == (0, 9_000)


def test_it_can_be_given_back_to_the_card_it_came_from(running: Room, alice: Person, bob: Person) -> None:
    story.fund(running, alice, 5_000)
    payment = paid(running, alice, 10_000)
    story.fund(running, alice, 5_000)
    release = Release.objects.get()
    actions.refund_release(seat(bob, running), None, release=release.public_id, minor=10_000)
    [back] = Payment.objects.filter(kind="refund")
    assert (back.of_id, back.minor, back.fee) == (payment.pk, 10_000, 0)
    story.work()
    assert story.held("pending") == 0
    story.check()


def test_the_client_of_another_room_cannot_pay_here(running: Room, alice: Person, charlie: Person) -> None:
    with pytest.raises(NotFound):
        paid(running, charlie, 1_000)
