"""A correction after the lock is a line on a later bill; a credit that is too large for one is carried on."""

from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest

from collab import clock
from collab.accounts.models import Person
from collab.billing.models import Paper
from collab.errors import Refused
from collab.timetracker import actions, extras
from collab.timetracker.cards import weeks_of
from collab.timetracker.models import Bill, Extra, Week
from collab.workrooms import actions as rooms
from collab.workrooms.log import since
from tests.billing import story as money
from tests.timetracker.billed import (
    AVAILABLE,
    LOCK,
    MONDAY,
    Weeks,
    agreed,
    charged,
    check,
    monday_after,
    work,
)  # fmt: skip
from tests.timetracker.tracking import Work, at, told
from tests.workrooms import story

pytestmark = pytest.mark.django_db(transaction=True)
HOUR = 3_600
NEXT = LOCK + timedelta(weeks=1)


@pytest.fixture
def billed(weeks: Weeks) -> Weeks:
    """Two hours that were charged."""
    weeks.card()
    weeks.works(2)
    work(LOCK + timedelta(hours=1))
    return weeks


def back(weeks: Weeks, seconds: int, who: Person | None = None, **how: Any) -> None:
    asked = {"week": MONDAY, "seconds": seconds, "reason": "Lunch was counted.\nSorry."} | how
    with clock.at(LOCK + timedelta(hours=2)):
        actions.take_back(weeks.seat(who or weeks.bob), None, **asked)


def refused(weeks: Weeks, seconds: int, who: Person | None = None, **how: Any) -> str:
    before = weeks.head
    with pytest.raises(Refused) as why:
        back(weeks, seconds, who, **how)
    assert why.value.message.endswith(".")
    assert weeks.head == before
    return why.value.code


def lines(weeks: Weeks, monday: Any) -> list[tuple[str, str, int, int]]:
    bill = weeks.bill(monday)
    assert bill is not None
    return [(line.kind, f"{line.week}", line.seconds, line.minor) for line in bill.lines]


def test_the_week_says_how_much_of_it_can_still_be_taken_back(billed: Weeks) -> None:
    def left() -> int:
        [card] = weeks_of([billed.row()])
        return card.billed

    assert left() == 2 * HOUR
    back(billed, 90)
    assert left() == 2 * HOUR - 90
    with clock.at(LOCK + timedelta(hours=3)):
        billed.within(lambda room, now: extras.over_limit(room, MONDAY, 60, now))
    assert left() == 2 * HOUR - 30
    work(NEXT)
    assert left() == 2 * HOUR - 30
    assert refused(billed, left() + 1) == "take_back.too_much"
    back(billed, left())
    assert left() == 0


def test_it_is_a_line_on_the_next_bill_and_nothing_old_changes(billed: Weeks) -> None:
    first = billed.bill()
    back(billed, HOUR)
    billed.works(2, monday=monday_after(1))
    expected = [("tracked", "2026-03-09", 2 * HOUR, 9_000), ("correction", "2026-03-02", -HOUR, -4_500)]
    assert lines(billed, monday_after(1)) == expected
    assert "$47.25 is charged" in billed.sentence(monday_after(1))
    work(NEXT)
    assert lines(billed, monday_after(1)) == expected
    assert billed.bill() == first
    assert charged() == 9_450 + 4_725
    paper = Paper.objects.filter(kind="invoice").latest("pk")
    assert [line["text"] for line in paper.lines] == [
        "Tracked time, week of 9 March 2026: 2:00:00 h at $45.00",
        "Correction (Lunch was counted.), week of 2 March 2026: −1:00:00 h at $45.00",
    ]
    check()


def test_both_are_told_with_the_reason(billed: Weeks) -> None:
    back(billed, HOUR)
    last = since(billed.room, 0)[-1]
    assert (last.kind, last.by, last.data["minor"]) == ("bill.corrected", billed.bob.public_id, -4_500)
    assert last.data["reason"] == "Lunch was counted.\nSorry."


def test_never_more_than_was_billed_and_to_the_cent_in_however_many_steps(billed: Weeks) -> None:
    assert refused(billed, 2 * HOUR + 1) == "take_back.too_much"
    for seconds in (1, 7, 1_000, 2 * HOUR - 1_008):
        back(billed, seconds)
    assert refused(billed, 1) == "take_back.too_much"
    assert sum(Extra.objects.values_list("minor", flat=True)) == -9_000


def test_what_it_cannot_be(billed: Weeks, alice: Person) -> None:
    assert refused(billed, 0) == "take_back.seconds"
    assert refused(billed, -1) == "take_back.seconds"
    assert refused(billed, 1, reason=" ") == "reason.empty"
    assert refused(billed, 1, week=MONDAY + timedelta(days=1)) == "week.not_found"
    assert refused(billed, 1, week=monday_after(1)) == "bill.not_found"
    assert refused(billed, 1, alice) == "role.may_not"


def test_a_credit_that_is_too_large_is_carried_to_the_bill_after(billed: Weeks) -> None:
    back(billed, 2 * HOUR)
    billed.works(1, monday=monday_after(1))
    bill = billed.bill(monday_after(1))
    assert bill is not None
    assert (bill.minor, bill.total, bill.carried) == (0, 0, -4_500)
    assert billed.sentence(monday_after(1)).endswith("a credit pays for it.")
    work(NEXT)
    made = billed.made(monday_after(1))
    assert (made.state, made.minor, made.carried, made.payment) == ("paid", 0, -4_500, None)
    assert [(line["text"], line["minor"]) for line in Paper.objects.filter(kind="invoice").latest("pk").lines][2:] == [
        ("Carried over to the next bill", 4_500),
    ]  # fmt: skip
    billed.works(3, monday=monday_after(2))
    work(NEXT + timedelta(weeks=1))
    assert lines(billed, monday_after(2)) == [
        ("tracked", "2026-03-16", 3 * HOUR, 13_500), ("correction", "2026-03-09", 0, -4_500),
    ]  # fmt: skip
    assert charged() == 9_450 + 9_450
    check()


def test_a_bill_of_nothing_goes_through_its_states_like_any_other(billed: Weeks) -> None:
    back(billed, 2 * HOUR)
    billed.works(1, monday=monday_after(1))
    work(NEXT)
    assert billed.state(monday_after(1)) == "invoiced"
    work(AVAILABLE + timedelta(weeks=1))
    assert billed.state(monday_after(1)) == "available"


def test_credits_alone_make_no_bill_and_wait(billed: Weeks) -> None:
    back(billed, HOUR)
    work(NEXT)
    assert (billed.state(monday_after(1)), billed.bill(monday_after(1))) == ("empty", None)
    billed.works(2, monday=monday_after(2))
    work(NEXT + timedelta(weeks=1))
    assert charged() == 9_450 + 4_725


def test_what_is_accepted_after_the_end_gets_a_bill_of_its_own(billed: Weeks) -> None:
    with clock.at(LOCK + timedelta(hours=1)):
        rooms.end(billed.seat(billed.alice), None)
    work(NEXT + timedelta(days=2))
    assert Week.objects.count() == 2
    with clock.at(NEXT + timedelta(days=2)):
        billed.within(lambda room, at: extras.over_limit(room, MONDAY, HOUR, at))
    assert lines(billed, monday_after(2)) == [("over_limit", "2026-03-02", HOUR, 4_500)]
    work(NEXT + timedelta(weeks=1))
    assert (billed.state(monday_after(2)), charged()) == ("invoiced", 9_450 + 4_725)
    work(NEXT + timedelta(weeks=5))
    assert (Week.objects.count(), Bill.objects.count()) == (3, 2)
    check()


def test_the_first_bill_to_come_takes_up_what_is_left_and_only_that_one(billed: Weeks) -> None:
    """On Monday morning two weeks are open: the one that ended takes it."""
    billed.works(2, monday=monday_after(1))
    work(NEXT - timedelta(hours=6))
    with clock.at(NEXT - timedelta(hours=6)):
        actions.take_back(billed.seat(billed.bob), None, week=MONDAY, seconds=HOUR, reason="No.")
    billed.works(1, monday=monday_after(2))
    assert [len(lines(billed, monday_after(number))) for number in (1, 2)] == [2, 1]
    work(NEXT)
    assert [len(lines(billed, monday_after(number))) for number in (1, 2)] == [2, 1]
    assert Extra.objects.get().bill == billed.made(monday_after(1))


def test_time_back_of_a_week_with_late_time_goes_by_all_that_was_billed(billed: Weeks) -> None:
    with clock.at(LOCK + timedelta(hours=2)):
        billed.within(lambda room, at: extras.over_limit(room, MONDAY, HOUR, at))
    back(billed, 3 * HOUR)
    assert refused(billed, 1) == "take_back.too_much"
    assert sum(Extra.objects.values_list("minor", flat=True)) == 4_500 - 13_500


def test_late_time_that_was_accepted_before_the_bill_was_made_is_billed_once(weeks: Weeks) -> None:
    """A worker that comes late itself finds it."""
    weeks.card()
    weeks.works(2)
    bob = Work(weeks.alice, weeks.bob, weeks.room)
    bob.report(LOCK, told(at(0, 14), 1))
    bob.accept(LOCK, bob.ask().public_id)
    work(LOCK + timedelta(hours=1))
    assert [line["seconds"] for line in weeks.made().lines] == [2 * HOUR, HOUR]
    assert refused(weeks, 3 * HOUR + 1) == "take_back.too_much"
    back(weeks, 3 * HOUR)
    assert refused(weeks, 1) == "take_back.too_much"
    assert Extra.objects.filter(bill=None).get().minor == -13_500


def test_another_contract_is_another_matter(billed: Weeks, charlie: Person) -> None:
    money.card(charlie)
    other = Weeks(charlie, billed.bob, agreed(charlie, billed.bob, LOCK))
    assert refused(other, 1) == "bill.not_found"
    with pytest.raises(Refused) as why:
        actions.pay_bill(other.seat(charlie), None, bill=billed.made().public_id, card=uuid4())
    assert why.value.code == "bill.not_found"
    assert story.kinds(other.room, 0).count("bill.corrected") == 0
