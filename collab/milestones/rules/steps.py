"""Who may take which step with a milestone when: its states, and what is asked about it (rule 5)."""

from dataclasses import dataclass
from typing import Final

from collab.errors import Conflict, Forbidden, Refused
from collab.wire import MilestoneState, PartySide, Role, Side, Status
from collab.workrooms.rules import steps as policy

STATES: Final[tuple[MilestoneState, ...]] = (
    "draft", "funded", "submitted", "changes_requested", "approved", "cancelled", "disputed",
)  # fmt: skip
BOUND: Final[tuple[MilestoneState, ...]] = ("funded", "submitted", "changes_requested", "disputed")
"""In these states its amount is held in escrow for it."""
OVER: Final[tuple[MilestoneState, ...]] = ("approved", "cancelled")

STEPS: Final[dict[tuple[MilestoneState, str], MilestoneState]] = {
    ("draft", "milestone.edit"): "draft",
    ("draft", "milestone.drop"): "cancelled",
    ("draft", "milestone.fund"): "funded",
    ("funded", "milestone.submit"): "submitted",
    ("changes_requested", "milestone.submit"): "submitted",
    ("submitted", "milestone.review"): "submitted",
    ("submitted", "milestone.request_changes"): "changes_requested",
    ("submitted", "milestone.approve"): "approved",
    ("submitted", "less.offer"): "submitted",
    ("submitted", "less.accept"): "approved",
    ("submitted", "less.decline"): "submitted",
    ("submitted", "less.withdraw"): "submitted",
    ("funded", "change.propose"): "funded",
    ("funded", "change.accept"): "funded",
    ("funded", "change.decline"): "funded",
    ("funded", "change.withdraw"): "funded",
    ("changes_requested", "change.propose"): "changes_requested",
    ("changes_requested", "change.accept"): "changes_requested",
    ("changes_requested", "change.decline"): "changes_requested",
    ("changes_requested", "change.withdraw"): "changes_requested",
    ("funded", "milestone.give_back"): "cancelled",
    ("funded", "cancel.ask"): "funded",
    ("funded", "cancel.grant"): "cancelled",
    ("funded", "cancel.decline"): "funded",
    ("funded", "cancel.withdraw"): "funded",
}
"""Where a step leads (domain rules, "Milestones and escrow"). A pair that is not here cannot happen. Nothing leads to
`disputed` or out of it yet: disputes are not built."""
VERBS: Final = tuple(dict.fromkeys(verb for _, verb in STEPS))

_STATE_NOW: Final[dict[MilestoneState, str]] = {
    "draft": "has not been funded yet",
    "funded": "is funded, and nothing has been handed in yet",
    "submitted": "has been handed in and is under review",
    "changes_requested": "is being changed: the next submission is awaited",
    "approved": "has been approved",
    "cancelled": "was cancelled",
    "disputed": "is disputed",
}


@dataclass(frozen=True, slots=True)
class Standing:
    """All about one milestone that decides who may do what with it."""

    state: MilestoneState
    side: PartySide
    """Who proposed it."""
    paying: bool = False
    """A payment for it is under way."""
    less: bool = False
    """The client's offer of less waits for an answer."""
    change: PartySide | None = None
    """Who proposed a change that waits for an answer."""
    cancel: bool = False
    """The client's wish to cancel waits for an answer."""
    cancel_over: bool = False
    """Nobody answered it in time: it counts as granted."""
    review_over: bool = False
    """Nobody reviewed the work in time: it counts as approved in full."""
    revisions_left: bool = True


def check(verb: str, role: Role, side: Side, status: Status, standing: Standing) -> MilestoneState:
    """The state that this step leads to.

    Raises as the policy's `check`, then as `refusal`.
    """
    policy.check(verb, role, side, status)
    if why := refusal(verb, side, standing):
        raise why
    return STEPS[standing.state, verb]


def may(role: Role, side: Side, status: Status, standing: Standing) -> list[str]:
    """The steps open to this seat now, sorted."""
    return sorted(
        verb for verb in VERBS
        if policy.may(verb, role, side, status) and refusal(verb, side, standing) is None
    )  # fmt: skip


def refusal(verb: str, side: Side, standing: Standing) -> Refused | None:
    """Why this step cannot be taken now by somebody of this side whose role may take it at all."""
    if (standing.state, verb) not in STEPS:
        return Conflict(
            "milestone.not_now",
            f"This milestone {_STATE_NOW[standing.state]}; this is not possible now.",
        )
    if standing.paying:
        return Conflict(
            "milestone.paying",
            "This milestone is being paid for at this moment: nothing else can be done with it.",
        )
    if verb == "milestone.drop" and standing.side != side:
        return Forbidden(
            "milestone.not_yours",
            "Only the side that proposed a milestone may drop it while it is not funded.",
        )
    if verb == "milestone.request_changes" and not standing.revisions_left:
        return Conflict("milestone.revision_cap", "Changes were asked for as often as this milestone allows.")
    return _late(verb, standing) or _unasked(verb, side, standing)


_ENDS_WITH_REVIEW: Final = {
    "milestone.review", "milestone.request_changes", "less.offer", "less.accept", "less.decline", "less.withdraw",
}  # fmt: skip
_ENDS_WITH_SILENCE: Final = {
    "milestone.submit", "change.propose", "change.accept", "cancel.ask", "cancel.decline", "cancel.withdraw",
}  # fmt: skip


def _late(verb: str, standing: Standing) -> Refused | None:
    """A deadline counts from its instant on, whether or not the clock has been there yet."""
    if verb in _ENDS_WITH_REVIEW and standing.review_over:
        return Conflict(
            "milestone.review_over", "The time for review is over: the work counts as approved in full."
        )
    if verb in _ENDS_WITH_SILENCE and standing.cancel_over:
        return Conflict(
            "cancel.over", "Nobody answered the wish to cancel in time: this milestone counts as cancelled."
        )
    return None


def _unasked(verb: str, side: Side, standing: Standing) -> Refused | None:
    """Whether the question that this step asks, or answers, is open."""
    asked, _, step = verb.partition(".")
    if asked not in ("less", "change", "cancel"):
        return None
    waits = {"less": standing.less, "change": standing.change is not None, "cancel": standing.cancel}[asked]
    thing = {"less": "offer of less", "change": "proposed change", "cancel": "wish to cancel"}[asked]
    if step in ("offer", "propose", "ask"):
        return Conflict(f"{asked}.open", f"One {thing} waits for an answer already.") if waits else None
    if not waits:
        return Conflict(f"{asked}.none", f"There is no {thing} here that waits for an answer (any more).")
    if verb in ("change.accept", "change.decline") and standing.change == side:
        return Forbidden("change.own", "Your own side proposed this: the other side decides.")
    if verb == "change.withdraw" and standing.change != side:
        return Forbidden("change.not_yours", "The other side proposed this; you can accept or decline it.")
    return None


def whose(standing: Standing) -> PartySide | None:
    """Whose turn it is; nobody's while it is being paid for, and when it is over."""
    if standing.paying or standing.state in (*OVER, "disputed"):
        return None
    if standing.cancel:
        return "freelancer"
    if standing.change is not None:
        return "client" if standing.change == "freelancer" else "freelancer"
    if standing.state == "submitted":
        return "freelancer" if standing.less else "client"
    return "client" if standing.state == "draft" else "freelancer"
