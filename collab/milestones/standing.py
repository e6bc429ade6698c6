"""A milestone of a locked room, and all about it that decides what may be done."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from collab import clock, limits, wire
from collab.billing.purses import Agreed, agreed_on
from collab.errors import Conflict, NotFound
from collab.milestones.models import Change, Milestone, Submission
from collab.milestones.rules import steps
from collab.milestones.rules.steps import Standing
from collab.rows import find as rows
from collab.rows import first
from collab.workrooms.log import lock
from collab.workrooms.models import Event, Member, Room
from collab.workrooms.rules import steps as policy_steps


@dataclass(slots=True)
class Here:
    """The contract, locked, and what both agreed to about money."""

    room: Room
    at: datetime
    agreed: Agreed


@dataclass(slots=True)
class Taken(Here):
    """A step with one milestone: what it is taken on, and the state that it leads to."""

    milestone: Milestone
    submissions: list[Submission]
    """By number."""
    change: Change | None
    leads_to: wire.MilestoneState

    @property
    def submission(self) -> Submission:
        return self.submissions[-1]


def standing_of(
    milestone: Milestone, submissions: Sequence[Submission], change: Change | None, now: datetime
) -> Standing:
    """`submissions` are all of them, by number."""
    last = submissions[-1] if submissions else None
    revisions = sum(one.state == "changes_requested" for one in submissions)
    cap = milestone.revision_cap
    return Standing(
        state=milestone.state,
        side=milestone.side,
        paying=milestone.payment is not None,
        less=milestone.less_minor is not None,
        change=change.side if change else None,
        cancel=milestone.cancel_at is not None,
        cancel_over=milestone.cancel_until is not None and milestone.cancel_until <= now,
        review_over=last is not None and last.state == "waiting" and last.review_until <= now,
        revisions_left=revisions < (limits.REVISIONS_WITHOUT_CAP if cap is None else cap),
    )


def begin(seat: Member, verb: str) -> Here:
    """Lock the room for a step that is about no milestone yet. Raises as the policy's `check`, and
    Conflict("milestone.hourly").
    """
    room = lock(seat)
    policy_steps.check(verb, seat.role, seat.side, room.status)
    if room.kind != "fixed":
        raise Conflict("milestone.hourly", "This contract is paid by the hour: it has no milestones.")
    return Here(room, clock.now(), agreed_on(room))


def take(seat: Member, verb: str, milestone: UUID, *, submission: int | None = None) -> Taken:
    """Lock the room, and find the milestone ready for this step; `submission` is the number of the one that was seen.

    Raises as the policy's `check`, NotFound("milestone.not_found"), as `rules.steps.refusal`, and
    Conflict("submission.another").
    """
    room = lock(seat)
    policy_steps.check(verb, seat.role, seat.side, room.status)
    taken = _taken(room, milestone)
    standing = standing_of(taken.milestone, taken.submissions, taken.change, taken.at)
    taken.leads_to = steps.check(verb, seat.role, seat.side, room.status, standing)
    if submission not in (None, taken.submissions[-1].number if taken.submissions else None):
        raise Conflict("submission.another", "Other work was handed in meanwhile. Please look at that first.")
    return taken


def taken_by_clock(room: Room, milestone: UUID, verb: str) -> Taken | None:
    """The milestone ready for a step of the clock; None where somebody acted before."""
    taken = _taken(room, milestone)
    leads_to = steps.STEPS.get((taken.milestone.state, verb))
    if leads_to is None:
        return None
    taken.leads_to = leads_to
    return taken


def _taken(room: Room, milestone: UUID) -> Taken:
    found = find(room, milestone)
    change = first(Change, milestone_id=found.pk)
    submissions = rows(Submission, milestone_id=found.pk, order="number")
    return Taken(room, clock.now(), agreed_on(room), found, submissions, change, found.state)


def find(room: Room, milestone: UUID) -> Milestone:
    """Raises NotFound("milestone.not_found")."""
    found = first(Milestone, room_id=room.pk, public_id=milestone)
    if found is None:
        raise unknown_milestone()
    return found


def edited_after(room: Room, found: Sequence[Milestone], seen: int | None) -> bool:
    """Whether one of them was edited after the event `seen`; with None nobody asks."""
    edited = Event.objects.filter(
        room=room, kind="milestone.edited", data__id__in=[str(one.public_id) for one in found]
    )
    return seen is not None and edited.filter(seq__gt=seen).exists()


def unknown_milestone() -> NotFound:
    return NotFound("milestone.not_found", "There is no such milestone in this room.")
