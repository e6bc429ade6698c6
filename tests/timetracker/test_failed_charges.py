"""A charge that fails: both are told, the contract is on hold, the clock tries again, another card mends it."""

from datetime import timedelta

import pytest

from collab import clock
from collab.accounts.models import Person
from collab.agenda.models import Due
from collab.billing import actions as billing
from collab.billing import payments as driving
from collab.billing.models import Payment
from collab.billing.provider import Outcome
from collab.timetracker import actions
from collab.timetracker.models import Bill
from collab.workrooms import actions as rooms
from collab.workrooms.log import since
from collab.workrooms.models import Room
from tests.billing import story as money
from tests.timetracker.billed import (
    AVAILABLE,
    LOCK,
    MONDAY,
    SETTLED,
    Weeks,
    charged,
    check,
    monday_after,
    payments,
    work,
)  # fmt: skip
from tests.workrooms import story

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def declined(weeks: Weeks) -> Weeks:
    """Two hours that could not be charged."""
    weeks.card("declined")
    weeks.works(2)
    work(LOCK)
    return weeks


def pay(weeks: Weeks, does: str = "pays") -> Payment:
    """Alice pays with another card, and the provider is asked."""
    bill = weeks.made()
    created = actions.pay_bill(
        weeks.seat(weeks.alice), None, bill=bill.public_id, card=weeks.card(does).public_id
    )
    return driving.driven(created.id)


def test_both_are_told_why_and_no_time_is_added(declined: Weeks) -> None:
    assert (declined.state(), declined.status, declined.made().state) == ("past_due", "on_hold", "past_due")
    told = {event.kind: event.data for event in since(declined.room, 0)}
    assert told["bill.failed"]["reason"] == "The card was declined."
    assert told["contract.held"]["reason"] == (
        "$94.50 for the week of 2 March could not be charged. The card was declined."
    )
    bill = declined.bill()
    assert bill is not None
    assert (bill.state, bill.trouble, bill.retry_at) == (
        "past_due", "The card was declined.", LOCK + timedelta(hours=24),
    )  # fmt: skip
    assert charged() == 0
    check()


def test_without_any_card_it_is_past_due_too(weeks: Weeks) -> None:
    weeks.works(2)
    work(LOCK)
    assert (weeks.state(), weeks.status, weeks.made().trouble) == (
        "past_due", "on_hold", "There is no card to charge.",
    )  # fmt: skip
    assert payments() == []


def test_the_clock_tries_again_ever_more_seldom(declined: Weeks) -> None:
    tries = [declined.made().retry_at]
    for _ in range(5):
        assert tries[-1] is not None
        work(tries[-1])
        tries.append(declined.made().retry_at)
    assert [one - LOCK for one in tries if one] == [
        timedelta(hours=hours) for hours in (24, 72, 144, 264, 384, 504)
    ]
    assert payments() == [("failed", 9_000)] * 6
    assert declined.kinds().count("contract.held") == 1
    assert (
        declined.due("bill.retry").sentence == "The charge of $94.50 for the week of 2 March is tried again."
    )
    assert declined.due("bill.retry").side == "client"


def test_a_new_card_is_charged_at_the_next_try_and_the_contract_goes_on(declined: Weeks) -> None:
    declined.card()
    work(LOCK + timedelta(hours=24))
    assert (declined.state(), declined.status, charged()) == ("invoiced", "active", 9_450)
    assert declined.kinds()[-5:] == [
        "payment.started", "week.changed", "payment.succeeded", "bill.paid", "contract.released",
    ]  # fmt: skip
    assert not Due.objects.filter(verb="bill.retry").exists()
    work(AVAILABLE)
    assert declined.state() == "available"
    check()


def test_the_client_pays_at_once_with_another_card(declined: Weeks, alice: Person) -> None:
    before = declined.head
    with clock.at(LOCK + timedelta(hours=1)):
        assert pay(declined).state == "succeeded"
    assert (declined.state(), declined.status, charged()) == ("invoiced", "active", 9_450)
    events = since(declined.room, before)
    assert [event.kind for event in events] == [
        "bill.card", "payment.started", "week.changed", "payment.succeeded", "bill.paid", "contract.released",
    ]  # fmt: skip
    assert events[0].data["label"] == "Visa •••• 4242"
    assert events[1].by == alice.public_id
    work(LOCK + timedelta(days=3))
    assert payments() == [("failed", 9_000), ("succeeded", 9_000)]


def test_what_is_paid_late_has_a_hold_of_its_own(declined: Weeks) -> None:
    work(SETTLED + timedelta(days=1))
    assert declined.state() == "past_due"
    assert "week.settled" in declined.kinds()
    with clock.at(SETTLED + timedelta(days=2)):
        pay(declined)
    assert declined.state() == "pending"
    until = SETTLED + timedelta(days=7)
    assert declined.made().available_at == until
    work(until - timedelta(seconds=1))
    assert declined.state() == "pending"
    work(until)
    assert (declined.state(), money.held("available")) == ("available", 8_100)


def test_another_card_that_fails_too_leaves_it_past_due(declined: Weeks) -> None:
    with clock.at(LOCK + timedelta(hours=1)):
        pay(declined, "poor")
    bill = declined.made()
    assert (bill.state, bill.trouble, bill.tries) == (
        "past_due",
        "There is not enough money on this card.",
        2,
    )
    assert bill.retry_at == LOCK + timedelta(hours=1 + 48)
    assert (declined.state(), declined.status) == ("past_due", "on_hold")


def test_a_card_that_needs_the_client_waits_and_then_fails_or_pays(weeks: Weeks) -> None:
    weeks.card("confirmed")
    weeks.works(2)
    work(LOCK)
    assert (weeks.state(), weeks.status, weeks.made().state) == ("invoiced", "active", "charging")
    with clock.at(LOCK + timedelta(hours=2)):
        payment = Payment.objects.get()
        created = billing.confirm_payment(weeks.seat(weeks.alice), None, payment=payment.public_id)
        driving.driven(created.id)
    assert (weeks.made().state, charged()) == ("paid", 9_450)
    weeks.works(1, monday=monday_after(1))
    work(LOCK + timedelta(days=8, minutes=5))
    assert (weeks.state(monday_after(1)), weeks.status) == ("past_due", "on_hold")
    assert weeks.made(monday_after(1)).trouble == "Nobody confirmed this payment in time."


def test_a_charge_that_the_client_gives_up_is_one_that_failed(weeks: Weeks) -> None:
    weeks.card("confirmed")
    weeks.works(2)
    work(LOCK)
    with clock.at(LOCK + timedelta(hours=2)):
        payment = Payment.objects.get()
        billing.give_up_payment(weeks.seat(weeks.alice), None, payment=payment.public_id)
        assert weeks.made().state == "charging"
        driving.driven(payment.public_id)
    assert (weeks.state(), weeks.status, weeks.made().trouble) == (
        "past_due",
        "on_hold",
        "Given up by Alice.",
    )


@pytest.mark.parametrize("does", ["slow", "twice", "lost"])
def test_cards_that_answer_late_twice_or_not_are_charged_once(weeks: Weeks, does: str) -> None:
    weeks.card(does)
    weeks.works(2)
    work(LOCK + timedelta(minutes=5))
    assert (weeks.state(), weeks.status, payments(), charged()) == (
        "invoiced", "active", [("succeeded", 9_000)], 9_450,
    )  # fmt: skip
    check()


def test_the_hold_lifts_only_when_nothing_is_past_due(declined: Weeks) -> None:
    Bill.objects.filter(pk=declined.made().pk).update(retry_at=None)
    Due.objects.filter(verb="bill.retry").delete()
    declined.works(1, monday=MONDAY)
    work(LOCK + timedelta(days=1))
    bill = declined.made()
    other = Bill.objects.create(
        room=declined.room, monday=monday_after(-1), lines=[], minor=100, fee=5, net=90, currency="USD",
        state="past_due", at=LOCK, seq=1, available_at=AVAILABLE,
    )  # fmt: skip
    with clock.at(LOCK + timedelta(days=1)):
        pay(declined)
        assert (bill.public_id != other.public_id, declined.status) == (True, "on_hold")
        created = actions.pay_bill(
            declined.seat(declined.alice), None, bill=other.public_id, card=declined.card().public_id
        )
        driving.driven(created.id)
    assert declined.status == "active"


def test_a_charge_that_is_still_on_its_way_lifts_nothing(declined: Weeks) -> None:
    declined.works(1, monday=monday_after(1))
    work(LOCK + timedelta(weeks=1))
    slow = declined.card("slow").public_id
    with clock.at(LOCK + timedelta(weeks=1, hours=1)):
        for bill in Bill.objects.order_by("monday"):
            actions.pay_bill(declined.seat(declined.alice), None, bill=bill.public_id, card=slow)
        first, second = driving.payments().filter(ended_at=None).order_by("pk")
        driving.settle(first, Outcome("succeeded"))
        assert (declined.made().state, declined.status) == ("paid", "on_hold")
        driving.settle(second, Outcome("succeeded"))
        assert declined.status == "active"


def test_who_resumes_while_the_charge_is_on_its_way_has_it_on_hold(declined: Weeks, alice: Person) -> None:
    Room.objects.update(status="paused")
    with clock.at(LOCK + timedelta(hours=1)):
        pay(declined, "slow")
        rooms.resume(story.seat(alice, declined.room), None)
    assert (declined.made().state, declined.status) == ("charging", "on_hold")
    assert Room.objects.get().status_reason == "$94.50 for the week of 2 March could not be charged."
    work(LOCK + timedelta(hours=2))
    assert declined.status == "active"


def test_what_was_paused_or_ended_is_not_held_and_still_owes(weeks: Weeks, alice: Person) -> None:
    weeks.card("declined")
    weeks.works(2)
    with clock.at(LOCK - timedelta(days=2)):
        rooms.pause(story.seat(alice, weeks.room), None)
    work(LOCK)
    assert (weeks.state(), weeks.status) == ("past_due", "paused")
    with clock.at(LOCK + timedelta(hours=1)):
        rooms.end(story.seat(alice, weeks.room), None)
        pay(weeks)
    assert (weeks.state(), weeks.status, charged()) == ("invoiced", "ended", 9_450)


def test_who_resumes_a_contract_that_owes_has_it_on_hold(weeks: Weeks, alice: Person) -> None:
    weeks.card("declined")
    weeks.works(2)
    with clock.at(LOCK - timedelta(days=2)):
        rooms.pause(story.seat(alice, weeks.room), None)
    work(LOCK)
    with clock.at(LOCK + timedelta(hours=1)):
        rooms.resume(story.seat(alice, weeks.room), None)
    assert weeks.kinds()[-2:] == ["contract.resumed", "contract.held"]
    assert Room.objects.get().status_reason.startswith("$94.50 for the week of 2 March")
    with clock.at(LOCK + timedelta(hours=2)):
        pay(weeks)
    assert weeks.status == "active"
