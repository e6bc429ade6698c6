"""`manage.py verify_ledger` compares what is bound in escrow with the milestones that it is bound for."""

import pytest
from django.db.models import F

from collab.billing.models import Purse
from collab.ledger.verify import differences
from collab.milestones import actions
from collab.milestones.models import Change, Milestone
from tests.milestones.deal import Deal, check, draft

pytestmark = pytest.mark.django_db(transaction=True)


def said() -> str:
    return "; ".join(f"{one.about} {one.words}" for one in differences())


def test_milestones_that_ended_in_every_way_add_up(deal: Deal) -> None:
    deal.propose(title="Draft")
    approved, changing = deal.submitted(title="Approved", minor=70_000), deal.submitted(title="Changing")
    deal.do(deal.alice, actions.approve, approved)
    deal.do(deal.alice, actions.request_changes, changing, note="Bluer.")
    cheaper = deal.funded(title="Cheaper")
    less = draft(title="Cheaper", minor=30_000)
    deal.do(deal.alice, actions.propose_change, cheaper, draft=less)
    change = Change.objects.get(milestone__public_id=cheaper).public_id
    deal.do(deal.bob, actions.accept_change, cheaper, change=change)
    deal.do(deal.bob, actions.give_back, deal.funded(title="Cancelled"))
    deal.submitted(title="Under review")
    assert Purse.objects.get().bound == 50_000 + 30_000 + 50_000
    check()


def test_what_a_funding_under_way_took_of_the_free_money_is_bound(deal: Deal) -> None:
    cheaper = deal.submitted(title="Cheaper")
    deal.do(deal.alice, actions.offer_less, cheaper, minor=20_000)
    deal.do(deal.bob, actions.accept_less, cheaper, minor=20_000)
    deal.pay(deal.propose(title="Dear", minor=80_000), does="confirmed")
    assert Purse.objects.get().bound == 30_000
    check()


@pytest.mark.parametrize("more", [-1, 1])
def test_a_purse_that_binds_another_sum_is_named(deal: Deal, more: int) -> None:
    deal.funded()
    deal.submitted(title="Second", minor=7_000)
    deal.do(deal.alice, actions.offer_less, deal.submitted(title="Third"), minor=20_000)
    deal.do(deal.bob, actions.accept_less, Milestone.objects.get(title="Third").public_id, minor=20_000)
    Purse.objects.update(bound=F("bound") + more)
    assert said() == (
        f"purse of room {deal.room.pk} says {57_000 + more} are bound; its milestones cost 57000, "
        "and fundings under way have taken 0"
    )


def test_a_milestone_that_lost_its_money_is_named(deal: Deal) -> None:
    deal.do(deal.alice, actions.approve, deal.submitted())
    Milestone.objects.update(state="funded")
    assert "says 0 are bound; its milestones cost 50000" in said()
