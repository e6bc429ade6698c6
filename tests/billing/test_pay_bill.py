"""What a week costs is charged like a bonus, by the clock; when it is available was known before."""

from datetime import timedelta

import pytest

from collab import clock
from collab.accounts.models import Person
from collab.billing import actions, holds, payments
from collab.billing.models import Paper, Payment, Release
from collab.billing.statements import ledger_page
from collab.workrooms.log import since
from collab.workrooms.models import Room
from tests.billing import story
from tests.workrooms.story import later, seat

pytestmark = pytest.mark.django_db(transaction=True)
WEEK = timedelta(days=9)


@pytest.fixture(autouse=True)
def _without_weeks(monkeypatch: pytest.MonkeyPatch) -> None:
    """What time makes of it stands above."""
    monkeypatch.setattr(payments, "_succeeded", {})
    monkeypatch.setattr(payments, "_failed", {})
    monkeypatch.setattr(holds, "_then", {})


def paid(room: Room, client: Person, minor: int = 54_000, does: str = "pays") -> Payment:
    """Begun by the clock with a card of the client's, and driven once."""
    card, until = story.card(client, does), clock.now() + WEEK
    payment = story.within(
        room,
        lambda here, at: story.escrow.charge(
            here, None, card, kind="bill", minor=minor, at=at, title="Week of 2 March", hold_until=until
        ),
    )
    return payments.drive(story.again(payment))


def test_it_goes_past_escrow_with_the_fees_of_both(funded: Room, alice: Person, bob: Person) -> None:
    payment = paid(funded, alice)
    assert (payment.state, payment.fee, payment.by) == ("succeeded", 2_700, None)
    release = Release.objects.get()
    assert (release.kind, release.person, release.minor, release.fee) == ("bill", bob, 54_000, 5_400)
    money = story.money(funded)
    assert (money.held, money.billed, money.bonuses, money.fees_client) == (100_000, 54_000, 0, 7_700)
    assert story.held("pending") == 48_600
    story.check()


def test_there_are_receipts_and_no_second_invoice(running: Room, alice: Person) -> None:
    paid(running, alice)
    assert [(one.kind, one.title) for one in Paper.objects.order_by("pk")] == [
        ("receipt", "Paid: Week of 2 March"),
        ("receipt", "Fee: Week of 2 March"),
    ]


def test_the_hold_is_that_of_the_week_unless_it_was_paid_late(running: Room, alice: Person) -> None:
    payment = paid(running, alice)
    assert Release.objects.get().available_at == payment.hold_until
    late = paid(running, alice, does="slow")
    with later(days=7):
        payments.drive(story.again(late))
    last = Release.objects.latest("pk")
    assert last.available_at == last.at + timedelta(days=5)
    assert late.hold_until is not None
    assert last.available_at > late.hold_until


def test_whoever_registered_hears_when_it_is_available(
    running: Room, alice: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    heard: list[tuple[int, bool]] = []
    monkeypatch.setattr(
        holds, "_then", {"bill": [lambda room, release, at: heard.append((room.pk, release.is_available))]}
    )
    paid(running, alice)
    story.fund(running, alice, 1_000, kind="bonus")
    with later(days=10):
        story.work()
    assert heard == [(running.pk, True)]
    assert (story.held("pending"), story.held("available")) == (0, 48_600 + 900)


def test_the_client_confirms_what_the_clock_began(running: Room, alice: Person) -> None:
    waiting = paid(running, alice, does="confirmed")
    assert waiting.state == "needs_confirmation"
    payments.driven(actions.confirm_payment(seat(alice, running), None, payment=waiting.public_id).id)
    assert story.again(waiting).state == "succeeded"
    started = next(event for event in since(running, 0) if event.kind == "payment.started")
    assert (started.by, started.data["payment"]["by"]) == (None, None)


def test_some_of_it_can_be_given_back(running: Room, alice: Person, bob: Person) -> None:
    paid(running, alice)
    actions.refund_release(
        seat(bob, running), None, release=Release.objects.get().public_id, minor=4_000, reason="Slow."
    )
    story.work()
    assert story.money(running).returned == 4_000
    story.check()


def test_a_card_that_fails_pays_nothing(running: Room, alice: Person) -> None:
    assert paid(running, alice, does="declined").state == "failed"
    assert not Release.objects.exists()
    assert not Paper.objects.exists()
    story.check()


def test_the_ledger_names_what_it_was_for(running: Room, alice: Person) -> None:
    payment = paid(running, alice)
    [transfer] = ledger_page(seat(alice, running), None, 10).items
    assert (transfer.words, transfer.cause) == ("Paid: Week of 2 March", f"bill:{payment.public_id}")
    [event] = [one for one in since(running, 0) if one.kind == "payment.succeeded"]
    assert transfer.seq == event.seq
