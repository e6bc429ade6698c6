from collections.abc import Callable
from uuid import UUID

from django.db import connection
from django.test.utils import CaptureQueriesContext

from collab import limits
from collab.accounts.models import Person
from collab.milestones import actions
from collab.milestones.lists import milestones_of
from collab.milestones.silence import APPROVE, CANCEL
from collab.workrooms.log import after, since
from tests.files.bringing import brought
from tests.milestones.deal import Deal, draft
from tests.workrooms import story


def busy(deal: Deal, name: str) -> UUID:
    """A milestone with everything that a card shows."""
    one = deal.funded(title=name)
    file = brought(deal.bob, deal.room, f"{name}.txt")
    deal.submit(one, files=[file.public_id])
    deal.do(deal.alice, actions.mark, one, item=1, ok=False, remark="Hm")
    deal.do(deal.alice, actions.request_changes, one, note="Again")
    deal.do(deal.bob, actions.propose_change, one, draft=draft(title=name, minor=40_000))
    return one


def test_all_in_order_with_the_money_and_what_happens_by_itself(deal: Deal) -> None:
    first, second = deal.submitted(title="First"), deal.funded(title="Second")
    deal.do(deal.alice, actions.ask_to_cancel, second)
    actions.order(deal.seat(deal.alice), None, ids=[second, first])
    seen = milestones_of(deal.seat(deal.bob))
    assert [one.title for one in seen.items] == ["Second", "First"]
    assert (seen.money, seen.seq) == (deal.money, deal.head)
    assert [(due.verb, due.subject) for due in seen.dues] == [(CANCEL, str(second)), (APPROVE, str(first))]


def test_however_much_there_is_a_list_asks_as_often(
    deal: Deal, django_assert_max_num_queries: Callable[[int], CaptureQueriesContext]
) -> None:
    busy(deal, "one")
    with CaptureQueriesContext(connection) as few:
        milestones_of(deal.seat(deal.alice))
    for name in ("two", "three", "four"):
        busy(deal, name)
    with django_assert_max_num_queries(len(few)):
        milestones_of(deal.seat(deal.alice))


def test_however_many_events_they_are_completed_at_once(
    deal: Deal, charlie: Person, django_assert_max_num_queries: Callable[[int], CaptureQueriesContext]
) -> None:
    busy(deal, "one")
    with CaptureQueriesContext(connection) as few:
        since(deal.room, 0)
    other = Deal(charlie, deal.bob, story.running(charlie, deal.bob, story.fixed()))
    for name in ("two", "three"):
        busy(deal, name)
        busy(other, name)
    with django_assert_max_num_queries(len(few)):
        lines = after({deal.room.pk: 0, other.room.pk: 0}, limits.REPLAY_PAGE)
    told = [line for line in lines if line.data.get("milestone")]
    assert [line.data["milestone"]["title"] for line in told if line.room == deal.room.pk] == [
        "one", "two", "three",
    ]  # fmt: skip
    assert {line.data["milestone"]["currency"] for line in told} == {"EUR"}
    moneyed = [line.room for line in lines if line.kind == "change.proposed" and line.data["money"]]
    assert moneyed == [deal.room.pk, other.room.pk]


def test_the_log_keeps_no_copy_of_what_a_milestone_says(deal: Deal) -> None:
    deal.submitted(title="Logo", description="With a dragon")
    rows = [str(row) for row in deal.room.events.values_list("data", flat=True)]
    assert not any("dragon" in row or "Here it is" in row for row in rows)


def test_one_step_costs_a_bounded_number_of_questions(
    deal: Deal, django_assert_max_num_queries: Callable[[int], CaptureQueriesContext]
) -> None:
    one = deal.submitted()
    with django_assert_max_num_queries(50):
        deal.do(deal.alice, actions.approve, one)
