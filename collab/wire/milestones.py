"""Milestones: what is to be done for how much, submissions and their review."""

from datetime import date, datetime
from typing import ClassVar, Literal
from uuid import UUID

from pydantic import StrictBool, StrictInt

from collab.wire.agenda import Due
from collab.wire.base import Data, Done, Person, Seq, Wire
from collab.wire.files import FileVersion
from collab.wire.money import Payment, RoomMoney

MilestoneState = Literal[
    "draft", "funded", "submitted", "changes_requested", "approved", "cancelled", "disputed"
]
SubmissionState = Literal["waiting", "changes_requested", "approved", "cancelled"]
PartySide = Literal["client", "freelancer"]
WaitKind = Literal[
    "terms", "fund", "submit", "review", "less", "change", "cancel", "payment", "submission_changes", "manual_time",
    "supplement", "overtime", "bill",
]  # fmt: skip


# ── state ───────────────────────────────────────────────────────────────────────────────────────────────────────


class ChecklistItem(Wire):
    """What acceptance looks at; `id` is 1, 2, 3 … in its milestone and never used again."""

    id: StrictInt
    text: str


class ItemMark(Wire):
    """What the client thinks of one item of a submission: ticked, not good, or not looked at; with a remark."""

    item: StrictInt
    ok: StrictBool | None = None
    remark: str = ""


class Submission(Wire):
    """Work handed in. Its message and files are frozen."""

    number: StrictInt
    state: SubmissionState
    message: str
    files: list[FileVersion] = []
    checklist: list[ChecklistItem]
    """As it was then."""
    marks: list[ItemMark] = []
    note: str = ""
    """What the client said when asking for changes or approving."""
    by: UUID
    at: datetime
    review_until: datetime | None = None
    """If the client does not act until then, it is approved in full."""
    decided_by: UUID | None = None
    decided_at: datetime | None = None


class MilestoneDraft(Wire):
    """What a milestone says. The currency is the contract's."""

    title: str
    description: str = ""
    minor: StrictInt
    due: date | None = None
    checklist: list[str] = []
    revision_cap: StrictInt | None = None
    """How often changes may be asked for; null: as often as needed."""


class Change(Wire):
    """A funded milestone changes only when both agree."""

    id: UUID
    draft: MilestoneDraft
    side: PartySide
    """Who proposed it; the other side decides."""
    by: UUID
    at: datetime


class LessOffer(Wire):
    """The client offers less than the full amount; the freelancer decides. The rest stays in escrow."""

    minor: StrictInt
    note: str = ""
    by: UUID
    at: datetime


class CancelAsked(Wire):
    """The client asks to cancel a funded milestone; silence cancels it and refunds."""

    by: UUID
    at: datetime
    until: datetime
    reason: str = ""


class Milestone(Wire):
    id: UUID
    position: StrictInt
    title: str
    description: str
    minor: StrictInt
    currency: str
    due: date | None = None
    checklist: list[ChecklistItem] = []
    revision_cap: StrictInt | None = None
    state: MilestoneState
    side: PartySide
    """Who proposed it."""
    by: UUID
    at: datetime
    paying: UUID | None = None
    """The payment that funds it, while it is under way: nothing else can be done with it meanwhile."""
    funded_at: datetime | None = None
    submissions: list[Submission] = []
    change: Change | None = None
    less: LessOffer | None = None
    cancel: CancelAsked | None = None
    released: StrictInt = 0
    """What was approved, before the freelancer's fee."""
    ended_at: datetime | None = None
    whose: PartySide | None = None
    """Whose turn it is."""
    may: list[str] = []
    """The steps open to whoever asks; empty in events (recomputed by the page from role and state)."""


# ── events ──────────────────────────────────────────────────────────────────────────────────────────────────────


class AboutMilestone(Data):
    """`milestone` and `money` are as they stand when the event is read: the row of the log has the id.

    Of several events about one milestone that are read together, the last one carries it; likewise a room's money.
    """

    id: UUID
    milestone: Milestone | None = None
    money: RoomMoney | None = None


class AboutCost(AboutMilestone):
    minor: StrictInt | None = None
    """What it cost then: it may cost something else later. None in rows from before this was written down."""


class MilestoneProposed(AboutCost):
    kind: ClassVar[str] = "milestone.proposed"


class MilestoneEdited(AboutCost):
    kind: ClassVar[str] = "milestone.edited"


class MilestonesOrdered(Data):
    """All that are there, first to last."""

    kind: ClassVar[str] = "milestones.ordered"
    ids: list[UUID]


class MilestoneFunded(AboutCost):
    kind: ClassVar[str] = "milestone.funded"
    payment: UUID | None = None
    """None when it was paid from what was free in escrow."""


class MilestoneSubmitted(AboutMilestone):
    kind: ClassVar[str] = "milestone.submitted"
    number: StrictInt


class ReviewMarked(AboutMilestone):
    """The client ticks and remarks, and the freelancer sees it happen."""

    kind: ClassVar[str] = "review.marked"
    item: StrictInt


class ChangesRequested(AboutMilestone):
    kind: ClassVar[str] = "milestone.changes_requested"
    number: StrictInt


class MilestoneApproved(AboutMilestone):
    """`by` of the event is null when the review clock did it."""

    kind: ClassVar[str] = "milestone.approved"
    minor: StrictInt
    """What was released, before the freelancer's fee."""
    net: StrictInt
    release: UUID


class LessOffered(AboutMilestone):
    kind: ClassVar[str] = "less.offered"
    minor: StrictInt


class LessEnded(AboutMilestone):
    """The offer of less was declined or withdrawn; accepted, a `milestone.approved` stands in its place."""

    kind: ClassVar[str] = "less.ended"
    how: Literal["declined", "withdrawn"]


class ChangeProposed(AboutMilestone):
    kind: ClassVar[str] = "change.proposed"


class ChangeEnded(AboutMilestone):
    kind: ClassVar[str] = "change.ended"
    how: Literal["accepted", "declined", "withdrawn", "lapsed"]
    """It lapses when work is handed in, or the milestone cancelled, before anybody answered."""


class CancelWanted(AboutMilestone):
    kind: ClassVar[str] = "cancel.asked"


class CancelEnded(AboutMilestone):
    """The client's wish to cancel was declined or withdrawn; granted, a `milestone.cancelled` stands in its place."""

    kind: ClassVar[str] = "cancel.ended"
    how: Literal["declined", "withdrawn"]


class MilestoneCancelled(AboutMilestone):
    kind: ClassVar[str] = "milestone.cancelled"
    refunded: StrictInt = 0


# ── bodies and answers ──────────────────────────────────────────────────────────────────────────────────────────


class OrderDraft(Wire):
    """Body of `PUT /rooms/{room}/milestones/order`: all that are there, first to last."""

    ids: list[UUID]


class SubmissionDraft(Wire):
    message: str
    files: list[UUID] = []
    """Versions of files in this room, at most 20; they are frozen."""


class MarkDraft(Wire):
    item: StrictInt
    ok: StrictBool | None = None
    remark: str = ""


class ChangesDraft(Wire):
    """What should be changed; the marks stand already."""

    note: str


class ApproveDraft(Wire):
    """In full; with a `bonus` on top when the client pays more than agreed (then with a `card`)."""

    note: str = ""
    bonus: StrictInt = 0
    card: UUID | None = None


class LessDraft(Wire):
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
