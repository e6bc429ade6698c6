"""Changing what is funded already, by agreement of both."""

from uuid import UUID

from collab import wire
from collab.billing import escrow
from collab.errors import Conflict
from collab.milestones.actions.drafting import write
from collab.milestones.answers import answer
from collab.milestones.asked import announce_cancel, end_change
from collab.milestones.models import Change, Milestone
from collab.milestones.rules import drafts
from collab.milestones.standing import Taken, take
from collab.workrooms.action import action
from collab.workrooms.log import publish
from collab.workrooms.models import Member


@action
def propose_change(seat: Member, *, milestone: UUID, draft: wire.MilestoneDraft) -> wire.MilestoneDone:
    """Raises as `take` and `drafts.clean`, Conflict `change.more`, `change.same`."""
    taken = take(seat, "change.propose", milestone)
    found = taken.milestone
    kept = _clean(taken, draft)
    if kept.minor > found.minor:
        raise Conflict(
            "change.more",
            "The amount of a funded milestone can only go down. For more, please propose another milestone.",
        )
    if kept == _present(found):
        raise Conflict("change.same", "This is what the milestone says already: nothing would change.")
    said = wire.MilestoneDraft(**kept._asdict()).model_dump(mode="json")
    Change.objects.create(milestone=found, draft=said, side=seat.side, by=seat.person, at=taken.at)
    done = publish(taken.room, wire.ChangeProposed(id=milestone), by=seat.person, at=taken.at)
    return answer(done, found, seat)


def _clean(taken: Taken, draft: wire.MilestoneDraft) -> drafts.Draft:
    terms = taken.agreed
    return drafts.clean(
        draft, currency=terms.currency, policy=terms.policy, today=taken.at.date(), before=taken.milestone.due
    )


def _present(found: Milestone) -> drafts.Draft:
    texts = [item["text"] for item in found.checklist]
    return drafts.Draft(found.title, found.description, found.minor, found.due, texts, found.revision_cap)


@action
def accept_change(seat: Member, *, milestone: UUID, change: UUID) -> wire.MilestoneDone:
    """The other side agrees to this `change`; what it costs less stays in escrow, free.

    Raises as `take`, Conflict("change.changed").
    """
    taken = take(seat, "change.accept", milestone)
    found, proposed = taken.milestone, taken.change
    if proposed is None or proposed.public_id != change:
        raise Conflict("change.changed", "Another change was proposed meanwhile. Please look again.")
    said = wire.MilestoneDraft.model_validate(proposed.draft)
    before = found.minor
    found.save(update_fields=write(found, drafts.Draft(**said.model_dump())))
    if found.minor < before:
        escrow.unbind(taken.room, before - found.minor)
    if found.cancel_at is not None:
        announce_cancel(taken)
    return answer(end_change(taken, "accepted", by=seat.person), found, seat)


@action
def decline_change(seat: Member, *, milestone: UUID) -> wire.MilestoneDone:
    taken = take(seat, "change.decline", milestone)
    return answer(end_change(taken, "declined", by=seat.person), taken.milestone, seat)


@action
def withdraw_change(seat: Member, *, milestone: UUID) -> wire.MilestoneDone:
    taken = take(seat, "change.withdraw", milestone)
    return answer(end_change(taken, "withdrawn", by=seat.person), taken.milestone, seat)
