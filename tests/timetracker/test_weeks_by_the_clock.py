"""A week from Monday to the money, by nothing but the agenda."""

from datetime import date, datetime, timedelta

import pytest

from collab import clock
from collab.accounts.models import Person
from collab.agenda.models import Due
from collab.billing.models import Paper, Release
from collab.timetracker.cards import weeks_of
from collab.timetracker.closing import bill_week
from collab.timetracker.models import Bill, Timesheet, Week
from collab.workrooms import actions as rooms
from collab.workrooms.log import since
from collab.workrooms.models import Room
from tests.billing import story as money
from tests.timetracker.billed import (
    AGREED,
    AVAILABLE,
    LOCK,
    MONDAY,
    SETTLED,
    Weeks,
    agreed,
    charged,
    check,
    monday_after,
    on,
    work,
)  # fmt: skip
from tests.workrooms import story

pytestmark = pytest.mark.django_db(transaction=True)
SECOND = timedelta(seconds=1)


def test_from_the_first_hour_to_the_money(weeks: Weeks) -> None:
    weeks.card()
    weeks.works(12)
    preview = weeks.bill()
    seen = []
    for instant in (LOCK - timedelta(hours=12), LOCK, SETTLED, AVAILABLE):
        work(instant - SECOND)
        before = weeks.state()
        work(instant)
        seen.append((before, weeks.state()))
    assert seen == [
        ("open", "review"),
        ("review", "invoiced"),
        ("invoiced", "pending"),
        ("pending", "available"),
    ]
    bill = weeks.bill()
    assert preview is not None
    assert bill is not None
    same = {"lines", "minor", "fee", "total", "net", "carried", "currency", "available_at"}
    assert bill.model_dump(include=same) == preview.model_dump(include=same)
    assert (bill.minor, bill.fee, bill.total, bill.net) == (54_000, 2_700, 56_700, 48_600)
    assert (bill.state, bill.charged_at, bill.available_at) == ("paid", LOCK, AVAILABLE)
    assert charged() == 56_700
    assert (money.held("pending"), money.held("available")) == (0, 48_600)
    check()


def test_both_are_told_in_order(weeks: Weeks) -> None:
    weeks.card()
    weeks.works(1)
    before = weeks.head
    work(AVAILABLE)
    assert weeks.kinds(before) == [
        "week.ended", "week.billed", "payment.started", "payment.succeeded", "bill.paid", "week.settled", "week.ended",
        "week.billed", "money.available", "week.changed",
    ]  # fmt: skip
    told = {event.kind: event.data for event in since(weeks.room, before)}
    assert told["bill.paid"]["minor"] == 4_500
    assert told["money.available"]["release"]["kind"] == "bill"


def test_the_agenda_tells_it_before_with_what_is_known(weeks: Weeks) -> None:
    assert weeks.sentence() == "The diary of the week of 2 March locks. So far there is nothing to charge."
    weeks.works(12)
    assert weeks.sentence().endswith("for want of $567.00 the contract is put on hold.")
    weeks.card()
    weeks.works(1, day=1)
    assert weeks.sentence() == (
        "The diary of the week of 2 March locks, and $614.25 is charged to Visa •••• 4242."
    )
    dues = {due.verb: due.due_at for due in Due.objects.filter(room_id=weeks.room.pk)}
    assert dues == {"week.end": LOCK - timedelta(hours=12), "week.bill": LOCK}
    work(LOCK)
    assert weeks.due("week.settle").due_at == SETTLED
    assert weeks.due("week.settle").sentence == "The client can dispute the week of 2 March no longer."


def test_a_week_without_anything_to_bill_gets_no_invoice(weeks: Weeks) -> None:
    weeks.card()
    work(LOCK)
    assert (weeks.state(), weeks.bill()) == ("empty", None)
    assert not Bill.objects.exists()
    assert not Paper.objects.exists()
    assert not Due.objects.filter(verb="week.settle").exists()
    assert weeks.kinds()[-2:] == ["week.ended", "week.billed"]
    assert charged() == 0


def test_the_lock_is_on_the_sheet_of_the_person(weeks: Weeks, bob: Person) -> None:
    weeks.works(1)
    work(LOCK - SECOND)
    sheet = Timesheet.objects.get(person=bob, monday=MONDAY)
    assert sheet.locked_at is None
    work(LOCK)
    sheet.refresh_from_db()
    assert sheet.locked_at == LOCK


def test_week_follows_week_until_the_contract_is_over(weeks: Weeks, alice: Person) -> None:
    work(AGREED + timedelta(weeks=3))
    assert list(Week.objects.order_by("monday").values_list("monday", flat=True)) == [
        monday_after(number) for number in range(4)
    ]
    with clock.at(AGREED + timedelta(weeks=3, days=2)):
        rooms.end(story.seat(alice, weeks.room), None)
    work(AGREED + timedelta(weeks=8))
    assert Week.objects.count() == 4
    assert not Due.objects.filter(room_id=weeks.room.pk).exists()


def test_the_rest_of_the_last_week_is_billed_on_monday(weeks: Weeks, alice: Person) -> None:
    weeks.card()
    weeks.works(2)
    with clock.at(AGREED + timedelta(days=1)):
        rooms.end(story.seat(alice, weeks.room), None)
    work(LOCK)
    assert (weeks.state(), weeks.status, charged()) == ("invoiced", "ended", 9_450)
    work(AVAILABLE)
    assert weeks.state() == "available"


@pytest.mark.parametrize(("accepted", "start", "first"), [
    (AGREED, date(2026, 3, 2), MONDAY),
    (AGREED, date(2026, 3, 11), date(2026, 3, 9)),
    (datetime(2026, 3, 9, 3, tzinfo=AGREED.tzinfo), date(2026, 3, 8), date(2026, 3, 9)),
    (datetime(2028, 12, 31, 23, 59, 59, tzinfo=AGREED.tzinfo), date(2029, 1, 1), date(2029, 1, 1)),
])  # fmt: skip
def test_the_first_week_is_that_of_the_first_day_or_of_the_acceptance(
    alice: Person, bob: Person, accepted: datetime, start: date, first: date
) -> None:
    agreed(alice, bob, accepted, start=start)
    assert Week.objects.get().monday == first


def test_fixed_prices_and_offers_have_no_weeks(alice: Person, bob: Person) -> None:
    story.running(alice, bob, story.fixed())
    room = story.offer(alice, bob.email)
    rooms.decline_offer(story.seat(bob, room), None)
    assert not Week.objects.exists()


def test_a_worker_that_was_away_for_weeks_makes_up_for_it(weeks: Weeks) -> None:
    weeks.card()
    weeks.works(2)
    with clock.at(AGREED + timedelta(weeks=5)):
        money.work()
    assert [week.state for week in Week.objects.order_by("monday")] == [
        "invoiced",
        *["empty"] * 3,
        "review",
        "open",
    ]
    assert charged() == 9_450
    assert Release.objects.get().available_at == AVAILABLE + timedelta(weeks=4)
    check()


def test_a_pause_changes_nothing_for_what_was_logged(weeks: Weeks, alice: Person) -> None:
    weeks.card()
    weeks.works(2)
    with clock.at(AGREED + timedelta(days=1)):
        rooms.pause(story.seat(alice, weeks.room), None)
    work(AVAILABLE)
    assert (weeks.status, weeks.state()) == ("paused", "available")
    assert Week.objects.count() == 3


def test_two_rates_are_two_bills_and_never_one(weeks: Weeks, alice: Person, bob: Person) -> None:
    weeks.card()
    weeks.works(1)
    with clock.at(AGREED + timedelta(days=2)):
        rooms.propose_terms(
            story.seat(bob, weeks.room), None,
            terms=story.hourly(rate=9_000, start=AGREED.date(), fee_profile="marketplace"),
        )  # fmt: skip
        rooms.accept_terms(story.seat(alice, weeks.room), None, version=2)
    weeks.works(1, day=4)
    work(AGREED + timedelta(weeks=1))
    weeks.works(1, monday=monday_after(1))
    work(LOCK + timedelta(weeks=1))
    rows = Bill.objects.order_by("monday")
    assert [(line["seconds"], line["rate"], line["minor"]) for row in rows for line in row.lines] == [
        (7_200, 4_500, 9_000), (3_600, 9_000, 9_000),
    ]  # fmt: skip


def test_time_of_another_contract_never_counts_here(weeks: Weeks, bob: Person, charlie: Person) -> None:
    other = Weeks(charlie, bob, agreed(charlie, bob))
    money.card(charlie)
    weeks.card()
    weeks.works(2)
    other.works(3)
    work(LOCK)
    assert [bill.minor for bill in Bill.objects.order_by("room")] == [9_000, 4_500]


def test_lines_are_rounded_once_each(weeks: Weeks) -> None:
    weeks.works(1 / 3_600)
    weeks.works(7 / 3_600, day=1, kind="manual")
    bill = weeks.bill()
    assert bill is not None
    assert [(line.kind, line.seconds, line.minor) for line in bill.lines] == [
        ("tracked", 1, 1), ("manual", 7, 9),
    ]  # fmt: skip


def test_what_is_not_due_yet_is_not_billed(weeks: Weeks) -> None:
    weeks.works(1)
    with on(LOCK - SECOND):
        assert bill_week(weeks.room.pk, MONDAY) == "early"
    assert weeks.state() == "review"
    assert Due.objects.filter(verb="week.bill").count() == 2


@pytest.mark.parametrize("hours", [0, 12, 36, 288])
def test_a_bill_that_is_made_late_can_be_disputed_as_many_days_longer(weeks: Weeks, hours: int) -> None:
    weeks.card()
    weeks.works(1)
    made = LOCK + timedelta(hours=hours)
    later = made.date() - LOCK.date()
    work(LOCK - SECOND)
    with clock.at(made):
        bill_week(weeks.room.pk, MONDAY)
        [card] = weeks_of([weeks.row()])
    assert card.bill is not None
    assert card.bill.available_at == card.available_at == AVAILABLE + later
    assert weeks.due("week.settle").due_at == card.disputable_until == SETTLED + later
    work(SETTLED + later - SECOND)
    assert weeks.state() == "invoiced"
    work(SETTLED + later)
    assert weeks.state() == "pending"
    work(AVAILABLE + later)
    assert weeks.state() == "available"


@pytest.mark.parametrize("state", ["open", "review"])
def test_billing_does_what_the_clock_left_undone(weeks: Weeks, state: str) -> None:
    """`week.end` had not fired, or had: the bill is the same, and the next week begins once."""
    weeks.card()
    weeks.works(1)
    if state == "review":
        work(LOCK - SECOND)
    with clock.at(LOCK):
        assert [bill_week(weeks.room.pk, MONDAY) for _ in range(3)] == ["billed", "before", "before"]
    assert weeks.kinds().count("week.ended") == weeks.kinds().count("week.billed") == 1
    work(LOCK)
    assert Week.objects.count() == 2
    assert charged() == 4_725
    assert Room.objects.get().status == "active"
