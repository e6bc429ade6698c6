"""What waits for whom: the step that is asked for, given how a milestone stands."""

from typing import Final

from collab import wire
from collab.milestones.rules import steps
from collab.milestones.rules.steps import Standing

ANSWER: Final[dict[str, str]] = {
    "fund": "milestone.fund",
    "submit": "milestone.submit",
    "review": "milestone.review",
    "submission_changes": "milestone.submit",
    "less": "less.accept",
    "change": "change.accept",
    "cancel": "cancel.grant",
}
"""What one may do about it, which decides for whom it waits."""


def asked(standing: Standing) -> list[wire.WaitKind]:
    """What a milestone waits for, of whomever."""
    if standing.paying or standing.state in (*steps.OVER, "disputed"):
        return []
    found: list[wire.WaitKind] = []
    if standing.cancel:
        found.append("cancel")
    if standing.change is not None:
        found.append("change")
    if standing.less:
        found.append("less")
    match standing.state:
        case "draft":
            found.append("fund")
        case "funded" if not standing.cancel:
            found.append("submit")
        case "changes_requested":
            found.append("submission_changes")
        case "submitted" if not standing.less:
            found.append("review")
    return found
