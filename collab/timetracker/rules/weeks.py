"""Which week an instant is in, and what happens to a week when (domain rules, "Week and billing")."""

from datetime import UTC, date, datetime, time, timedelta
from typing import NamedTuple

from collab.wire import Policy

WEEK = timedelta(days=7)


class Instants(NamedTuple):
    """Of one week; all UTC."""

    begins: datetime
    ends_at: datetime
    locks_at: datetime
    """The diary locks, the bill is made and charged."""
    disputable_until: datetime
    available_at: datetime
    late_until: datetime
    """Until then late reports are taken into a supplement."""


def monday_of(instant: datetime) -> date:
    """The week that an instant is in, named by its Monday."""
    day = instant.astimezone(UTC).date()
    return day - timedelta(days=day.weekday())


def mondays_of(start: datetime, end: datetime) -> list[date]:
    """The weeks that [start, end) touches; an empty one touches that of its start."""
    found = [monday_of(start)]
    while begin_of(found[-1] + WEEK) < end:
        found.append(found[-1] + WEEK)
    return found


def begin_of(monday: date) -> datetime:
    """Its Monday 00:00 UTC."""
    return datetime.combine(monday, time(), UTC)


def is_monday(day: date) -> bool:
    return day.weekday() == 0


def instants(monday: date, policy: Policy, billed_at: datetime | None = None) -> Instants:
    """A bill that is made days after the lock can be disputed as many days longer, and its money is as much later."""
    begins = begin_of(monday)
    ends_at = begins + WEEK
    locks_at = ends_at + timedelta(hours=policy.review_hours)
    disputable_until = ends_at + timedelta(days=policy.dispute_days)
    if billed_at is not None and billed_at > locks_at:
        disputable_until += billed_at.astimezone(UTC).date() - locks_at.date()
    return Instants(
        begins,
        ends_at,
        locks_at,
        disputable_until,
        disputable_until + timedelta(days=policy.week_hold_days),
        locks_at + timedelta(days=policy.late_days),
    )
