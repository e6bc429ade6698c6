from datetime import timedelta
from uuid import uuid4

import pytest

from collab import clock
from collab.accounts.models import Person
from collab.errors import Conflict, NotFound, Refused
from collab.milestones import actions
from collab.workrooms.log import since
from tests.milestones.deal import Deal, draft
from tests.workrooms import story


def test_either_side_edits_what_is_not_funded(deal: Deal) -> None:
    one, head = deal.propose(), deal.head
    said = draft(title="Two logos", minor=90_000, checklist=["In two colours", "As PNG"], revision_cap=2)
    deal.do(deal.bob, actions.edit, one, draft=said)
    seen = deal.card(one)
    assert (seen.title, seen.minor, seen.revision_cap, seen.side) == ("Two logos", 90_000, 2, "client")
    assert [(item.id, item.text) for item in seen.checklist] == [(2, "In two colours"), (3, "As PNG")]
    assert deal.kinds(head) == ["milestone.edited"]


def test_nobody_undoes_unseen_what_the_other_side_changed(deal: Deal) -> None:
    one, seen = deal.propose(), deal.head
    deal.do(deal.alice, actions.edit, one, draft=draft(minor=40_000), seen=seen)
    late = draft(title="Two logos")
    assert deal.refused(deal.bob, actions.edit, one, draft=late, seen=seen) == "milestone.changed"
    assert deal.row(one).minor == 40_000
    deal.do(deal.bob, actions.edit, one, draft=late, seen=deal.head)
    assert deal.card(one).title == "Two logos"


def test_a_due_date_that_passed_may_stay(deal: Deal) -> None:
    due = clock.now().date() + timedelta(days=2)
    one = deal.propose(due=due)
    with story.later(days=10):
        deal.do(deal.alice, actions.edit, one, draft=draft(title="Late", due=due))
        with pytest.raises(Refused) as why:
            deal.do(deal.alice, actions.edit, one, draft=draft(due=due + timedelta(days=1)))
    assert why.value.code == "milestone.due"


def test_what_is_funded_is_not_edited_freely(deal: Deal) -> None:
    one = deal.funded()
    assert deal.refused(deal.alice, actions.edit, one, draft=draft(minor=100_000)) == "milestone.not_now"
    assert deal.refused(deal.bob, actions.edit, one, draft=draft(minor=100_000)) == "milestone.not_now"


def test_the_side_that_proposed_it_drops_it_and_it_stays_to_be_seen(deal: Deal) -> None:
    one = deal.propose(deal.bob)
    assert deal.refused(deal.alice, actions.drop, one) == "milestone.not_yours"
    head = deal.head
    deal.do(deal.bob, actions.drop, one)
    seen = deal.card(one)
    assert (seen.state, seen.whose, seen.may) == ("cancelled", None, [])
    assert seen.ended_at is not None
    [event] = since(deal.room, head)
    assert (event.kind, event.data["refunded"]) == ("milestone.cancelled", 0)
    assert deal.refused(deal.bob, actions.drop, one) == "milestone.not_now"
    assert deal.refused(deal.bob, actions.edit, one, draft=draft()) == "milestone.not_now"


def test_one_of_another_room_is_not_found(deal: Deal, charlie: Person) -> None:
    other = Deal(deal.alice, charlie, story.running(deal.alice, charlie, story.fixed()))
    theirs = other.propose()
    for verb, how in (
        (actions.edit, {"draft": draft()}),
        (actions.drop, {}),
        (actions.submit, {"message": "!"}),
    ):
        who = deal.bob if verb is actions.submit else deal.alice
        assert deal.refused(who, verb, theirs, **how) == "milestone.not_found"
    assert deal.refused(deal.alice, actions.drop, uuid4()) == "milestone.not_found"


def test_all_are_put_into_an_order(deal: Deal) -> None:
    ids = [deal.propose(title=title) for title in "abc"]
    head = deal.head
    wanted = [ids[2], ids[0], ids[1]]
    actions.order(deal.seat(deal.bob), None, ids=wanted)
    listed = [deal.card(one).position for one in wanted]
    assert listed == [1, 2, 3]
    [event] = since(deal.room, head)
    assert (event.kind, event.data["ids"]) == ("milestones.ordered", [str(one) for one in wanted])
    assert deal.card(deal.propose(title="d")).position == 4


def test_an_order_of_others_than_all_is_refused(deal: Deal) -> None:
    ids = [deal.propose(), deal.propose()]
    for wrong in ([], ids[:1], [ids[0], ids[0]], [*ids, uuid4()], [*ids, ids[0]]):
        with pytest.raises(Conflict) as why:
            actions.order(deal.seat(deal.alice), None, ids=wrong)
        assert why.value.code == "milestone.order"


def test_drafts_stay_as_they_are_after_the_end(deal: Deal) -> None:
    one = deal.propose()
    deal.end()
    assert deal.refused(deal.alice, actions.edit, one, draft=draft()) == "room.closed"
    assert deal.refused(deal.alice, actions.drop, one) == "room.closed"
    assert (deal.card(one).state, deal.card(one).may) == ("draft", [])


def test_the_seat_of_an_outsider_does_not_exist(deal: Deal, charlie: Person) -> None:
    one = deal.propose()
    with pytest.raises(NotFound) as why:
        deal.do(charlie, actions.drop, one)
    assert why.value.code == "room.not_found"
