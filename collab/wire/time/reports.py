"""What was measured or written down: timers that run, reports, and what is left of them."""

from datetime import datetime
from typing import Literal
from uuid import UUID

from pydantic import StrictInt

from collab.wire.base import Wire

ReportKind = Literal["tracked", "manual"]
StopHow = Literal["stopped", "replaced", "silent", "closed"]
"""By its worker; by another timer of theirs; its device fell silent; the contract stopped running, or it ran for a
whole day."""


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


class MyTimer(Wire):
    """The timer of mine that runs, wherever it is."""

    timer: Timer | None
    now: datetime
    """The server's clock, which places it."""


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
