"""What Mondays are charged to: the card that the client chose, or their newest; the agenda tells which."""

from collections.abc import Callable
from uuid import uuid4

import pytest
from django.test import Client

from collab import clock
from collab.accounts.models import Person
from collab.billing import actions as billing
from collab.billing.models import Payment
from collab.errors import Refused
from collab.timetracker import actions
from collab.timetracker.paying import card_for
from tests.billing import story as money
from tests.timetracker.billed import AGREED, LOCK, Weeks, work
from tests.workrooms.story import fixed, guest, offer, running, seat

pytestmark = pytest.mark.django_db(transaction=True)
Browser = Callable[[Person], Client]


def test_the_newest_pays_unless_one_was_chosen(weeks: Weeks) -> None:
    first, second = weeks.card(), weeks.card()
    assert card_for(weeks.room) == second
    actions.choose_card(weeks.seat(weeks.alice), None, card=first.public_id)
    weeks.card()
    weeks.works(1)
    work(LOCK)
    assert Payment.objects.get().card == first


def test_one_that_was_removed_pays_no_more(weeks: Weeks) -> None:
    first, second = weeks.card(), weeks.card()
    actions.choose_card(weeks.seat(weeks.alice), None, card=first.public_id)
    billing.remove_card(weeks.alice, card=first.public_id)
    assert card_for(weeks.room) == second
    billing.remove_card(weeks.alice, card=second.public_id)
    assert card_for(weeks.room) is None


def test_both_are_told_once(weeks: Weeks) -> None:
    card, before = weeks.card(), weeks.head
    for _ in range(2):
        actions.choose_card(weeks.seat(weeks.alice), None, card=card.public_id)
    assert weeks.kinds(before) == ["bill.card"]


def test_the_agenda_follows_the_cards(weeks: Weeks) -> None:
    weeks.works(2)
    with clock.at(AGREED):
        made = billing.add_card(
            weeks.alice, None, provider="sandbox", token="sandbox_pays", label="Visa •••• 4242"
        )
        before = weeks.head
        money.work()
        assert weeks.sentence().endswith("$94.50 is charged to Visa •••• 4242.")
        # Both see at once that the time is protected.
        assert weeks.kinds(before) == ["week.changed"]
        billing.remove_card(weeks.alice, card=made.id)
        money.work()
        assert weeks.sentence().endswith("for want of $94.50 the contract is put on hold.")


def refused(weeks: Weeks, who: Person, card: object) -> str:
    with pytest.raises(Refused) as why:
        actions.choose_card(weeks.seat(who), None, card=card)  # type: ignore[arg-type]
    return why.value.code


def test_only_ones_own_and_only_the_client(weeks: Weeks, alice: Person, bob: Person) -> None:
    assert refused(weeks, alice, uuid4()) == "card.not_found"
    assert refused(weeks, alice, money.card(bob).public_id) == "card.not_found"
    mine = weeks.card().public_id
    for somebody in (bob, guest(alice, weeks.room, "manager")):
        assert refused(weeks, somebody, mine) == "role.may_not"


def test_before_the_acceptance_too_but_not_for_a_fixed_price(alice: Person, bob: Person) -> None:
    card = money.card(alice)
    room = offer(alice, bob.email)
    actions.choose_card(seat(alice, room), None, card=card.public_id)
    assert card_for(room) == card
    fixed_price = Weeks(alice, bob, running(alice, bob, fixed()))
    assert refused(fixed_price, alice, card.public_id) == "time.fixed"


def test_over_http_it_is_safe_to_repeat(weeks: Weeks, alice: Person, signed_in: Browser) -> None:
    where, key = f"/api/v1/rooms/{weeks.room.public_id}/billing-card", str(uuid4())
    body = {"card": str(weeks.card().public_id)}
    browser = signed_in(alice)
    answers = [
        browser.put(where, body, content_type="application/json", headers={"Idempotency-Key": key}).json()
        for _ in range(2)
    ]
    assert answers[0] == answers[1]
    assert weeks.kinds().count("bill.card") == 1
