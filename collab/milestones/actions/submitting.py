"""Handing work in."""

from collections.abc import Sequence
from datetime import timedelta
from uuid import UUID

from collab import limits, wire
from collab.agenda import book
from collab.billing.purses import parties
from collab.errors import Refused
from collab.files.attaching import versions_in
from collab.files.freezing import freeze
from collab.files.models import FrozenSet
from collab.milestones.answers import answer
from collab.milestones.asked import lapse_change, stop_cancel
from collab.milestones.models import Submission
from collab.milestones.rules import drafts
from collab.milestones.silence import APPROVE, sentence
from collab.milestones.standing import Taken, take
from collab.money import Money
from collab.workrooms.action import action
from collab.workrooms.log import publish
from collab.workrooms.models import Member


@action
def submit(seat: Member, *, milestone: UUID, message: str, files: Sequence[UUID] = ()) -> wire.MilestoneDone:
    """Hand work in: message and files stay as they are for good, and the review clock starts.

    Whatever change was proposed lapses, and a wish to cancel is thereby declined. Raises as `take`, Refused
    `submission.*`, NotFound("file.not_found"), Conflict `file.deleted`, `file.damaged`.
    """
    said = drafts.said(message, what="The message", code="submission", most=limits.TEXT_CHARS, needed=True)
    _check_files(files)
    taken = take(seat, "milestone.submit", milestone)
    found, room, at = taken.milestone, taken.room, taken.at
    number = len(taken.submissions) + 1
    frozen = _frozen(seat, taken, files, number)
    lapse_change(taken, by=seat.person)
    stop_cancel(taken, "declined", by=seat.person)
    until = at + timedelta(days=taken.agreed.policy.review_days)
    Submission.objects.create(
        milestone=found, number=number, message=said, frozen_set=frozen, checklist=found.checklist,
        by=seat.person, at=at, review_until=until,
    )  # fmt: skip
    found.state = taken.leads_to
    found.save(update_fields=["state"])
    both, money = parties(room), Money(found.minor, taken.agreed.currency)
    words = sentence(
        f"If {both.client.name} does not act, {money} is released to {both.freelancer.name}", found.title
    )
    book.put(APPROVE, found.public_id, until, words, room_id=room.pk, side="client")
    done = publish(room, wire.MilestoneSubmitted(id=milestone, number=number), by=seat.person, at=at)
    return answer(done, found, seat)


def _check_files(files: Sequence[UUID]) -> None:
    if len(files) > limits.FILES_PER_MESSAGE:
        raise Refused(
            "submission.too_many_files", f"At most {limits.FILES_PER_MESSAGE} files are handed in at once."
        )
    if len(set(files)) < len(files):
        raise Refused("submission.file_twice", "Each file can be handed in only once.")


def _frozen(seat: Member, taken: Taken, files: Sequence[UUID], number: int) -> FrozenSet | None:
    if not files:
        return None
    cause = f"submission:{taken.milestone.public_id}/{number}"
    return freeze(taken.room, seat.person, versions_in(taken.room, files), cause, taken.at)
