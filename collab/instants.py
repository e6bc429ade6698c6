"""Instants as people and devices tell them. Pure."""

from datetime import UTC, datetime

from collab.errors import Refused


def in_utc(told: datetime, *, code: str, what: str = "An instant") -> datetime:
    """The same instant, in UTC. Raises Refused(code) for one without a zone, or that UTC has no date for."""
    if told.tzinfo is None:
        raise Refused(code, f"{what} is told with a zone: 2026-03-02T09:00:00Z.")
    try:
        return told.astimezone(UTC)
    except OverflowError:
        raise Refused(code, "This instant is beyond all calendars.") from None
