"""In which order things wait."""

from collections.abc import Iterable
from datetime import UTC, datetime

from collab import wire


def urgency(item: wire.Waits) -> tuple[datetime, datetime]:
    """What has a deadline comes first, the nearest before all; then what waits longest."""
    return item.due.at if item.due else datetime.max.replace(tzinfo=UTC), item.since


def most_urgent(items: Iterable[wire.Waits], most: int) -> list[wire.Waits]:
    return sorted(items, key=urgency)[:most]
