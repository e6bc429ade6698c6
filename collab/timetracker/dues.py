"""What the agenda calls that which happens to a week by itself."""

from datetime import date
from typing import Final

from collab.workrooms.models import Room

END: Final = "week.end"
"""Monday 00:00: it is over, and the next one begins."""
BILL: Final = "week.bill"
"""Monday 12:00: its diary locks, the bill is made and charged."""
SETTLE: Final = "week.settle"
"""Saturday 00:00: the client can dispute it no longer."""
RETRY: Final = "bill.retry"
"""A charge that failed is tried again."""
FORETELL: Final = "week.foretell"
"""What the next bill comes to, or what it is charged to, is to be said anew."""
RETURN: Final = "credit.return"
"""A credit that no bill follows goes back to the client."""
UNBILLED: Final = ("open", "review")
"""States in which no bill was made yet."""


def subject_of(room: Room, monday: date) -> str:
    """One week of one contract."""
    return f"{room.public_id}/{monday.isoformat()}"


def monday_in(subject: str) -> date:
    return date.fromisoformat(subject.partition("/")[2])


def named(monday: date) -> str:
    """For people."""
    return f"week of {monday:%-d %B}"
