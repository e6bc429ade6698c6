"""Looking at work that was handed in: together and live, with the outcome still open."""

from uuid import UUID

from collab import limits, wire
from collab.errors import NotFound
from collab.milestones import ending
from collab.milestones.answers import answer
from collab.milestones.asked import end_less
from collab.milestones.models import Mark
from collab.milestones.rules import drafts
from collab.milestones.standing import take
from collab.workrooms.action import action
from collab.workrooms.log import publish
from collab.workrooms.models import Member


@action
def mark(
    seat: Member,
    *,
    milestone: UUID,
    item: int,
    ok: bool | None,
    remark: str = "",
    submission: int | None = None,
) -> wire.MilestoneDone:
    """Tick an item of the checklist, or not, with a remark; the freelancer sees it happen.

    Raises as `take`, Refused `remark.*`, NotFound("item.not_found").
    """
    said = drafts.said(remark, what="The remark", code="remark", most=limits.REMARK_CHARS)
    taken = take(seat, "milestone.review", milestone, submission=submission)
    if item not in {one["id"] for one in taken.submission.checklist}:
        raise NotFound("item.not_found", "The checklist has no such item.")
    Mark.objects.update_or_create(submission=taken.submission, item=item, defaults={"ok": ok, "remark": said})
    told = wire.ReviewMarked(id=milestone, item=item)
    return answer(publish(taken.room, told, by=seat.person, at=taken.at), taken.milestone, seat)


@action
def request_changes(
    seat: Member, *, milestone: UUID, note: str, submission: int | None = None
) -> wire.MilestoneDone:
    """Ask for another submission; the review clock stops. Raises as `take`, Refused `note.*`."""
    said = drafts.said(note, what="The note", code="note", needed=True)
    taken = take(seat, "milestone.request_changes", milestone, submission=submission)
    found = taken.milestone
    if found.less_minor is not None:
        end_less(taken, "withdrawn", by=seat.person)
    ending.decide(taken, "changes_requested", by=seat.person, note=said)
    found.state = taken.leads_to
    found.save(update_fields=["state"])
    told = wire.ChangesRequested(id=milestone, number=taken.submission.number)
    return answer(publish(taken.room, told, by=seat.person, at=taken.at), found, seat)


@action
def offer_less(
    seat: Member, *, milestone: UUID, minor: int, note: str = "", submission: int | None = None
) -> wire.MilestoneDone:
    """Offer to approve for less, which the freelancer accepts or not. The review clock goes on.

    Raises as `take`, Refused `less.amount`, `note.*`.
    """
    said = drafts.said(note, what="The note", code="note")
    taken = take(seat, "less.offer", milestone, submission=submission)
    found = taken.milestone
    drafts.check_less(minor, found.minor, taken.agreed.currency)
    found.less_minor, found.less_note, found.less_by, found.less_at = minor, said, seat.person, taken.at
    found.save(update_fields=["less_minor", "less_note", "less_by", "less_at"])
    done = publish(taken.room, wire.LessOffered(id=milestone, minor=minor), by=seat.person, at=taken.at)
    return answer(done, found, seat)


@action
def decline_less(seat: Member, *, milestone: UUID) -> wire.MilestoneDone:
    taken = take(seat, "less.decline", milestone)
    return answer(end_less(taken, "declined", by=seat.person), taken.milestone, seat)


@action
def withdraw_less(seat: Member, *, milestone: UUID) -> wire.MilestoneDone:
    taken = take(seat, "less.withdraw", milestone)
    return answer(end_less(taken, "withdrawn", by=seat.person), taken.milestone, seat)
