from collections.abc import Callable
from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client

from collab import clock, limits
from collab.accounts.models import Person
from collab.errors import Conflict, Forbidden
from collab.milestones import actions
from collab.milestones.models import Milestone
from collab.workrooms.log import since
from tests.milestones.deal import Deal, draft
from tests.workrooms import story

Browser = Callable[[Person], Client]


def test_either_side_proposes_and_both_see_it(deal: Deal) -> None:
    head = deal.head
    first, second = deal.propose(deal.alice), deal.propose(deal.bob, title="Colours")
    assert deal.kinds(head) == ["milestone.proposed"] * 2
    seen = deal.card(first, deal.bob)
    assert (seen.state, seen.side, seen.minor, seen.currency) == ("draft", "client", 50_000, "EUR")
    assert (seen.position, deal.card(second).position) == (1, 2)
    assert [(item.id, item.text) for item in seen.checklist] == [(1, "As SVG"), (2, "In two colours")]
    assert seen.whose == "client"
    assert "milestone.drop" in deal.card(first).may
    assert "milestone.drop" not in seen.may


def test_the_event_carries_the_milestone_and_the_money_as_they_stand(deal: Deal) -> None:
    head = deal.head
    one = deal.propose()
    deal.do(deal.alice, actions.edit, one, draft=draft(title="A better logo"))
    first, second = since(deal.room, head)
    assert (first.data["milestone"], first.data["money"]) == (None, None)
    assert second.data["milestone"]["title"] == "A better logo"
    assert second.data["milestone"] | {"may": deal.card(one).may} == deal.card(one).model_dump(mode="json")
    assert second.data["money"]["currency"] == "EUR"


@pytest.mark.parametrize(
    ("said", "code"),
    [
        ({"minor": 0}, "amount.not_positive"),
        ({"minor": -100}, "amount.not_positive"),
        ({"minor": 499}, "amount.too_small"),
        ({"minor": limits.AMOUNT_MINOR + 1}, "amount.too_large"),
        ({"minor": 2**80}, "amount.too_large"),
        ({"minor": 12.345}, "request.invalid"),
        ({"minor": "500"}, "request.invalid"),
        ({"minor": True}, "request.invalid"),
        ({"minor": None}, "request.invalid"),
        ({"currency": "USD"}, "request.invalid"),
        ({"due": "2026-02-30"}, "request.invalid"),
        ({"due": "1999-01-01"}, "milestone.due"),
        ({"title": " "}, "title.empty"),
        ({"checklist": ["x"] * 2}, "milestone.checklist"),
        ({"revision_cap": -1}, "milestone.cap"),
    ],
)
def test_what_cannot_be_is_refused_with_a_sentence(
    deal: Deal, signed_in: Browser, said: dict[str, Any], code: str
) -> None:
    body = draft().model_dump(mode="json") | said
    head = deal.head
    status, problem = story.post(signed_in(deal.alice), f"/rooms/{deal.room.public_id}/milestones", body)
    assert (status, problem["code"]) == (422, code)
    assert problem["detail"].endswith(".")
    assert deal.head == head


def test_the_same_key_proposes_once(deal: Deal) -> None:
    key, seat = uuid4(), deal.seat(deal.bob)
    first = actions.propose(seat, key, draft=draft())
    assert actions.propose(seat, key, draft=draft()) == first
    with pytest.raises(Conflict) as why:
        actions.propose(seat, key, draft=draft(minor=60_000))
    assert why.value.code == "key.reused"
    assert Milestone.objects.count() == 1


def test_managers_and_observers_read_and_strangers_find_nothing(
    deal: Deal, charlie: Person, signed_in: Browser
) -> None:
    deal.propose()
    where = f"/rooms/{deal.room.public_id}/milestones"
    guests = [
        story.guest(deal.alice, deal.room, "manager", "Mia"),
        story.guest(deal.bob, deal.room, "observer", "Oz"),
    ]
    for guest in guests:
        listed = signed_in(guest).get(f"/api/v1{where}").json()
        assert [one["title"] for one in listed["items"]] == ["Logo"]
        assert listed["items"][0]["may"] == []
        status, problem = story.post(signed_in(guest), where, draft().model_dump(mode="json"))
        assert (status, problem["code"]) == (403, "role.may_not")
    stranger = signed_in(charlie)
    assert stranger.get(f"/api/v1{where}").status_code == 404
    assert story.post(stranger, where, draft().model_dump(mode="json"))[0] == 404


def test_a_contract_by_the_hour_has_none(alice: Person, bob: Person) -> None:
    hourly = story.running(alice, bob)
    with pytest.raises(Conflict) as why:
        actions.propose(story.seat(alice, hourly), None, draft=draft())
    assert why.value.code == "milestone.hourly"


def test_nothing_new_begins_before_the_start_in_a_pause_or_after_the_end(
    alice: Person, bob: Person, deal: Deal
) -> None:
    offered = story.offer(alice, bob.email, story.fixed())
    with pytest.raises(Conflict) as why:
        actions.propose(story.seat(alice, offered), None, draft=draft())
    assert why.value.code == "room.not_open"
    deal.end()
    with pytest.raises(Conflict) as why:
        deal.propose()
    assert why.value.code == "room.closed"


def test_a_room_has_only_so_many(deal: Deal, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "MILESTONES_PER_ROOM", 2)
    deal.propose()
    deal.propose()
    with pytest.raises(Conflict) as why:
        deal.propose()
    assert why.value.code == "milestone.too_many"


def test_a_manager_proposes_nothing_for_money_is_none_of_theirs(deal: Deal) -> None:
    manager = story.guest(deal.bob, deal.room, "manager", "Mia")
    with pytest.raises(Forbidden):
        actions.propose(deal.seat(manager), None, draft=draft())


def test_the_due_date_may_be_today_anywhere(deal: Deal) -> None:
    today = clock.now().date()
    assert deal.card(deal.propose(due=today)).due == today
    assert deal.card(deal.propose(due=today - timedelta(days=1))).due == today - timedelta(days=1)
