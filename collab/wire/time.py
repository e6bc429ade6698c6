"""Time by the hour: timers, reports, the diary of a week, and its bill. Instants are whole seconds; weeks begin on
Monday 00:00 UTC and are named by that day. Money is whole minor units of the contract's currency."""

from datetime import date, datetime
from typing import Annotated, ClassVar, Literal
from uuid import UUID

from pydantic import Field, StrictInt

from collab.wire.base import Data, Done, Seq, Wire

ReportKind = Literal["tracked", "manual"]
SegmentKind = Literal["tracked", "manual", "over_limit", "shadow", "outside", "late"]
"""What a stretch of a report is in the diary: it counts; it counts by hand; it is past the weekly limit; somebody
claimed it earlier; the contract was not running; or it came after the lock, for a supplement."""
WeekState = Literal["open", "review", "empty", "invoiced", "past_due", "pending", "available"]
"""`empty`: nothing to bill. `past_due`: invoiced, and the charge failed."""
BillLineKind = Literal["tracked", "manual", "over_limit", "retainer", "supplement", "correction"]
AskKind = Literal["manual", "supplement"]
AskState = Literal["asked", "accepted", "declined", "withdrawn", "lapsed"]
StopHow = Literal["stopped", "replaced", "silent", "closed"]
"""By its worker; by another timer of theirs; its device fell silent; the contract stopped running, or it ran for a
whole day."""
Outcome = Literal["accepted", "repeated", "late", "refused"]
Missing = Literal["tracked", "memo", "limit", "activity", "payment"]
"""A condition of protection that a cell does not meet."""
Minutes = list[Annotated[StrictInt, Field(ge=0, le=1_440)]]
"""The minutes with input, counted from the one in which the report starts: 0, 1, 2, …"""


# ── state ───────────────────────────────────────────────────────────────────────────────────────────────────────


class Timer(Wire):
    """A report that runs: its heartbeats extend it."""

    id: UUID
    room: UUID
    room_title: str = ""
    person: UUID
    device: str
    memo: str
    start: datetime
    end: datetime
    """So far: when its device was last heard of."""
    lapses_at: datetime
    """If its device says nothing until then, the timer stops at `end`."""


class Piece(Wire):
    """What is left of a report: half-open, [start, end)."""

    start: datetime
    end: datetime
    memo: str


class Correction(Wire):
    """One change of a report; no pieces after is a deletion."""

    number: StrictInt
    before: list[Piece]
    after: list[Piece]
    reason: str = ""
    by: UUID
    at: datetime


class Report(Wire):
    """A time report as it was made, and what is left of it after corrections."""

    id: UUID
    person: UUID
    device: str
    kind: ReportKind
    memo: str
    start: datetime
    end: datetime
    running: bool = False
    flagged: StrictInt = 0
    """How many seconds the device's clock was off, where that is more than the policy lets pass; else 0."""
    late: bool = False
    """It came after the lock of its week."""
    reason: str = ""
    at: datetime
    """When it arrived."""
    corrections: list[Correction] = []


class Segment(Wire):
    """A stretch of one report that is one kind of time: [start, end)."""

    report: UUID
    start: datetime
    end: datetime
    kind: SegmentKind
    source: ReportKind
    memo: str


class Cell(Wire):
    """Ten minutes from `start` (a multiple of ten minutes UTC): what of it counts, and why not."""

    start: datetime
    seconds: dict[SegmentKind, StrictInt]
    activity: StrictInt
    """Minutes with input, 0–10."""
    missing: list[Missing]
    """What keeps it from being protected; empty for a protected one."""


class Sums(Wire):
    """Seconds of a week by kind."""

    tracked: StrictInt = 0
    manual: StrictInt = 0
    over_limit: StrictInt = 0
    shadow: StrictInt = 0
    outside: StrictInt = 0
    late: StrictInt = 0


class BillLine(Wire):
    kind: BillLineKind
    week: date
    """Of the work; earlier than the bill's for what came late."""
    seconds: StrictInt
    """0 for a retainer; negative for time taken back."""
    rate: StrictInt | None
    """Minor units per hour."""
    minor: StrictInt
    text: str = ""


class Bill(Wire):
    """What a week costs. Until the lock a preview, which equals the bill to the cent if nothing changes."""

    id: UUID | None
    """None for a preview."""
    week: date
    currency: str
    lines: list[BillLine]
    minor: StrictInt
    """Their sum."""
    fee: StrictInt
    """The client's, on top."""
    total: StrictInt
    net: StrictInt
    """What the freelancer gets, after their fee."""
    carried: StrictInt = 0
    """A credit that this bill could not take up; the next one does, or it goes back to the client. Zero or less."""
    state: Literal["preview", "charging", "paid", "past_due"]
    trouble: str = ""
    retry_at: datetime | None = None
    paper: UUID | None = None
    path: str | None = None
    """Of the invoice's PDF."""
    at: datetime | None = None
    """When it was made; None for a preview."""
    charged_at: datetime
    """When the card is, or was, charged."""
    available_at: datetime


class Ask(Wire):
    """Time that counts only if the client accepts it: by hand where the contract does not allow that, or late."""

    id: UUID
    kind: AskKind
    state: AskState
    week: date
    start: datetime | None = None
    end: datetime | None = None
    memo: str = ""
    seconds: StrictInt
    minor: StrictInt
    reason: str = ""
    by: UUID
    at: datetime
    until: datetime
    """If the client does not answer until then, it stays unpaid."""
    decided_by: UUID | None = None
    decided_at: datetime | None = None


class Week(Wire):
    """A contract's week at a glance; timers that run are not in it yet."""

    week: date
    state: WeekState
    ends_at: datetime
    locks_at: datetime
    """The diary locks, the bill is made and charged."""
    disputable_until: datetime
    available_at: datetime
    sums: Sums
    limit: StrictInt
    """Seconds that may count, as of now."""
    rate: StrictInt
    """Minor units per hour of its time; one that was changed counts from a Monday on."""
    over_accepted: StrictInt = 0
    """Of those over the limit, what the client accepted."""
    billed: StrictInt = 0
    """Seconds of it that are on bills since its lock, or will be, and were not taken back."""
    asks: list[Ask] = []
    bill: Bill | None = None
    """Made, or as a preview; None where there is nothing to bill."""


class Diary(Wire):
    """A week of one contract as far as event `seq`."""

    week: Week
    running: Timer | None
    reports: list[Report]
    segments: list[Segment]
    """By time."""
    cells: list[Cell]
    days: list[Sums]
    """Monday to Sunday, UTC."""
    may: list[str]
    seq: Seq


class Weeks(Wire):
    """The newest first."""

    items: list[Week]
    running: Timer | None
    card: str | None
    """What Monday's bill is charged to: `Visa •••• 4242`; shown to both sides. None: nothing can be charged."""
    card_id: UUID | None
    """Only for its owner."""
    memos: list[str]
    """Used before, the last first."""
    may: list[str]
    total: Sums
    """Of the whole contract."""
    seq: Seq


class MyTimer(Wire):
    """The timer of mine that runs, wherever it is."""

    timer: Timer | None
    now: datetime
    """The server's clock, which places it."""


# ── events ──────────────────────────────────────────────────────────────────────────────────────────────────────


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


# ── bodies and answers ──────────────────────────────────────────────────────────────────────────────────────────


class TimerDraft(Wire):
    """Body of `POST /rooms/{room}/timer`."""

    id: UUID
    """Of the report that it becomes; made by the device."""
    device: str
    memo: str


class TimerDone(Done):
    timer: Timer
    stopped: Timer | None = None
    """The one that ran elsewhere, as it ended."""


class Beat(Wire):
    """Body of `POST …/timer/{report}/beat` and `…/stop`: minutes with input so far. `end` is between start and now."""

    active: Minutes = []
    end: datetime | None = None
    """Only to stop, and only back: what the worker did not work."""


class Beaten(Wire):
    """`running` is false when it was stopped meanwhile, at `end`; `how` tells by what: its device goes on after
    `silent` alone."""

    running: bool
    how: StopHow | None = None
    end: datetime
    lapses_at: datetime | None
    now: datetime


class TimerEnded(Done):
    """What `…/stop` answers. One that was stopped before is no error: how it ended then."""

    timer: Timer
    how: StopHow


class ReportDraft(Wire):
    """A tracked report of a device, in whole seconds."""

    id: UUID
    memo: str
    start: datetime
    end: datetime
    active: Minutes = []
    kind: ReportKind = "tracked"
    reason: str = ""


class ReportsDraft(Wire):
    """Body of `POST /rooms/{room}/reports`. `sent_at` is the device's own clock: what it is off is taken away."""

    device: str
    sent_at: datetime | None = None
    reports: list[ReportDraft]


class Reported(Wire):
    """What became of one report. `seconds` count; `shadow` were claimed before by another."""

    id: UUID
    outcome: Outcome
    seconds: StrictInt = 0
    shadow: StrictInt = 0
    over_limit: StrictInt = 0
    outside: StrictInt = 0
    code: str = ""
    message: str = ""


class ReportsDone(Wire):
    """`seq` is None where nothing was new."""

    seq: Seq | None
    at: datetime
    results: list[Reported]


class CorrectionDraft(Wire):
    """Body of `PUT …/reports/{report}/pieces`: what is to be left of it. `number` of the last correction seen."""

    number: StrictInt
    pieces: list[Piece]
    reason: str = ""


class ManualDraft(Wire):
    """Body of `POST /rooms/{room}/manual-time`; a question to the client where the contract does not allow it."""

    id: UUID
    start: datetime
    end: datetime
    memo: str
    reason: str = ""


class ManualDone(Done):
    ask: Ask | None
    """The question; None where it counts at once."""


class OvertimeDraft(Wire):
    """Body of `POST …/weeks/{week}/overtime`: how many seconds over the limit the client will pay for, as seen."""

    seconds: StrictInt


class TakeBackDraft(Wire):
    """Body of `POST …/weeks/{week}/take-back`: time of a billed week that was none."""

    seconds: StrictInt
    reason: str


class BillCardDraft(Wire):
    card: UUID


class TimeLine(Wire):
    """A row of a report over time. `minor` before fees."""

    key: str
    label: str
    seconds: StrictInt
    manual: StrictInt
    over_limit: StrictInt
    late: StrictInt = 0
    """Came after the lock and was accepted; not among `seconds`."""
    minor: StrictInt
    currency: str


class TimeReport(Wire):
    """Time from one day to another (both in it, UTC), by person, contract, week or memo."""

    by: Literal["person", "contract", "week", "memo"]
    first: date
    last: date
    lines: list[TimeLine]
    seconds: StrictInt
