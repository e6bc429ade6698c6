from collections.abc import Callable
from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from collab import clock, limits
from collab.accounts.models import Person
from collab.milestones import actions
from collab.workrooms import actions as rooms
from collab.workrooms.lists import my_rooms
from collab.workrooms.waiting import waiting_for
from tests.milestones.deal import Deal, draft
from tests.workrooms import story

Browser = Callable[[Person], Client]


def waits(somebody: Person) -> list[tuple[str, str]]:
    return [(one.kind, one.title) for one in waiting_for(somebody).items]


def has_work(somebody: Person) -> bool:
    """What the list of rooms says of the only one there is."""
    [item] = my_rooms(somebody, None, 50).items
    return item.waiting


def test_each_step_waits_for_whoever_takes_it(deal: Deal) -> None:
    alice, bob = deal.alice, deal.bob

    def turn(client: list[str], freelancer: list[str]) -> None:
        assert [kind for kind, _ in waits(alice)] == client
        assert [kind for kind, _ in waits(bob)] == freelancer
        assert (has_work(alice), has_work(bob)) == (bool(client), bool(freelancer))

    turn([], [])
    one = deal.propose(bob)
    turn(["fund"], [])
    deal.pay(one, does="slow")
    turn([], [])
    with story.later(seconds=30):
        deal.drive(deal.row(one).payment)  # type: ignore[arg-type]
    turn([], ["submit"])
    deal.do(alice, actions.propose_change, one, draft=draft(minor=40_000))
    turn([], ["change", "submit"])
    deal.do(bob, actions.decline_change, one)
    deal.do(alice, actions.ask_to_cancel, one)
    turn([], ["cancel"])
    deal.submit(one)
    turn(["review"], [])
    deal.do(alice, actions.offer_less, one, minor=100)
    turn([], ["less"])
    deal.do(bob, actions.decline_less, one)
    deal.do(alice, actions.request_changes, one, note="Bigger.")
    turn([], ["submission_changes"])
    deal.submit(one)
    deal.do(alice, actions.approve, one)
    turn([], [])


def test_it_says_what_happens_when_if_nobody_acts(deal: Deal) -> None:
    one = deal.submitted()
    [item] = waiting_for(deal.alice).items
    assert (item.room, item.room_title, item.kind, item.subject) == (
        deal.room.public_id, deal.room.title, "review", one,
    )  # fmt: skip
    assert (item.title, item.minor, item.currency) == ("Logo", 50_000, "EUR")
    assert item.due is not None
    assert item.due.sentence == "If Alice does not act, €500.00 is released to Bob: “Logo”."
    assert item.due.at == deal.card(one).submissions[0].review_until
    assert item.since == deal.card(one).submissions[0].at
    assert item.who == deal.bob.card()


def test_the_most_urgent_comes_first_across_all_rooms(deal: Deal, charlie: Person) -> None:
    other = Deal(charlie, deal.bob, story.running(charlie, deal.bob, story.fixed(title="A site")))
    deal.funded(title="No deadline")
    fourteen = deal.submitted(title="Fourteen days")
    deal.do(deal.alice, actions.offer_less, fourteen, minor=100)
    seven = other.funded(title="Seven days")
    other.do(charlie, actions.ask_to_cancel, seven)
    assert waits(deal.bob) == [("cancel", "Seven days"), ("less", "Fourteen days"), ("submit", "No deadline")]
    assert waiting_for(deal.bob).items[0].who == charlie.card()


def test_work_that_is_due_says_so_and_comes_before_deadlines_after_that_day(deal: Deal) -> None:
    day = clock.now().date()
    undated = deal.funded(title="Undated")
    deal.do(deal.alice, actions.propose_change, undated, draft=draft(title="Undated", minor=40_000))
    dated = [deal.funded(title=f"In {days} days", due=day + timedelta(days=days)) for days in (9, 6)]
    deal.do(deal.alice, actions.ask_to_cancel, deal.funded(title="Seven days"))
    items = waiting_for(deal.bob).items
    assert [(one.kind, one.title, one.due_date) for one in items] == [
        ("submit", "In 6 days", day + timedelta(days=6)), ("cancel", "Seven days", None),
        ("submit", "In 9 days", day + timedelta(days=9)), ("submit", "Undated", None), ("change", "Undated", None),
    ]  # fmt: skip
    deal.submit(dated[0])
    assert [one.due_date for one in waiting_for(deal.alice).items if one.kind == "review"] == [None]


def test_ones_own_plans_for_later_wait_for_nobody_while_there_is_work(deal: Deal) -> None:
    deal.propose(title="First")
    assert waits(deal.alice) == [("fund", "First")]
    deal.funded(title="Second")
    assert waits(deal.alice) == []
    deal.propose(deal.bob, title="Third")
    assert waits(deal.alice) == [("fund", "Third")]


def test_terms_wait_too_and_lapse(alice: Person, bob: Person) -> None:
    room = story.offer(alice, bob.email, story.fixed())
    [item] = waiting_for(bob).items
    assert (item.kind, item.title, item.who) == ("terms", "A logo", alice.card())
    assert item.due is not None
    assert item.due.sentence == "The offer lapses."
    assert waiting_for(alice).items == []
    rooms.accept_terms(story.seat(bob, room), None, version=1)
    rooms.propose_terms(story.seat(bob, room), None, terms=story.fixed(title="Two logos"))
    assert waits(alice) == [("terms", "Two logos")]
    with story.later(days=14):
        assert waits(alice) == []


def test_a_payment_that_needs_its_payer_waits_with_its_consequence(deal: Deal) -> None:
    one = deal.propose()
    done = deal.pay(one, does="confirmed")
    [item] = waiting_for(deal.alice).items
    assert done.payment is not None
    assert (item.kind, item.subject, item.minor) == ("payment", done.payment.id, 50_000)
    assert item.due is not None
    assert "given up" in item.due.sentence
    assert has_work(deal.alice)
    assert waits(deal.bob) == []


def test_guests_are_waited_for_as_far_as_they_may_act(deal: Deal) -> None:
    theirs = story.guest(deal.alice, deal.room, "manager", "Mia")
    his = story.guest(deal.bob, deal.room, "manager", "Max")
    observer = story.guest(deal.alice, deal.room, "observer", "Oz")
    one = deal.propose(deal.bob)
    assert (waits(theirs), waits(his), waits(observer)) == ([], [], [])
    deal.pay(one)
    assert waits(his) == [("submit", "Logo")]
    deal.submit(one)
    assert (waits(theirs), waits(observer)) == ([("review", "Logo")], [])


def test_in_a_pause_nothing_new_is_funded_but_work_is_reviewed(deal: Deal) -> None:
    deal.submitted()
    deal.propose(deal.bob, title="Next")
    rooms.pause(deal.seat(deal.alice), None)
    assert waits(deal.alice) == [("review", "Logo")]


def test_what_the_clock_is_about_to_do_waits_for_nobody(deal: Deal) -> None:
    deal.submitted()
    with story.later(days=14):
        assert waits(deal.alice) == []


def test_the_list_has_an_end(deal: Deal, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "WAITING_SHOWN", 2)
    for _ in range(3):
        deal.propose(deal.bob)
    assert len(waits(deal.alice)) == 2


def test_however_many_wait_it_is_one_look(
    deal: Deal, charlie: Person, django_assert_max_num_queries: Callable[[int], CaptureQueriesContext]
) -> None:
    def busy(other: Deal) -> None:
        other.submitted()
        other.do(other.alice, actions.offer_less, other.submitted(), minor=100)
        other.do(other.alice, actions.ask_to_cancel, other.funded())
        other.propose(other.bob)

    busy(deal)
    with CaptureQueriesContext(connection) as few:
        waiting_for(deal.bob)
    for _ in range(3):
        busy(Deal(charlie, deal.bob, story.running(charlie, deal.bob, story.fixed())))
    with django_assert_max_num_queries(len(few)):
        waiting_for(deal.bob)
    with django_assert_max_num_queries(25):
        my_rooms(deal.bob, None, 50)


def test_over_http_it_is_ones_own(deal: Deal, charlie: Person, signed_in: Browser) -> None:
    deal.submitted()
    assert len(signed_in(deal.alice).get("/api/v1/waiting").json()["items"]) == 1
    assert signed_in(charlie).get("/api/v1/waiting").json() == {"items": []}
    assert Client().get("/api/v1/waiting").status_code == 401
