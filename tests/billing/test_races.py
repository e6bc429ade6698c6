"""Several at once, each with a connection of its own: money moves once, and never more than there is."""

from collections.abc import Callable
from functools import partial
from typing import Any
from uuid import uuid4

import pytest

from collab import wire
from collab.accounts.models import Person
from collab.agenda.firing import fire
from collab.agenda.models import Due
from collab.billing import actions, payments
from collab.billing.models import Card, Payment, Release, SandboxCharge
from collab.errors import Refused
from collab.ledger.models import Transfer
from collab.workrooms.models import Room
from tests.billing import story
from tests.workrooms import story as workrooms
from tests.workrooms.racing import at_once
from tests.workrooms.story import later, seat

pytestmark = pytest.mark.django_db(transaction=True)
Acts = list[Callable[[], Any]]


def codes(answers: list[Any]) -> list[str]:
    """Of those who were refused."""
    return [answer.code for answer in answers if isinstance(answer, Refused)]


def test_driven_by_several_it_pays_once(running: Room, alice: Person) -> None:
    payment = story.again(story.begun(running, alice, 50_000))
    answers = at_once([partial(payments.drive, payment)] * 6)
    assert {answer.state for answer in answers if isinstance(answer, Payment)} == {"succeeded"}
    assert SandboxCharge.objects.count() == Transfer.objects.count() == 1
    assert story.money(running).held == 50_000
    story.check()


def test_webhook_sweeper_and_page_at_once_pay_once(running: Room, alice: Person) -> None:
    payment = story.fund(running, alice, 50_000, "slow")
    due = Due.objects.get(verb="payment.ask")

    def later_(act: Callable[[], Any]) -> Callable[[], Any]:
        def run() -> Any:
            with later(seconds=60):
                return act()

        return run

    acts: Acts = [
        partial(fire, due), partial(payments.heard_of, payment.key), partial(payments.drive, story.again(payment))
    ]  # fmt: skip
    at_once([later_(act) for act in acts * 2])
    assert (story.again(payment).state, story.money(running).held) == ("succeeded", 50_000)
    assert not Due.objects.filter(verb="payment.ask").exists()
    story.check()


def bonus(room: Room, by: Person, card: Card, key: Any) -> wire.Created:
    return actions.pay_bonus(seat(by, room), key, minor=1_000, card=card.public_id)


def test_one_bonus_with_one_key_and_as_many_as_keys_with_several(running: Room, alice: Person) -> None:
    card, key = story.card(alice), uuid4()
    answers = at_once([partial(bonus, running, alice, card, key)] * 5)
    assert len({answer.id for answer in answers if isinstance(answer, wire.Created)}) == 1
    assert codes(answers) == []
    assert Payment.objects.count() == 1
    at_once([partial(bonus, running, alice, card, uuid4()) for _ in range(3)])
    assert Payment.objects.count() == 4


def test_escrow_cannot_be_given_back_twice(funded: Room, bob: Person) -> None:
    acts: Acts = [partial(actions.refund_escrow, seat(bob, funded), uuid4(), minor=60_000) for _ in range(4)]
    assert codes(at_once(acts)) == ["escrow.not_enough"] * 3
    assert story.money(funded).held == 40_000
    story.check()


def test_free_money_is_bound_or_given_back_and_never_both(funded: Room, bob: Person) -> None:
    acts: Acts = [
        partial(actions.refund_escrow, seat(bob, funded), uuid4(), minor=100_000),
        partial(story.bound, funded, 100_000),
        partial(story.begun, funded, Person.objects.get(name="Alice"), 150_000),
    ]
    at_once(acts)
    money = story.money(funded)
    assert (money.free, money.held in (0, 100_000)) == (0, True)
    story.check()


def test_a_release_cannot_be_given_back_twice(funded: Room, bob: Person) -> None:
    story.bound(funded, 100_000)
    release = story.released(funded, 100_000)
    acts: Acts = [
        partial(actions.refund_release, seat(bob, funded), uuid4(), release=release.public_id, minor=70_000)
        for _ in range(4)
    ]
    assert codes(at_once(acts)) == ["release.too_much"] * 3
    assert Release.objects.get().refunded == 70_000
    story.check()


def test_giving_back_while_the_hold_ends(funded: Room, bob: Person) -> None:
    story.bound(funded, 100_000)
    release = story.released(funded, 100_000)
    due = Due.objects.get(verb="money.available")
    back = partial(
        actions.refund_release, seat(bob, funded), uuid4(), release=release.public_id, minor=30_000
    )
    acts: Acts = [partial(fire, due), back, partial(fire, due)]
    assert codes(at_once(acts)) == []
    assert (story.held("pending"), story.held("available")) == (0, 63_000)
    story.check()


def test_money_of_two_contracts_in_one_account_is_never_overdrawn(
    alice: Person, bob: Person, charlie: Person
) -> None:
    """1,000 of each are available, and 500 have gone since; both clients are to have all of theirs back."""
    releases = []
    for client in (alice, charlie):
        room = workrooms.running(client, bob, workrooms.fixed())
        story.fund(room, client, 1_000)
        releases.append((room, story.released(room, 1_000)))
    with later(days=6):
        story.work()
    story.take(bob, 500)
    acts: Acts = [
        partial(actions.refund_release, seat(bob, room), uuid4(), release=one.public_id, minor=1_000)
        for room, one in releases
    ]
    assert codes(at_once(acts)) == ["release.not_enough"]
    assert story.held("available") == 500


def test_a_payment_is_confirmed_once(running: Room, alice: Person) -> None:
    waiting = story.fund(running, alice, 50_000, "confirmed")

    def confirm() -> wire.PaymentDone:
        here, key = seat(alice, running), uuid4()
        return payments.done(here, key, actions.confirm_payment(here, key, payment=waiting.public_id))

    assert codes(at_once([confirm] * 4)) == ["payment.not_waiting"] * 3
    assert story.money(running).held == 50_000
    story.check()


def test_confirmed_and_given_up_at_once_it_is_one_of_them(running: Room, alice: Person) -> None:
    waiting = story.fund(running, alice, 50_000, "confirmed")

    def answer(verb: Callable[..., wire.Created]) -> wire.PaymentDone:
        here, key = seat(alice, running), uuid4()
        return payments.done(here, key, verb(here, key, payment=waiting.public_id))

    acts: Acts = [partial(answer, verb) for verb in (actions.confirm_payment, actions.give_up_payment)]
    assert codes(at_once(acts)) == ["payment.not_waiting"]
    held = {"succeeded": 50_000, "failed": 0}
    assert story.money(running).held == held[story.again(waiting).state]
    story.check()


def test_contracts_of_the_same_two_move_money_at_the_same_time(alice: Person, bob: Person) -> None:
    """Each takes the locks in the same order: none ever waits for another that waits for it."""
    rooms = [workrooms.running(alice, bob, workrooms.fixed(fee_profile="marketplace")) for _ in range(4)]
    for room in rooms:
        story.fund(room, alice, 100_000)

    def live(room: Room) -> None:
        for minor in (1_000, 2_000, 3_000):
            release = story.released(room, minor)
            actions.refund_release(seat(bob, room), None, release=release.public_id, minor=minor // 2)
            story.fund(room, alice, minor, kind="bonus")

    assert at_once([partial(live, room) for room in rooms]) == [None] * 4
    story.check()
