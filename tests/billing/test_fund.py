"""Money comes into escrow: it is written down, the provider is asked, and what it says counts once."""

from collections.abc import Callable
from datetime import timedelta

import pytest

from collab import clock
from collab.accounts.models import Person
from collab.agenda.models import Due
from collab.billing import payments
from collab.billing.models import Paper, Payment, SandboxCharge
from collab.ledger.models import Transfer
from collab.workrooms.models import Room
from tests.billing import story
from tests.workrooms.story import kinds, later

pytestmark = pytest.mark.django_db(transaction=True)


def test_what_is_paid_is_held_and_the_fee_is_on_top(running: Room, alice: Person) -> None:
    before = running.head
    payment = story.fund(running, alice, 50_000)
    assert (payment.state, payment.minor, payment.fee) == ("succeeded", 50_000, 2_500)
    money = story.money(running)
    assert (money.deposited, money.held, money.free, money.fees_client) == (50_000, 50_000, 0, 2_500)
    assert (story.held("escrow"), story.held("fees"), story.held("clearing")) == (50_000, 2_500, -52_500)
    assert kinds(running, before) == ["payment.started", "payment.succeeded"]
    assert not Due.objects.filter(verb="payment.ask").exists()
    story.check()


def test_each_transfer_leads_to_its_payment_and_event(running: Room, alice: Person) -> None:
    payment = story.fund(running, alice, 50_000)
    [transfer] = Transfer.objects.all()
    running.refresh_from_db()
    assert (transfer.key, transfer.cause) == (payment.key, f"funding:{payment.public_id}")
    assert (transfer.room_id, transfer.seq) == (running.pk, running.head)


@pytest.mark.parametrize("does", ["declined", "poor"])
def test_a_card_that_fails_moves_nothing_and_says_why(running: Room, alice: Person, does: str) -> None:
    payment = story.fund(running, alice, 50_000, does)
    assert (payment.state, bool(payment.trouble)) == ("failed", True)
    assert story.money(running).held == 0
    assert not Transfer.objects.exists()
    assert not Paper.objects.exists()
    assert not Due.objects.filter(verb="payment.ask").exists()
    assert kinds(running)[-1] == "payment.changed"


def test_a_slow_card_is_decided_by_a_webhook(running: Room, alice: Person) -> None:
    payment = story.fund(running, alice, 50_000, "slow")
    assert payment.state == "processing"
    story.work()
    assert story.again(payment).state == "processing"
    with later(seconds=9):
        story.work()
    assert story.again(payment).state == "succeeded"
    assert story.money(running).held == 50_000
    story.check()


def test_a_slow_card_is_found_by_the_sweeper_when_the_webhook_is_lost(running: Room, alice: Person) -> None:
    payment = story.fund(running, alice, 50_000, "slow")
    Due.objects.filter(verb="sandbox.tell").delete()
    with later(seconds=60):
        story.work()
    assert story.again(payment).state == "succeeded"
    assert story.money(running).held == 50_000


def test_a_card_that_answers_twice_pays_once(running: Room, alice: Person) -> None:
    story.fund(running, alice, 50_000, "twice")
    assert Due.objects.filter(verb="sandbox.tell").count() == 2
    story.work()
    assert not Due.objects.filter(verb="sandbox.tell").exists()
    assert story.money(running).held == 50_000
    assert Transfer.objects.count() == 1


def test_when_the_answer_is_lost_the_sweeper_asks_with_the_same_key(running: Room, alice: Person) -> None:
    payment = story.fund(running, alice, 50_000, "lost")
    assert payment.state == "processing"
    with later(seconds=60):
        story.work()
    assert story.again(payment).state == "succeeded"
    [charge] = SandboxCharge.objects.all()
    assert (charge.asked, charge.minor) == (2, 52_500)
    assert story.money(running).held == 50_000
    story.check()


def test_when_the_process_dies_before_it_asks_the_sweeper_does(running: Room, alice: Person) -> None:
    payment = story.begun(running, alice, 50_000)
    story.work()
    assert story.again(payment).state == "processing"
    with later(seconds=16):
        story.work()
    assert story.again(payment).state == "succeeded"
    assert not Due.objects.filter(verb="payment.ask").exists()


def test_the_sweeper_asks_ever_more_seldom(
    running: Room, alice: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    payment = story.fund(running, alice, 50_000, "slow")
    monkeypatch.setattr("collab.billing.sandbox._decided", lambda row: row)
    begin, waits = clock.now(), []
    for hours in (0, 1, 100):
        now = begin + timedelta(hours=hours, seconds=16)
        with clock.at(now):
            Due.objects.filter(verb="payment.ask").update(due_at=now, next_at=now)
            story.work()
            due = Due.objects.get(verb="payment.ask", subject=payment.public_id)
            waits.append((due.due_at - now).total_seconds())
    assert waits[0] < waits[1] <= waits[2] <= 3_600


def test_what_is_free_in_escrow_is_taken_first(funded: Room, alice: Person) -> None:
    payment = story.begun(funded, alice, 150_000)
    assert (payment.free, payment.minor, payment.fee) == (100_000, 50_000, 2_500)
    assert story.money(funded).free == 0
    payments.drive(story.again(payment))
    assert (story.money(funded).held, story.money(funded).free) == (150_000, 0)
    story.check()


def test_what_was_taken_is_free_again_when_the_card_fails(funded: Room, alice: Person) -> None:
    story.fund(funded, alice, 150_000, "declined")
    assert (story.money(funded).held, story.money(funded).free) == (100_000, 100_000)
    story.check()


def test_who_registered_is_told_in_the_same_transaction(
    running: Room, alice: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    told: list[tuple[str, int]] = []

    def hear(what: str) -> Callable[..., None]:
        return lambda room, payment, at: told.append((what, story.money(room).held))

    monkeypatch.setattr(payments, "_succeeded", {"funding": [hear("succeeded")]})
    monkeypatch.setattr(payments, "_failed", {"funding": [hear("failed")]})
    story.fund(running, alice, 1_000, "declined")
    story.fund(running, alice, 1_000)
    assert told == [("failed", 0), ("succeeded", 1_000)]


def test_what_follows_fails_and_so_nothing_counts_until_it_can(
    running: Room, alice: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object) -> None:
        raise RuntimeError

    monkeypatch.setattr(payments, "_succeeded", {"funding": [fail]})
    payment = story.begun(running, alice, 1_000)
    with pytest.raises(RuntimeError):
        payments.drive(story.again(payment))
    assert (story.again(payment).state, story.money(running).held) == ("processing", 0)
    monkeypatch.setattr(payments, "_succeeded", {})
    with later(seconds=60):
        story.work()
    assert (story.again(payment).state, story.money(running).held) == ("succeeded", 1_000)
    assert SandboxCharge.objects.count() == 1


def test_settling_again_changes_nothing(running: Room, alice: Person) -> None:
    payment = story.fund(running, alice, 1_000)
    running.refresh_from_db()
    head = running.head
    for state in ("failed", "processing", "succeeded"):
        payments.settle(payment, payments.Outcome(state))  # type: ignore[arg-type]
    running.refresh_from_db()
    assert running.head == head
    assert Payment.objects.get().state == "succeeded"
