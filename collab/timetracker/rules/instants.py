"""Instants of the wire, which are whole seconds, and unix seconds, which the rules count in."""

from datetime import UTC, datetime

from collab.errors import Refused
from collab.instants import in_utc


def seconds_of(instant: datetime) -> int:
    """Unix seconds. Raises Refused("report.instant") for a part of a second, and for an instant without a zone."""
    if instant.microsecond:
        raise Refused("report.instant", "Time is told in whole seconds: 2026-03-02T09:00:00Z.")
    return int(in_utc(instant, code="report.instant", what="Time").timestamp())


def whole(instant: datetime) -> int:
    """Unix seconds, without the part of a second that has not passed."""
    return int(instant.replace(microsecond=0).timestamp())


def instant_of(seconds: int) -> datetime:
    return datetime.fromtimestamp(seconds, UTC)
