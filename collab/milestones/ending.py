"""How milestones end: the state and the money move together. All in a transaction of an action or of the clock."""

from collab import wire
from collab.accounts.models import Person
from collab.agenda import book
from collab.billing import escrow
from collab.milestones.asked import clear_cancel, clear_less, lapse_change
from collab.milestones.silence import APPROVE
from collab.milestones.standing import Taken
from collab.rows import change
from collab.workrooms.log import publish


def approve(taken: Taken, *, minor: int, by: Person | None, note: str = "") -> wire.Done:
    """Of the milestone's amount, `minor` becomes the freelancer's; the rest stays in escrow, free."""
    room, found, at = taken.room, taken.milestone, taken.at
    release = escrow.release(
        room, taken.agreed, subject=found.public_id, title=found.title, bound=found.minor, minor=minor, at=at,
        seq=room.head + 1,
    )  # fmt: skip
    decide(taken, "approved", by=by, note=note)
    if found.less_minor is not None:
        clear_less(taken)
    found.state, found.released, found.ended_at = taken.leads_to, minor, at
    change(found, "state", "released", "ended_at")
    told = wire.MilestoneApproved(
        id=found.public_id, minor=minor, net=release.minor - release.fee, release=release.public_id
    )
    return publish(room, told, by=by, at=at)


def decide(taken: Taken, state: wire.SubmissionState, *, by: Person | None, note: str) -> None:
    """The review of the last submission is over, and its clock stops."""
    last = taken.submission
    last.state, last.note, last.decided_by, last.decided_at = state, note, by, taken.at
    change(last, "state", "note", "decided_by", "decided_at")
    book.cross_out(APPROVE, taken.milestone.public_id)


def cancel(taken: Taken, *, by: Person | None, note: str = "") -> wire.Done:
    """All that is held for a funded milestone goes back to the client."""
    room, found, at = taken.room, taken.milestone, taken.at
    lapse_change(taken, by)
    clear_cancel(taken)
    found.state, found.ended_at = taken.leads_to, at
    found.save(update_fields=["state", "ended_at"])
    done = publish(room, wire.MilestoneCancelled(id=found.public_id, refunded=found.minor), by=by, at=at)
    escrow.refund(
        room, minor=found.minor, bound=found.minor, at=at, seq=done.seq, subjects=[str(found.public_id)],
        note=note, title=found.title, by=by,
    )  # fmt: skip
    return done
