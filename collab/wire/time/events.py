"""What the log tells of time and its bills."""

from datetime import date
from typing import ClassVar, Literal
from uuid import UUID

from pydantic import StrictInt

from collab.wire.base import Data
from collab.wire.time.reports import StopHow, Timer
from collab.wire.time.weeks import AskKind, AskState, Week


class AboutWeeks(Data):
    """`weeks` are as they stand when the event is read: the row of the log has their days."""

    days: list[date]
    weeks: list[Week] = []


class TimerStarted(Data):
    kind: ClassVar[str] = "timer.started"
    id: UUID
    timer: Timer | None = None
    """As it stands; None once it has stopped."""


class TimerStopped(AboutWeeks):
    kind: ClassVar[str] = "timer.stopped"
    id: UUID
    how: StopHow
    seconds: StrictInt


class TimeReported(AboutWeeks):
    """Reports arrived, late ones among them."""

    kind: ClassVar[str] = "time.reported"
    reports: StrictInt
    seconds: StrictInt
    late: StrictInt = 0
    manual: StrictInt = 0
    """How many of them are."""


class TimeCorrected(AboutWeeks):
    kind: ClassVar[str] = "time.corrected"
    id: UUID
    before: StrictInt
    """Seconds."""
    after: StrictInt


class TimeAsked(AboutWeeks):
    kind: ClassVar[str] = "time.asked"
    id: UUID
    what: AskKind
    seconds: StrictInt


class TimeAnswered(AboutWeeks):
    kind: ClassVar[str] = "time.answered"
    id: UUID
    how: AskState
    seconds: StrictInt


class LimitReached(AboutWeeks):
    kind: ClassVar[str] = "limit.reached"
    percent: Literal[80, 100]


class OvertimeAccepted(AboutWeeks):
    kind: ClassVar[str] = "overtime.accepted"
    seconds: StrictInt


class WeekChanged(AboutWeeks):
    """Its sums are others, because of time on another contract of the same person; or its limit is higher."""

    kind: ClassVar[str] = "week.changed"


class WeekEnded(AboutWeeks):
    """Monday 00:00: the freelancer may still edit until the lock."""

    kind: ClassVar[str] = "week.ended"


class WeekBilled(AboutWeeks):
    """The lock: the diary is closed and the client charged; without a bill where there was nothing to charge."""

    kind: ClassVar[str] = "week.billed"
    minor: StrictInt


class WeekSettled(AboutWeeks):
    """Friday is over: the client can dispute it no longer."""

    kind: ClassVar[str] = "week.settled"


class BillPaid(AboutWeeks):
    kind: ClassVar[str] = "bill.paid"
    minor: StrictInt


class BillFailed(AboutWeeks):
    kind: ClassVar[str] = "bill.failed"
    reason: str


class BillCorrected(AboutWeeks):
    """Time of a billed week was taken back: a credit on a later bill, or money back where none follows."""

    kind: ClassVar[str] = "bill.corrected"
    minor: StrictInt
    reason: str = ""


class BillCardSet(Data):
    """What Mondays are charged to."""

    kind: ClassVar[str] = "bill.card"
    label: str


class ContractHeld(Data):
    """A charge failed: no time is added until it clears."""

    kind: ClassVar[str] = "contract.held"
    reason: str = ""


class ContractReleased(Data):
    kind: ClassVar[str] = "contract.released"
