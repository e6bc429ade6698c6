"""A milestone as it stands: its submissions, and what one side has asked of the other."""

from datetime import date, datetime
from typing import Literal
from uuid import UUID

from pydantic import StrictBool, StrictInt

from collab.wire.base import Wire
from collab.wire.files.state import (
    FileVersion,
)

MilestoneState = Literal[
    "draft", "funded", "submitted", "changes_requested", "approved", "cancelled", "disputed"
]
SubmissionState = Literal["waiting", "changes_requested", "approved", "cancelled"]
PartySide = Literal["client", "freelancer"]


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
