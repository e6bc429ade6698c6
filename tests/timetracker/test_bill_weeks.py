"""`manage.py bill_weeks` beside the agenda: whoever bills, however often, killed wherever, it is the same bill once."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from datetime import timedelta
from functools import partial
from io import StringIO
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.db import connection

from collab import clock
from collab.accounts.models import Person
from collab.agenda.models import Due
from collab.billing import payments as driving
from collab.billing import sandbox
from collab.billing.models import Paper, Payment, SandboxCharge
from collab.timetracker import billing, closing
from collab.timetracker.closing import bill_week
from collab.timetracker.models import Bill, Week
from tests.billing import story as money
from tests.conftest import person
from tests.timetracker.billed import LOCK, MONDAY, Weeks, agreed, charged, check, monday_after, on, work
from tests.workrooms.racing import at_once

pytestmark = pytest.mark.django_db(transaction=True)


def run() -> str:
    said = StringIO()
    call_command("bill_weeks", stdout=said)
    return said.getvalue().strip()


@pytest.fixture
def due(weeks: Weeks) -> Weeks:
    """Two hours whose bill is due; the clock has done all but that."""
    weeks.card()
    weeks.works(2)
    work(LOCK - timedelta(seconds=1))
    return weeks


def test_what_is_due_is_billed_and_counted(due: Weeks, charlie: Person) -> None:
    with clock.at(LOCK - timedelta(seconds=1)):
        assert run() == "0 billed, 0 without anything to bill, 0 by others meanwhile, 0 failed."
    idle = Weeks(charlie, due.bob, agreed(charlie, due.bob))
    with clock.at(LOCK):
        assert run() == "1 billed, 1 without anything to bill, 0 by others meanwhile, 0 failed."
        assert run() == "0 billed, 0 without anything to bill, 0 by others meanwhile, 0 failed."
    assert (due.state(), idle.state(), charged()) == ("invoiced", "empty", 9_450)
    assert [week.state for week in Week.objects.filter(monday=monday_after(1))] == ["open", "open"]


def test_the_agenda_finds_nothing_left_to_do(due: Weeks) -> None:
    with clock.at(LOCK):
        run()
    before = due.head
    work(LOCK + timedelta(minutes=1))
    assert due.head == before
    assert not Due.objects.filter(verb="week.bill", subject=f"{due.room.public_id}/{MONDAY}").exists()


def test_one_that_fails_keeps_none_of_the_others_and_is_told(
    due: Weeks, charlie: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    other = Weeks(charlie, due.bob, agreed(charlie, due.bob))
    money.card(charlie)
    other.works(1, day=1)

    def broken(room: int, monday: object) -> Any:
        if room == due.room.pk:
            raise OSError("the printer is on fire")
        return bill_week(room, MONDAY)

    with monkeypatch.context() as patch, clock.at(LOCK):
        patch.setattr(billing, "bill_week", broken)
        with pytest.raises(CommandError, match="run this again"):
            run()
    assert (due.state(), other.state()) == ("review", "invoiced")
    with clock.at(LOCK):
        assert run().startswith("1 billed")


def test_one_whose_provider_breaks_is_billed_all_the_same_and_charged_later(
    due: Weeks, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def broken(*said: object) -> Any:
        raise OSError("the adapter is on fire")

    with monkeypatch.context() as patch, clock.at(LOCK):
        patch.setattr(sandbox, "charge", broken)
        assert run() == "1 billed, 0 without anything to bill, 0 by others meanwhile, 0 failed."
    assert "was billed, but not charged so far: that is tried again" in caplog.text
    assert "the adapter is on fire" in caplog.text
    assert (due.made().state, charged()) == ("charging", 0)
    work(LOCK + timedelta(minutes=1))
    assert (due.made().state, charged()) == ("paid", 9_450)


def test_weeks_of_months_are_billed_in_one_run(due: Weeks) -> None:
    with clock.at(LOCK + timedelta(weeks=6)):
        assert run() == "1 billed, 6 without anything to bill, 0 by others meanwhile, 0 failed."
    assert list(Week.objects.order_by("monday").values_list("state", flat=True)) == [
        "invoiced", *["empty"] * 6, "open",
    ]  # fmt: skip


def test_memory_holds_a_few_at_a_time(due: Weeks, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(billing, "AT_ONCE", 2)
    with clock.at(LOCK + timedelta(weeks=4)):
        assert run().startswith("1 billed, 4 without")


class Killed(BaseException):
    """The process ends here."""


@contextmanager
def killed_at(statement: int) -> Iterator[None]:
    """Within this block the process dies at its nth statement, if it comes so far."""
    left = [statement]

    def count(execute: Callable[..., Any], *how: Any) -> Any:
        left[0] -= 1
        if left[0] == 0:
            raise Killed
        return execute(*how)

    with connection.execute_wrapper(count), suppress(Killed):
        yield


def killed_everywhere(act: Callable[[], object], until: Callable[[], bool]) -> int:
    """Do it again and again, dying one statement later each time; how many deaths it took until it was done."""
    for statement in range(1, 1_000):
        with killed_at(statement):
            act()
        if until():
            return statement
    raise AssertionError("it was never done")


def of_money(room: int) -> list[Any]:
    """What a bill left behind, but for ids and the names of its parties."""
    return [
        list(
            Bill.objects.filter(room=room).values_list(
                "monday", "lines", "minor", "fee", "net", "state", "tries"
            )
        ),
        list(Payment.objects.filter(room=room).values_list("kind", "state", "minor", "fee")),
        list(Paper.objects.filter(room=room).order_by("pk").values_list("kind", "title", "lines", "total")),
        list(Week.objects.filter(room=room).order_by("pk").values_list("monday", "state", "tracked")),
    ]


def test_killed_at_each_statement_it_is_the_same_bill_once(due: Weeks, charlie: Person) -> None:
    undisturbed = Weeks(charlie, person("Dora", "dora@example.com"), due.room)
    undisturbed.room = agreed(charlie, undisturbed.bob)
    money.card(charlie)
    undisturbed.works(2)
    work(LOCK - timedelta(seconds=1))
    with clock.at(LOCK):
        assert bill_week(undisturbed.room.pk, MONDAY) == "billed"
        deaths = killed_everywhere(
            lambda: bill_week(due.room.pk, MONDAY), lambda: Bill.objects.filter(room=due.room).exists()
        )
        assert deaths > 30
        deaths = killed_everywhere(
            lambda: driving.drive(driving.payments().get(room=due.room)), lambda: due.made().state == "paid"
        )
        assert deaths > 20
        assert bill_week(due.room.pk, MONDAY) == "before"
    assert of_money(due.room.pk) == of_money(undisturbed.room.pk)
    assert due.kinds()[-5:] == undisturbed.kinds()[-5:]
    assert SandboxCharge.objects.count() == 2
    check()


def test_killed_after_the_commit_the_agenda_asks_the_provider(due: Weeks) -> None:
    with clock.at(LOCK):
        assert closing.close(due.room.pk, MONDAY).how == "billed"
    assert (due.made().state, charged()) == ("charging", 0)
    work(LOCK + timedelta(minutes=1))
    assert (due.made().state, charged()) == ("paid", 9_450)
    assert SandboxCharge.objects.count() == 1


def test_killed_at_each_statement_of_a_failure_it_is_past_due_once(due: Weeks) -> None:
    due.card("declined")
    with clock.at(LOCK):
        killed_everywhere(lambda: bill_week(due.room.pk, MONDAY), Bill.objects.exists)
        killed_everywhere(lambda: driving.drive(driving.payments().get()), lambda: due.state() == "past_due")
    assert [due.kinds().count(kind) for kind in ("bill.failed", "contract.held", "week.billed")] == [1, 1, 1]
    assert (due.made().tries, Due.objects.filter(verb="bill.retry").count()) == (1, 1)


def test_several_at_once_bill_once(due: Weeks) -> None:
    """The agenda's workers and the command beside each other, over one week and over several."""

    def at_lock(act: Callable[[], Any]) -> Callable[[], Any]:
        def there() -> Any:
            with clock.at(LOCK):
                return act()

        return there

    acts: list[Callable[[], Any]] = [partial(bill_week, due.room.pk, MONDAY), run, money.work]
    at_once([at_lock(act) for act in acts * 2])
    assert (Bill.objects.count(), Payment.objects.count(), SandboxCharge.objects.count()) == (1, 1, 1)
    assert due.kinds().count("week.billed") == 1
    with on(LOCK):
        assert (due.state(), due.made().state) == ("invoiced", "paid")
    check()


def test_contracts_of_one_person_are_billed_at_the_same_time(due: Weeks) -> None:
    """They share the person's sheet and accounts: nobody waits for somebody who waits for them."""
    others = []
    for number in range(3):
        client = person(f"Client{number}", f"client{number}@example.com")
        money.card(client)
        one = Weeks(client, due.bob, agreed(client, due.bob))
        one.works(1, day=number + 1)
        others.append(one)

    def bill(one: Weeks) -> str:
        with clock.at(LOCK):
            return bill_week(one.room.pk, MONDAY)

    assert at_once([partial(bill, one) for one in (due, *others)]) == ["billed"] * 4
    assert charged() == 9_450 + 3 * 4_725
    check()
