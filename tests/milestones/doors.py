"""The doors of milestones, for the inventory in tests/world.py: the verb of each, and a body that is understood."""

from typing import Any
from uuid import UUID

from collab.milestones import actions
from collab.milestones.models import Change, Milestone
from tests.milestones.deal import Deal, draft

MILESTONE = UUID("00000000-0000-7000-8000-00000000000a")
"""A draft of Alice's."""
CHANGE = UUID("00000000-0000-7000-8000-00000000000b")
"""A change of it that Bob proposes."""
SAID = draft(title="A larger logo", minor=40_000).model_dump(mode="json")
REASON = {"reason": "Because."}
Route = tuple[str, str]

ALL = "/rooms/{room}/milestones"
ONE = f"{ALL}/{{milestone}}"


def routes(card: UUID) -> dict[Route, tuple[str, dict[str, Any] | None]]:
    """`card` is one of Alice's."""
    return {
        ("GET", ALL): ("room.read", None),
        ("POST", ALL): ("milestone.propose", SAID),
        ("PUT", f"{ALL}/order"): ("milestone.order", {"ids": [str(MILESTONE)]}),
        ("PATCH", ONE): ("milestone.edit", SAID),
        ("DELETE", ONE): ("milestone.drop", None),
        ("POST", "/rooms/{room}/fundings"): (
            "milestone.fund", {"milestones": [str(MILESTONE)], "minor": 50_000, "card": str(card)},
        ),
        ("POST", f"{ONE}/submit"): ("milestone.submit", {"message": "Here it is."}),
        ("PUT", f"{ONE}/marks"): ("milestone.review", {"item": 1, "ok": True}),
        ("POST", f"{ONE}/request-changes"): ("milestone.request_changes", {"note": "Bigger."}),
        ("POST", f"{ONE}/approve"): ("milestone.approve", {"note": "Thank you."}),
        ("POST", f"{ONE}/less"): ("less.offer", {"minor": 30_000}),
        ("POST", f"{ONE}/less/accept"): ("less.accept", {"minor": 30_000}),
        ("POST", f"{ONE}/less/decline"): ("less.decline", {}),
        ("POST", f"{ONE}/less/withdraw"): ("less.withdraw", {}),
        ("POST", f"{ONE}/change"): ("change.propose", SAID),
        ("POST", f"{ONE}/change/accept"): ("change.accept", {"id": str(CHANGE)}),
        ("POST", f"{ONE}/change/decline"): ("change.decline", {}),
        ("POST", f"{ONE}/change/withdraw"): ("change.withdraw", {}),
        ("POST", f"{ONE}/give-back"): ("milestone.give_back", REASON),
        ("POST", f"{ONE}/cancel"): ("cancel.ask", REASON),
        ("POST", f"{ONE}/cancel/grant"): ("cancel.grant", {}),
        ("POST", f"{ONE}/cancel/decline"): ("cancel.decline", {}),
        ("POST", f"{ONE}/cancel/withdraw"): ("cancel.withdraw", {}),
    }  # fmt: skip


def drafted(deal: Deal) -> None:
    Milestone.objects.filter(public_id=deal.propose()).update(public_id=MILESTONE)


FUNDED = ("milestone.submit", "milestone.give_back", "cancel.", "change.")
SUBMITTED = ("milestone.review", "milestone.request_changes", "milestone.approve", "less.")


def ready(deal: Deal, verb: str) -> None:
    """Bring the draft to where the verb has a meaning."""
    asked, _, step = verb.partition(".")
    if verb.startswith((*FUNDED, *SUBMITTED)):
        deal.pay(MILESTONE)
    if verb.startswith(SUBMITTED):
        deal.submit(MILESTONE)
    if step in ("offer", "propose", "ask"):
        return
    if asked == "less":
        deal.do(deal.alice, actions.offer_less, MILESTONE, minor=30_000)
    if asked == "change":
        deal.do(deal.bob, actions.propose_change, MILESTONE, draft=draft(minor=40_000))
        Change.objects.update(public_id=CHANGE)
    if asked == "cancel":
        deal.do(deal.alice, actions.ask_to_cancel, MILESTONE)
