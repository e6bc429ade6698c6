"""What a report of time may say."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from collab import limits, wire
from collab.errors import Conflict, Refused
from collab.instants import in_utc
from collab.text import clean_line
from collab.timetracker.rules import pieces, weeks
from collab.timetracker.rules.claims import Span
from collab.timetracker.rules.instants import seconds_of, whole


@dataclass(frozen=True, slots=True)
class Draft:
    """A report fit to be kept: [start, end) in unix seconds by the server's clock."""

    id: UUID
    kind: wire.ReportKind
    start: int
    end: int
    memo: str
    active: bytes
    reason: str


def checked(draft: wire.ReportDraft, now: datetime, offset: int = 0) -> Draft:
    """What a device says, by the server's clock. `offset`: how far its own is ahead, in seconds.

    Raises Refused: `report.instant`, `report.order`, `report.length`, `report.future`, `report.active`, `memo.*`,
    `reason.*`.
    """
    first, last = seconds_of(draft.start), seconds_of(draft.end)
    start, end = first - offset, last - offset
    check_span(start, end, now)
    if draft.active and max(draft.active) > last_minute(first, last):
        raise Refused("report.active", "There are minutes with input after the end of this report.")
    active = pieces.bits(moved(draft.active, first, last, offset))
    return Draft(
        draft.id, draft.kind, start, end, pieces.clean_memo(draft.memo), active, clean_reason(draft.reason)
    )


def moved(active: Sequence[int], start: int, end: int, offset: int) -> list[int]:
    """Minutes of [start, end) on a clock that is ahead, as minutes of the same report on the server's: each is the one
    that the middle of it falls into.
    """
    first, shift = start // 60, (start - offset) // 60
    return [
        (min(max((first + one) * 60 + 30, start), end - 1) - offset) // 60 - shift for one in active
    ]  # fmt: skip


def check_span(start: int, end: int, now: datetime) -> None:
    """Raises Refused: `report.order`, `report.length`, `report.future`."""
    if end <= start:
        raise Refused("report.order", "A report must end after it starts.")
    if end - start > limits.REPORT_SECONDS:
        raise Refused(
            "report.length",
            f"A report may be at most {limits.REPORT_SECONDS // 3600} hours long; this has {_hours(end - start)}.",
        )
    if end > whole(now) + limits.FUTURE_SECONDS:
        raise Refused(
            "report.future", "This report ends in the future: only time that has passed can be told."
        )


def _hours(seconds: int) -> str:
    return f"{seconds // 3600:,} h {seconds % 3600 // 60} min"


def clean_reason(reason: str) -> str:
    """Raises Refused `reason.*`."""
    if not reason.strip():
        return ""
    return clean_line(reason, most=limits.REASON_CHARS, code="reason", what="The reason")


def last_minute(start: int, end: int) -> int:
    """The number of the last minute of the clock that [start, end) touches, counted from that of its start."""
    return (end - 1) // 60 - start // 60


def offset_of(sent_at: datetime | None, now: datetime) -> int:
    """How many seconds a device's clock is ahead, to the nearest; 0 where it did not say.

    Raises Refused("report.instant") for one without a zone.
    """
    if sent_at is None:
        return 0
    shown = in_utc(sent_at, code="report.instant", what="The device's clock")
    return round((shown - now).total_seconds())


def flag_of(offset: int, policy: wire.Policy) -> int:
    """The offset where it is more than the policy lets pass; else 0."""
    return offset if abs(offset) > policy.skew_seconds else 0


def check_running(start: int, end: int, running: Sequence[Span]) -> None:
    """Raises Conflict("report.not_running") where no second of it lies in time when the contract ran."""
    if not any(first < end and last > start for first, last in running):
        raise Conflict(
            "report.not_running", "The contract was not running at that time, so none of it can be added."
        )


def is_late(monday: date, now: datetime, policy: wire.Policy) -> bool:
    """Whether a report of this week comes after its lock.

    Raises Conflict("report.too_late") where it comes so late that no supplement takes it.
    """
    if (why := closed_week(monday, now, policy)) is not None:
        raise why
    return now >= weeks.instants(monday, policy).locks_at


def closed_week(monday: date, now: datetime, policy: wire.Policy) -> Conflict | None:
    """Why no supplement takes a report of this week any more."""
    if now < weeks.instants(monday, policy).late_until:
        return None
    return Conflict(
        "report.too_late",
        f"The week of {monday:%-d %B %Y} was billed more than {policy.late_days} days ago: "
        "it takes no more time. Agree on a bonus with the client instead.",
    )
