"""Proposing milestones, and whatever is freely done with them until they are funded."""

from collections.abc import Sequence
from uuid import UUID

from django.db.models import Max

from collab import limits, wire
from collab.errors import Conflict
from collab.milestones.answers import answer
from collab.milestones.models import Milestone
from collab.milestones.rules import drafts
from collab.milestones.standing import begin, edited_after, take
from collab.workrooms.action import action
from collab.workrooms.log import publish
from collab.workrooms.models import Member


@action
def propose(seat: Member, *, draft: wire.MilestoneDraft) -> wire.MilestoneDone:
    """Either side proposes; it comes last. Raises as `begin` and `drafts.clean`, Conflict("milestone.too_many")."""
    here = begin(seat, "milestone.propose")
    terms = here.agreed
    kept = drafts.clean(draft, currency=terms.currency, policy=terms.policy, today=here.at.date())
    there = Milestone.objects.filter(room=here.room)
    if there.count() >= limits.MILESTONES_PER_ROOM:
        raise Conflict(
            "milestone.too_many", f"A contract has at most {limits.MILESTONES_PER_ROOM} milestones."
        )
    last = there.aggregate(last=Max("position"))["last"] or 0
    made = Milestone(
        room=here.room, position=last + 1, side=seat.side, by=seat.person, at=here.at, minor=kept.minor
    )
    write(made, kept)
    made.save()
    told = wire.MilestoneProposed(id=made.public_id, minor=made.minor)
    done = publish(here.room, told, by=seat.person, at=here.at)
    return answer(done, made, seat)


def write(milestone: Milestone, kept: drafts.Draft) -> list[str]:
    """Let the milestone say this; the names of its fields that changed."""
    before = [wire.ChecklistItem.model_validate(item) for item in milestone.checklist]
    items, milestone.last_item = drafts.numbered(kept.checklist, before, milestone.last_item)
    milestone.checklist = [item.model_dump() for item in items]
    milestone.title, milestone.description, milestone.minor = kept.title, kept.description, kept.minor
    milestone.due, milestone.revision_cap = kept.due, kept.revision_cap
    return ["title", "description", "minor", "due", "checklist", "last_item", "revision_cap"]


@action
def edit(
    seat: Member, *, milestone: UUID, draft: wire.MilestoneDraft, seen: int | None = None
) -> wire.MilestoneDone:
    """Either side, while it is not funded; `seen` is the event up to which they know it.

    Raises as `take` and `drafts.clean`, Conflict("milestone.changed").
    """
    taken = take(seat, "milestone.edit", milestone)
    found, terms = taken.milestone, taken.agreed
    if edited_after(taken.room, [found], seen):
        raise Conflict("milestone.changed", "It was changed meanwhile. Please look at that first.")
    kept = drafts.clean(
        draft, currency=terms.currency, policy=terms.policy, today=taken.at.date(), before=found.due
    )
    found.save(update_fields=write(found, kept))
    told = wire.MilestoneEdited(id=milestone, minor=found.minor)
    done = publish(taken.room, told, by=seat.person, at=taken.at)
    return answer(done, found, seat)


@action
def drop(seat: Member, *, milestone: UUID) -> wire.MilestoneDone:
    """The side that proposed it takes it back, while it is not funded. Raises as `take`."""
    taken = take(seat, "milestone.drop", milestone)
    found = taken.milestone
    found.state, found.ended_at = taken.leads_to, taken.at
    found.save(update_fields=["state", "ended_at"])
    done = publish(taken.room, wire.MilestoneCancelled(id=milestone), by=seat.person, at=taken.at)
    return answer(done, found, seat)


@action
def order(seat: Member, *, ids: Sequence[UUID]) -> wire.Done:
    """Put all milestones that are there into this order. Raises as `begin`, Conflict("milestone.order")."""
    here = begin(seat, "milestone.order")
    found = {one.public_id: one for one in Milestone.objects.filter(room=here.room)}
    if len(ids) != len(found) or set(ids) != set(found):
        raise Conflict(
            "milestone.order", "These are not all the milestones that are there now. Please look again."
        )
    for position, id in enumerate(ids, 1):
        found[id].position = position
    Milestone.objects.bulk_update(found.values(), ["position"])
    return publish(here.room, wire.MilestonesOrdered(ids=list(ids)), by=seat.person, at=here.at)
