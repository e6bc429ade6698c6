"""In which order things wait."""

from collections.abc import Iterable
from datetime import UTC, datetime, time

from collab import wire


def urgency(item: wire.Waits) -> tuple[datetime, datetime]:
    """What has a deadline comes first, the nearest before all; then what waits longest."""
    return _deadline(item), item.since


def _deadline(item: wire.Waits) -> datetime:
    """A due date is over with its day, in UTC."""
    if item.due:
        return item.due.at
    if item.due_date:
        return datetime.combine(item.due_date, time.max, UTC)
    return datetime.max.replace(tzinfo=UTC)


def most_urgent(items: Iterable[wire.Waits], most: int) -> list[wire.Waits]:
    return sorted(items, key=urgency)[:most]
