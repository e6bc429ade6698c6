"""The weeks of a contract, each with what happens to it by itself: rows of the agenda that both sides see before."""

from datetime import date, datetime
from typing import Final

from collab.agenda import book
from collab.timetracker.contracts import contract_of
from collab.timetracker.models import Week
from collab.timetracker.rules.weeks import WEEK, instants
from collab.workrooms.models import Room
from collab.workrooms.rules.steps import CLOSED

END: Final = "week.end"
"""Monday 00:00: it is over, and the next one begins."""
BILL: Final = "week.bill"
"""Monday 12:00: its diary locks, the bill is made and charged."""
SETTLE: Final = "week.settle"
"""Saturday 00:00: the client can dispute it no longer."""
OPEN: Final = ("open", "review")
"""States in which no bill was made yet."""


def subject_of(room: Room, monday: date) -> str:
    """What the agenda calls it."""
    return f"{room.public_id}/{monday.isoformat()}"


def monday_in(subject: str) -> date:
    return date.fromisoformat(subject.partition("/")[2])


def named(monday: date) -> str:
    """For people."""
    return f"week of {monday:%-d %B}"


def ensure(room: Room, monday: date, at: datetime) -> Week:
    """The week of a locked room with an hourly contract that was accepted; made, with its dues, where it is new."""
    found = Week.objects.filter(room=room, monday=monday).first()
    if found is not None:
        return found
    contract = contract_of(room.pk)
    when = instants(monday, contract.policy)
    week = Week.objects.create(room=room, monday=monday, limit=contract.limit(monday))
    subject, name = subject_of(room, monday), named(monday)
    book.put(
        END, subject, when.ends_at, f"The {name} ends; its diary can be corrected until it is billed.",
        room_id=room.pk, side="freelancer",
    )  # fmt: skip
    book.put(
        BILL, subject, when.locks_at, f"The diary of the {name} locks, and what it comes to is charged.",
        room_id=room.pk, side="freelancer",
    )  # fmt: skip
    return week


def go_on(room: Room, monday: date, at: datetime) -> None:
    """The week after this one, as long as the contract is not over."""
    if room.status not in CLOSED:
        ensure(room, monday + WEEK, at)
