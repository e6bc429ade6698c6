"""What is asked of time and its bills, and the answers."""

from datetime import date, datetime
from typing import Annotated, Literal
from uuid import UUID

from pydantic import Field, StrictInt

from collab.wire.base import Done, Seq, Wire
from collab.wire.time.reports import Piece, ReportKind, StopHow, Timer
from collab.wire.time.weeks import Ask

Outcome = Literal["accepted", "repeated", "late", "refused"]
Minutes = list[Annotated[StrictInt, Field(ge=0, le=1_440)]]
"""The minutes with input, counted from the one in which the report starts: 0, 1, 2, …"""


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
