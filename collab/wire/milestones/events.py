"""What the log tells of milestones."""

from typing import ClassVar, Literal
from uuid import UUID

from pydantic import StrictInt

from collab.wire.base import Data
from collab.wire.milestones.state import Milestone
from collab.wire.money.state import RoomMoney


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
