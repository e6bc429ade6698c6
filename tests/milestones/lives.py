"""Lives of fixed-price contracts for tests/test_replay.py: every event about milestones and money at least once."""

from typing import TYPE_CHECKING, Any
from uuid import UUID

from collab import wire
from collab.billing import actions as billing
from collab.billing.models import Release
from collab.milestones import actions
from collab.workrooms import actions as rooms
from tests.billing import story as money
from tests.milestones.deal import draft

if TYPE_CHECKING:
    from tests.test_replay import Told


class Dealing:
    """What Alice and Bob do with milestones in a life that is told."""

    def __init__(self, told: "Told") -> None:
        self.told = told
        told.do(rooms.accept_terms, told.bob, version=1)

    def alice(self, verb: Any, milestone: UUID, **how: Any) -> Any:
        return self.told.do(verb, self.told.alice, milestone=milestone, **how)

    def bob(self, verb: Any, milestone: UUID, **how: Any) -> Any:
        return self.told.do(verb, self.told.bob, milestone=milestone, **how)

    def propose(self, by: str = "alice", **said: Any) -> UUID:
        who = self.told.alice if by == "alice" else self.told.bob
        done: wire.MilestoneDone = self.told.do(actions.propose, who, draft=draft(**said))
        return done.milestone.id

    def fund(self, minor: int, *chosen: UUID, does: str | None = "pays") -> None:
        alice = self.told.alice
        card = does and money.card(alice, does).public_id
        done: wire.Funded = self.told.do(actions.fund, alice, chosen=chosen, minor=minor, card=card)
        if done.payment:
            self.told.drive(done.payment.id)

    def change(self, milestone: UUID, **said: Any) -> UUID:
        change = self.bob(actions.propose_change, milestone, draft=draft(**said)).milestone.change
        assert isinstance(change, wire.Change)
        return change.id


def delivered(told: "Told") -> None:
    """Two milestones at once; changed, reviewed, paid, and with a bonus; some of it is given back."""
    deal = Dealing(told)
    logo, site = deal.propose(), deal.propose("bob", title="Site", minor=30_000, checklist=[])
    deal.alice(actions.edit, site, draft=draft(title="Web site", minor=20_000))
    told.do(actions.order, told.bob, ids=[site, logo])
    deal.bob(actions.drop, deal.propose("bob", title="Poster"))
    deal.fund(70_000, logo, site, does="declined")
    deal.fund(70_000, logo, site)
    deal.change(logo, title="Small logo", minor=10_000)
    deal.alice(actions.decline_change, logo)
    deal.alice(actions.accept_change, logo, change=deal.change(logo, title="Smaller logo", minor=40_000))
    sketch = told.bring(told.bob, "Sketch.txt")
    deal.bob(actions.submit, logo, message="A sketch", files=[sketch.id])
    deal.alice(actions.mark, logo, item=1, ok=False, remark="Too thin")
    deal.alice(actions.offer_less, logo, minor=100, note="For the sketch")
    deal.bob(actions.decline_less, logo)
    deal.alice(actions.request_changes, logo, note="Thicker, please")
    deal.change(logo, title="No logo", minor=500)
    deal.bob(actions.submit, logo, message="Thicker", files=[sketch.id])
    deal.alice(actions.mark, logo, item=1, ok=True)
    card = money.card(told.alice).public_id
    approved = deal.alice(actions.approve, logo, note="Lovely", bonus=5_000, card=card)
    told.drive(approved.payment.id)
    told.wait(days=6)
    release = Release.objects.get(room=told.room, kind="milestone").public_id
    told.do(billing.refund_release, told.bob, release=release, minor=1_000, reason="A rebate")
    told.wait(days=1)


def called_off(told: "Told") -> None:
    """Cancelled in every way; less, from what is free in escrow; and what silence does."""
    deal = Dealing(told)
    ids = [deal.propose(title=title, minor=10_000) for title in ("One", "Two", "Three", "Four")]
    deal.fund(40_000, *ids)
    deal.alice(actions.ask_to_cancel, ids[0])
    deal.alice(actions.withdraw_cancel, ids[0])
    deal.alice(actions.ask_to_cancel, ids[0], reason="Other plans")
    deal.bob(actions.decline_cancel, ids[0])
    deal.alice(actions.ask_to_cancel, ids[0], reason="Really")
    deal.bob(actions.grant_cancel, ids[0])
    deal.change(ids[1], title="Two and a half", minor=5_000)
    deal.bob(actions.give_back, ids[1], reason="No time")
    deal.alice(actions.ask_to_cancel, ids[2])
    told.wait(days=7)
    deal.bob(actions.submit, ids[3], message="Half of it")
    deal.alice(actions.offer_less, ids[3], minor=5_000)
    deal.alice(actions.withdraw_less, ids[3])
    deal.alice(actions.offer_less, ids[3], minor=4_000)
    deal.bob(actions.accept_less, ids[3], minor=4_000)
    five = deal.propose(title="Five", minor=5_000)
    deal.fund(5_000, five, does=None)
    told.do(billing.refund_escrow, told.bob, minor=1_000)
    deal.bob(actions.submit, five, message="All of it")
    told.wait(days=14)
    six = deal.propose("bob", title="Six")
    deal.fund(50_000, six, does="slow")
    told.do(rooms.end, told.alice)
