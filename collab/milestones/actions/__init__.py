"""What a person may want of milestones: one verb each, one transaction each. The clock's are in `deadlines.py`."""

from collab.milestones.actions.approving import accept_less, approve
from collab.milestones.actions.cancelling import (
    ask_to_cancel,
    decline_cancel,
    give_back,
    grant_cancel,
    withdraw_cancel,
)
from collab.milestones.actions.changing import (
    accept_change,
    decline_change,
    propose_change,
    withdraw_change,
)
from collab.milestones.actions.drafting import drop, edit, order, propose
from collab.milestones.actions.funding import fund
from collab.milestones.actions.reviewing import (
    decline_less,
    mark,
    offer_less,
    request_changes,
    withdraw_less,
)
from collab.milestones.actions.submitting import submit

__all__ = [
    "accept_change",
    "accept_less",
    "approve",
    "ask_to_cancel",
    "decline_cancel",
    "decline_change",
    "decline_less",
    "drop",
    "edit",
    "fund",
    "give_back",
    "grant_cancel",
    "mark",
    "offer_less",
    "order",
    "propose",
    "propose_change",
    "request_changes",
    "submit",
    "withdraw_cancel",
    "withdraw_change",
    "withdraw_less",
]
