"""A credit that no bill follows goes back to the client, of what bills of weeks released."""

from datetime import datetime, timedelta
from functools import partial

import pytest
from django.db import IntegrityError, transaction

from collab import clock
from collab.agenda.models import Due
from collab.billing import actions as billing
from collab.billing import payments as driving
from collab.billing.models import Paper, Payment, Release
from collab.ledger.post import Cause, post
from collab.ledger.rules import Place, move
from collab.timetracker import actions, extras
from collab.timetracker.calendar import return_credit
from collab.timetracker.closing import bill_week
from collab.timetracker.models import Bill, Extra, Week
from collab.workrooms import actions as rooms
from collab.workrooms.log import since
from tests.timetracker.billed import LOCK, MONDAY, Weeks, charged, check, monday_after, work
from tests.workrooms.racing import at_once

pytestmark = pytest.mark.django_db(transaction=True)
HOUR = 3_600
NEXT = LOCK + timedelta(weeks=1)
SECOND = monday_after(1)


@pytest.fixture
def billed(weeks: Weeks) -> Weeks:
    """Two hours that were charged: $90.00 and a fee of $4.50, of which Bob has $81.00."""
    weeks.card()
    weeks.works(2)
    work(LOCK + timedelta(hours=1))
    return weeks


@pytest.fixture
def ended(billed: Weeks) -> Weeks:
    """… and that was all: the last week was empty."""
    end(billed)
    work(NEXT)
    return billed


def end(weeks: Weeks, at: datetime = LOCK + timedelta(hours=1)) -> None:
    with clock.at(at):
        rooms.end(weeks.seat(weeks.alice), None)


def back(weeks: Weeks, seconds: int = HOUR, at: datetime = LOCK + timedelta(hours=2)) -> None:
    with clock.at(at):
        actions.take_back(weeks.seat(weeks.bob), None, week=MONDAY, seconds=seconds, reason="Lunch.")


def left() -> list[int]:
    """What neither a bill took up nor went back."""
    return list(Extra.objects.filter(bill=None, given_back_at=None).values_list("minor", flat=True))


def given_back() -> list[tuple[int, str]]:
    return list(Payment.objects.filter(kind="refund").order_by("pk").values_list("minor", "state"))


def test_time_taken_back_after_the_last_bill_goes_back_at_once(ended: Weeks) -> None:
    head = ended.head
    back(ended, at=NEXT + timedelta(weeks=60))
    told = since(ended.room, head)
    assert [event.kind for event in told] == ["bill.corrected", "release.refunded", "payment.started"]
    assert {event.by for event in told} == {ended.bob.public_id}
    assert (told[1].data["minor"], told[1].data["reason"]) == (4_500, extras.NO_BILL)
    assert told[1].data["money"]["returned"] == 4_500
    work(NEXT + timedelta(weeks=60))
    assert (given_back(), charged(), left()) == ([(4_500, "succeeded")], 9_450 - 4_500, [])
    release = Release.objects.get()
    assert (release.refunded, release.refunded_fee, release.net) == (4_500, 450, 4_050)
    papers = Paper.objects.filter(kind="credit_note").order_by("pk").values_list("title", "total")
    assert list(papers) == [
        ("Refund: Week of 2 March 2026", -4_500), ("Fee returned: Week of 2 March 2026", -450),
    ]  # fmt: skip
    check()


def test_it_goes_back_to_the_cent_in_however_many_steps(ended: Weeks) -> None:
    for seconds in (1, 7, 1_000, 2 * HOUR - 1_008):
        back(ended, seconds, at=NEXT + timedelta(hours=1))
    work(NEXT + timedelta(hours=2))
    assert (sum(minor for minor, _ in given_back()), left()) == (9_000, [])
    check()


def test_it_waits_for_the_last_bill_and_goes_back_where_that_is_empty(billed: Weeks) -> None:
    back(billed)
    end(billed, LOCK + timedelta(hours=3))
    assert (left(), given_back()) == ([-4_500], [])
    work(NEXT)
    assert (billed.state(SECOND), left(), given_back()) == ("empty", [], [(4_500, "succeeded")])
    told = [event for event in since(billed.room, 0) if event.kind == "release.refunded"]
    assert [event.by for event in told] == [None]
    check()


def test_what_the_last_bill_takes_up_does_not_go_back(billed: Weeks) -> None:
    back(billed)
    billed.works(2, monday=SECOND)
    end(billed, LOCK + timedelta(days=2))
    work(NEXT)
    assert (billed.made(SECOND).minor, left(), given_back()) == (4_500, [], [])


def test_what_the_last_bill_leaves_goes_back(billed: Weeks) -> None:
    back(billed, 2 * HOUR)
    billed.works(0.5, monday=SECOND)
    end(billed, LOCK + timedelta(days=2))
    work(NEXT)
    assert (billed.made(SECOND).carried, left(), given_back()) == (-6_750, [], [(6_750, "succeeded")])
    invoice = Paper.objects.filter(kind="invoice").latest("pk")
    assert invoice.lines[-1] == {"text": "Left as a credit", "minor": 6_750}
    assert charged() == 9_450 - 6_750
    check()


def test_a_contract_that_is_paused_or_held_waits(billed: Weeks) -> None:
    back(billed)
    with clock.at(LOCK + timedelta(hours=3)):
        rooms.pause(billed.seat(billed.alice), None)
    work(NEXT + timedelta(weeks=10))
    assert (left(), given_back()) == ([-4_500], [])
    end(billed, NEXT + timedelta(weeks=10, days=1))
    work(NEXT + timedelta(weeks=12))
    assert (left(), given_back()) == ([], [(4_500, "succeeded")])
    check()


def test_the_end_gives_it_back_itself_where_no_week_is_open(billed: Weeks) -> None:
    back(billed)
    Week.objects.filter(monday=SECOND).update(state="empty")
    end(billed, LOCK + timedelta(hours=3))
    assert (left(), given_back()) == ([], [(4_500, "processing")])


def test_a_bill_that_is_owed_is_paid_before_anything_of_it_goes_back(weeks: Weeks) -> None:
    weeks.card("declined")
    weeks.works(2)
    work(LOCK)
    back(weeks)
    end(weeks, LOCK + timedelta(hours=3))
    work(NEXT + timedelta(hours=1))
    assert (left(), given_back()) == ([-4_500], [])
    with clock.at(NEXT + timedelta(hours=2)):
        created = actions.pay_bill(
            weeks.seat(weeks.alice), None, bill=weeks.made().public_id, card=weeks.card().public_id
        )
        driving.drive(driving.payments().get(public_id=created.id))
        assert weeks.due("credit.return").sentence == (
            "A credit of $45.00, which no bill follows, goes back to the client."
        )
    work(NEXT + timedelta(hours=2))
    assert (left(), given_back(), charged()) == ([], [(4_500, "succeeded")], 9_450 - 4_500)
    check()


def test_the_newest_release_goes_first_and_then_the_one_before(billed: Weeks) -> None:
    billed.works(1, monday=SECOND)
    work(NEXT + timedelta(weeks=2))
    end(billed, NEXT + timedelta(weeks=2, hours=1))
    work(NEXT + timedelta(weeks=3))
    back(billed, 2 * HOUR, at=NEXT + timedelta(weeks=4))
    work(NEXT + timedelta(weeks=4))
    assert given_back() == [(4_500, "succeeded"), (4_500, "succeeded")]
    assert list(Release.objects.order_by("-pk").values_list("refunded", flat=True)) == [4_500, 4_500]
    check()


def test_what_was_given_back_before_is_not_there_and_the_rest_stays_open(ended: Weeks) -> None:
    with clock.at(NEXT + timedelta(hours=1)):
        release = Release.objects.get()
        billing.refund_release(ended.seat(ended.bob), None, release=release.public_id, minor=6_000)
    back(ended, 2 * HOUR, at=NEXT + timedelta(hours=2))
    assert ([minor for minor, _ in given_back()], left()) == ([6_000, 3_000], [-6_000])
    work(NEXT + timedelta(weeks=2))
    assert (left(), charged()) == ([-6_000], 450)
    with clock.at(NEXT + timedelta(weeks=2)):
        ended.within(lambda room, at: extras.over_limit(room, MONDAY, 2 * HOUR, at))
    work(NEXT + timedelta(weeks=4))
    assert (Bill.objects.latest("pk").minor, left()) == (3_000, [])
    check()


def test_what_the_freelancer_has_no_longer_is_tried_again_each_day(ended: Weeks) -> None:
    """Somebody took what was available (as a payout will)."""
    work(NEXT + timedelta(weeks=1))
    here, elsewhere = Place("available", ended.bob.pk, "USD"), Place("clearing", 999_999, "USD")
    with transaction.atomic():
        post("away", Cause("test:1"), move(8_000, here, elsewhere), clock.now())
    back(ended, at=NEXT + timedelta(weeks=1))
    assert ended.kinds()[-1] == "bill.corrected"
    assert (left(), given_back(), ended.head) == ([-4_500], [], len(ended.kinds()))
    work(NEXT + timedelta(weeks=1, days=2))
    assert (left(), Due.objects.get(verb="credit.return").tries) == ([-4_500], 0)
    with transaction.atomic():
        post("here", Cause("test:2"), move(8_000, elsewhere, here), clock.now())
    work(NEXT + timedelta(weeks=1, days=4))
    assert (left(), given_back()) == ([], [(4_500, "succeeded")])
    assert not Due.objects.filter(verb="credit.return").exists()
    check()


def test_it_goes_back_once_whoever_bills_the_last_week(billed: Weeks) -> None:
    back(billed)
    end(billed, LOCK + timedelta(hours=3))

    def bill() -> None:
        with clock.at(NEXT):
            bill_week(billed.room.pk, SECOND)

    at_once([bill] * 4)
    work(NEXT)
    assert (left(), given_back()) == ([], [(4_500, "succeeded")])
    check()


def test_of_time_taken_back_and_the_clock_at_once_each_gives_its_own_back_once(ended: Weeks) -> None:
    when = NEXT + timedelta(hours=1)
    ended.within(lambda room, at: extras.carry(room, MONDAY, -1_000, at))

    def again() -> None:
        with clock.at(when):
            ended.within(return_credit)

    at_once([partial(back, ended, HOUR, when), partial(back, ended, HOUR // 2, when), again, again])
    work(when)
    assert (sum(minor for minor, _ in given_back()), left()) == (4_500 + 2_250 + 1_000, [])
    check()


def test_what_went_back_is_on_no_bill(ended: Weeks) -> None:
    back(ended, at=NEXT + timedelta(hours=1))
    with clock.at(NEXT + timedelta(days=1)):
        ended.within(lambda room, at: extras.over_limit(room, MONDAY, HOUR, at))
    work(NEXT + timedelta(weeks=1))
    assert Bill.objects.latest("pk").minor == 4_500
    with pytest.raises(IntegrityError), transaction.atomic():
        Extra.objects.filter(minor=-4_500).update(bill=ended.made())
    check()
