"""Whoever judges what was billed is shown weeks that were billed well, and each wrong that there can be."""

import random
from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection, transaction
from django.db.models import F

from collab import clock, wire
from collab.agenda.firing import fire_due
from collab.billing import escrow, payments
from collab.billing.models import Card, Paper, Payment, Purse, Release, SandboxCharge
from collab.timetracker import closing
from collab.timetracker.models import Bill, Extra, Timesheet, Week
from collab.workrooms.log import locked, publish
from proof import mondays
from proof.bill_model import Line, Terms, cost
from proof.billed import WRONGS, judge
from proof.l3 import figures_of
from tests.flush import without_triggers
from tests.workrooms.story import later

pytestmark = pytest.mark.django_db(transaction=True)
COUNT = 20
Costs = list[dict[str, Any]]


@pytest.fixture
def costs() -> Costs:
    """Weeks that nobody has billed."""
    return mondays.make(COUNT, random.Random(5))


@pytest.fixture
def billed(costs: Costs) -> Costs:
    work()
    return costs


def work() -> None:
    """All that is due, and what comes of it some minutes later: cards that are slow, or whose answer was lost."""
    for minutes in (5, 10):
        with later(minutes=minutes):
            while fire_due():
                pass


def wrongs(costs: Costs) -> dict[str, int]:
    return {what: count for what, count in judge(costs)["wrongs"].items() if count}


def test_well_billed_weeks_hold(billed: Costs) -> None:
    told = judge(billed)
    assert told["wrongs"] == dict.fromkeys(WRONGS, 0)
    assert told["weeks"] == COUNT
    assert told["billed"] == Bill.objects.count()
    assert {line["kind"] for bill in Bill.objects.all() for line in bill.lines} >= {"tracked", "manual"}
    assert figures_of(told, COUNT).verdict == "held"
    assert figures_of(told, COUNT + 1).verdict == "too little"


def test_weeks_that_nobody_billed_are_missing(costs: Costs) -> None:
    told = judge(costs)
    assert told["wrongs"]["told not once"] == COUNT
    assert told["wrongs"]["not billed"] == told["billed"] > 0
    assert figures_of(told, COUNT).verdict == "FAILED"


def paid() -> Bill:
    found = Bill.objects.filter(state="paid").order_by("pk").first()
    assert found is not None
    return found


def asked_twice() -> None:
    """A second payment for the same week, which the provider charged."""
    bill = paid()
    with transaction.atomic():
        room, card = locked(bill.room_id), Card.objects.get(person__seats__room=bill.room)
        title = f"Week of {bill.monday:%-d %B %Y}"
        made = escrow.charge(room, None, card, kind="bill", minor=bill.minor, at=clock.now(), title=title)
    made = payments.payments().get(pk=made.pk)
    SandboxCharge.objects.create(
        key=made.key, token=card.token, minor=made.minor + made.fee, currency="USD", state="succeeded"
    )


def charged_past_us() -> None:
    SandboxCharge.objects.create(
        key="payment/other", token="sandbox_pays", minor=1, currency="USD", state="succeeded"
    )


def told_twice() -> None:
    bill = paid()
    with transaction.atomic():
        publish(locked(bill.room_id), wire.WeekBilled(days=[bill.monday], minor=1), by=None)


def another_line() -> None:
    bill = paid()
    Bill.objects.filter(pk=bill.pk).update(lines=[*bill.lines, bill.lines[0]])


def forgotten() -> None:
    bill = paid()
    Extra.objects.filter(bill=bill).update(bill=None)
    bill.delete()


def nothing_billed() -> None:
    empty = Week.objects.filter(state="empty").order_by("pk").first()
    assert empty is not None
    like = paid()
    like.pk, like.public_id, like.room_id, like.monday = (
        None,
        empty.room.public_id,
        empty.room_id,
        empty.monday,
    )
    like.save(force_insert=True)


SEEDED: dict[str, tuple[Callable[[], object], str]] = {
    "a second charge": (asked_twice, "charged not once"),
    "a charge that nobody wrote down": (charged_past_us, "charged not once"),
    "a charge that never came": (
        lambda: SandboxCharge.objects.filter(state="succeeded").delete(),
        "charged not once",
    ),
    "another amount charged": (
        lambda: SandboxCharge.objects.update(minor=F("minor") + 1),
        "charged not once",
    ),
    "another amount billed": (
        lambda: Bill.objects.filter(pk=paid().pk).update(minor=F("minor") + 1),
        "other amounts",
    ),
    "another fee": (lambda: Bill.objects.filter(pk=paid().pk).update(fee=F("fee") - 1), "other amounts"),
    "another line": (another_line, "other amounts"),
    "no bill": (forgotten, "not billed"),
    "a bill for nothing": (nothing_billed, "billed for nothing"),
    "told twice": (told_twice, "told not once"),
    "a second invoice": (
        lambda: Paper.objects.filter(kind="invoice").update(
            title=Paper.objects.filter(kind="invoice")[0].title
        ),
        "papers not once",
    ),
    "never released": (
        lambda: Release.objects.filter(kind="bill").update(fee=F("fee") + 1),
        "money not once",
    ),
    "a purse that lies": (lambda: Purse.objects.update(billed=F("billed") + 1), "odd"),
    "a bill left open": (lambda: Bill.objects.filter(pk=paid().pk).update(state="charging"), "left open"),
    "a week left open": (lambda: Week.objects.filter(state="invoiced").update(state="review"), "left open"),
    "a sheet left open": (lambda: Timesheet.objects.update(locked_at=None), "left open"),
}


def test_each_wrong_is_seen(billed: Costs) -> None:
    for name, (seed, what) in SEEDED.items():
        with without_triggers(connection), transaction.atomic():
            seed()
            found = wrongs(billed)
            transaction.set_rollback(True)
        assert what in found, name
    assert wrongs(billed) == {}


def test_code_that_charges_before_it_looks_is_caught(costs: Costs, monkeypatch: pytest.MonkeyPatch) -> None:
    """Each time anybody bills a week, its card is charged under a key of its own."""
    well = closing.bill_week

    def hasty(room: int, monday: Any) -> Any:
        how = well(room, monday)
        bill = Bill.objects.filter(room=room, monday=monday, state="paid").first()
        if bill is not None:
            SandboxCharge.objects.create(
                key=f"{bill.public_id}/{SandboxCharge.objects.count()}", token="sandbox_pays", minor=bill.minor,
                currency="USD", state="succeeded",
            )  # fmt: skip
        return how

    monkeypatch.setattr(closing, "bill_week", hasty)
    work()
    assert "charged not once" in wrongs(costs)


def test_code_that_rounds_down_is_caught(costs: Costs, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(
        "collab.timetracker.rules.bills.line_minor", lambda seconds, rate: seconds * rate // 3_600
    )
    work()
    assert "other amounts" in wrongs(costs)


def test_the_model_rounds_each_line_once_and_half_up() -> None:
    found = cost(Terms(4_500, 40, 12_345), 3_601, 7, first_day=2, late=1)
    assert found is not None
    assert found.lines == [
        Line("tracked", 3_601, 4_500, 4_501), Line("manual", 7, 4_500, 9), Line("retainer", 0, None, 7_407),
        Line("supplement", 1, 4_500, 1),
    ]  # fmt: skip
    assert (found.minor, found.fee, found.net) == (11_918, 596, 10_726)
    assert cost(Terms(4_500, 40), 0, 0) is None
    over = cost(Terms(3_600, 1), 3_000, 1_200)
    assert over is not None
    assert [line.seconds for line in over.lines] == [3_000, 600]
    assert Payment.objects.count() == 0
