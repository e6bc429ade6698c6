"""What is asked of milestones, and the answers."""

from datetime import date, datetime
from typing import Literal
from uuid import UUID

from pydantic import StrictBool, StrictInt

from collab.wire.agenda import Due
from collab.wire.base import Done, Person, Seq, Wire
from collab.wire.milestones.state import Milestone, MilestoneDraft
from collab.wire.money.state import Payment, RoomMoney

WaitKind = Literal[
    "terms", "fund", "submit", "review", "less", "change", "cancel", "payment", "submission_changes", "manual_time",
    "supplement", "overtime", "bill",
]  # fmt: skip


class MilestoneEdit(MilestoneDraft):
    """Body of `PATCH /rooms/{room}/milestones/{milestone}`: all that it shall say."""

    seen: Seq | None = None
    """The room's event up to which whoever edits saw it: nobody undoes unseen what somebody else changed after that."""


class OrderDraft(Wire):
    """Body of `PUT /rooms/{room}/milestones/order`: all that are there, first to last."""

    ids: list[UUID]


class SubmissionDraft(Wire):
    message: str
    files: list[UUID] = []
    """Versions of files in this room, at most 20; they are frozen."""


class Reviewed(Wire):
    """What is said of work that was handed in."""

    submission: StrictInt | None = None
    """The number of the one that was looked at: once another is there, nothing is done. Null is whichever is there."""


class MarkDraft(Reviewed):
    item: StrictInt
    ok: StrictBool | None = None
    remark: str = ""


class ChangesDraft(Reviewed):
    """What should be changed; the marks stand already."""

    note: str


class ApproveDraft(Reviewed):
    """In full; with a `bonus` on top when the client pays more than agreed (then with a `card`)."""

    note: str = ""
    bonus: StrictInt = 0
    card: UUID | None = None


class LessDraft(Reviewed):
    minor: StrictInt
    note: str = ""


class LessAnswer(Wire):
    """What the freelancer agrees to: the amount as they saw it."""

    minor: StrictInt


class ChangeAnswer(Wire):
    """What one agrees to: the change as one saw it."""

    id: UUID


class MilestoneDone(Done):
    milestone: Milestone


class Approved(MilestoneDone):
    """Released in full. `payment` is that of the bonus on top, if there is one: its state tells how far it is."""

    payment: Payment | None = None


class Funded(Done):
    """Paid from what was free in escrow, or on the way: then `payment` tells how far it is."""

    milestones: list[Milestone]
    payment: Payment | None = None


class MilestoneList(Wire):
    """All milestones of a room in order, the money, and what happens by itself, as of event `seq`."""

    items: list[Milestone]
    money: RoomMoney
    dues: list[Due]
    seq: Seq


class Waits(Wire):
    """Something that waits for me."""

    room: UUID
    room_title: str
    kind: WaitKind
    subject: UUID | None = None
    title: str
    minor: StrictInt | None = None
    currency: str | None = None
    since: datetime
    due: Due | None = None
    """What happens when, if I do not act."""
    due_date: date | None = None
    """When the work is due; nothing happens by itself as that day passes."""
    who: Person | None = None
    """Who waits for me."""


class Waiting(Wire):
    """Across all my rooms, the most urgent first."""

    items: list[Waits]
