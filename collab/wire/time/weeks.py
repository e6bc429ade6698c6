"""The diary of a week, and what is asked of the client about it."""

from datetime import date, datetime
from typing import Literal
from uuid import UUID

from pydantic import StrictInt

from collab.wire.base import Seq, Wire
from collab.wire.time.bills import Bill
from collab.wire.time.reports import Report, ReportKind, Timer

SegmentKind = Literal["tracked", "manual", "over_limit", "shadow", "outside", "late"]
"""What a stretch of a report is in the diary: it counts; it counts by hand; it is past the weekly limit; somebody
claimed it earlier; the contract was not running; or it came after the lock, for a supplement."""
WeekState = Literal["open", "review", "empty", "invoiced", "past_due", "pending", "available"]
"""`empty`: nothing to bill. `past_due`: invoiced, and the charge failed."""
AskKind = Literal["manual", "supplement"]
AskState = Literal["asked", "accepted", "declined", "withdrawn", "lapsed"]
Missing = Literal["tracked", "memo", "limit", "activity", "payment"]
"""A condition of protection that a cell does not meet."""


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
