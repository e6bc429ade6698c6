"""What happens to milestones when nobody acted. Safe to fire twice: the agenda's row goes with the step."""

from uuid import UUID

from collab.agenda import book
from collab.agenda.models import Due
from collab.milestones import ending
from collab.milestones.silence import APPROVE, CANCEL
from collab.milestones.standing import Taken, taken_by_clock
from collab.workrooms.log import locked


@book.fires(APPROVE)
def approve_by_clock(due: Due) -> None:
    """Nobody reviewed the work in time: it is approved in full."""
    taken = _still_to_do(due, "milestone.approve")
    if taken is not None:
        ending.approve(taken, minor=taken.milestone.minor, by=None)


@book.fires(CANCEL)
def cancel_by_clock(due: Due) -> None:
    """The freelancer did not answer the client's wish to cancel: it is granted."""
    taken = _still_to_do(due, "cancel.grant")
    if taken is not None:
        ending.cancel(taken, by=None, note=taken.milestone.cancel_reason)


def _still_to_do(due: Due, verb: str) -> Taken | None:
    assert due.room_id is not None, "whoever puts these in names the room"
    room = locked(due.room_id)
    if not book.cross_out(due.verb, due.subject):
        return None
    return taken_by_clock(room, UUID(due.subject), verb)
