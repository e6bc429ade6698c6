"""The contract of the demo in which milestones of every sort are to be seen."""

from datetime import timedelta

import pytest

from collab import clock, wire
from collab.accounts.models import Person
from collab.agenda import book
from collab.agenda.firing import fire_due
from collab.billing import escrow
from collab.billing.lists import balances_of, cards_of
from collab.ledger.verify import differences
from collab.milestones.lists import milestones_of
from collab.workrooms.models import Member
from collab.workrooms.waiting import waiting_for
from tests.demo.telling import demo

pytestmark = pytest.mark.django_db


def seat(side: str) -> Member:
    held = Member.objects.select_related("room", "person").filter(person__email=f"{side}@example.com")
    return held.get(room__kind="fixed", room__status="active")


def milestones() -> dict[str, wire.Milestone]:
    """By state: there is one of each."""
    return {one.state: one for one in milestones_of(seat("client")).items}


def test_there_is_a_milestone_of_every_sort() -> None:
    demo()
    assert list(milestones()) == ["approved", "submitted", "funded", "draft"]
    assert all(len(one.checklist) >= 2 for one in milestones().values())
    assert milestones()["draft"].side == "freelancer"
    assert milestones()["approved"].released == milestones()["approved"].minor


def test_the_client_has_two_weeks_to_review_what_was_handed_in() -> None:
    demo()
    [submission] = milestones()["submitted"].submissions
    assert submission.message
    assert [mark.ok for mark in submission.marks] == [True, True]
    assert submission.review_until is not None
    assert timedelta(days=10) < submission.review_until - clock.now() < timedelta(days=14)


def test_what_was_handed_in_is_pinned_where_there_is_a_storage(store: str) -> None:
    demo()
    [submission] = milestones()["submitted"].submissions
    assert "contact sheet.jpg" in {file.name for file in submission.files}
    assert len(submission.files) == 4


def test_money_is_held_and_some_of_it_is_available_since_yesterday_at_least() -> None:
    demo()
    paid, others = milestones()["approved"], [milestones()[state] for state in ("submitted", "funded")]
    money = escrow.money_of(seat("client").room)
    assert (money.released, money.held) == (paid.minor, sum(one.minor for one in others))
    assert money.free == 0
    [balance] = [one for one in balances_of(seat("freelancer").person) if one.currency == "EUR"]
    assert (balance.pending, balance.available) == (0, paid.minor * 9 // 10)
    assert len(cards_of(seat("client").person).items) == 1
    assert list(differences()) == []


def test_nothing_is_left_to_happen_before_tomorrow() -> None:
    demo()
    room = seat("client").room_id
    assert [due.verb for due in book.in_rooms([room])] == ["milestone.approve"]
    assert fire_due() == 0


def test_each_side_finds_what_waits_for_it() -> None:
    demo()
    assert waits("client") == {"review", "fund"}
    assert waits("freelancer") == {"submit"}


def waits(side: str) -> set[str]:
    person = Person.objects.get(email=f"{side}@example.com")
    fixed = seat(side).room.public_id
    return {item.kind for item in waiting_for(person).items if item.room == fixed}
