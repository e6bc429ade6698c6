"""The one place that knows what time it is."""

from datetime import UTC, datetime


def now() -> datetime:
    """The current instant, aware, in UTC."""
    return datetime.now(UTC)


def stamp(instant: datetime) -> str:
    """An instant as it crosses the network: ISO 8601, UTC, microseconds, `Z`."""
    return instant.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")
