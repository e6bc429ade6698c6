"""What Femi works on the booking app, in three weeks, and how it comes into the diary."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from functools import partial
from typing import NamedTuple
from uuid import UUID

from uuid_utils.compat import uuid7

from collab import wire
from collab.demo.people import FREELANCER
from collab.demo.story import Scene, Story
from collab.timetracker import actions
from collab.timetracker.models import Report

DEVICE = "Femi’s ThinkPad"
MINUTE = timedelta(minutes=1)
LEAST = 10 * MINUTE
"""So much of a shift there is to see at least."""


class Shift(NamedTuple):
    """On which day of the story, from when to when (UTC), at what."""

    day: int
    start: str
    end: str
    memo: str


SHIFTS = (
    Shift(0, "09:40", "12:10", "Calendar: two months side by side"),
    Shift(0, "13:00", "15:20", "Calendar: two months side by side"),
    Shift(1, "08:05", "11:20", "Calendar: guests in other time zones"),
    Shift(2, "08:10", "11:50", "Calendar: by keyboard and screen reader"),
    Shift(3, "09:00", "12:05", "Calendar: taken days are hatched"),
    Shift(4, "08:20", "10:55", "Tests of the calendar around changes of the clock"),
    Shift(7, "08:15", "11:40", "Search: dates and guests"),
    Shift(8, "08:30", "11:15", "Search: dates and guests"),
    CUT := Shift(8, "13:00", "16:10", "Search: results on a map"),
    Shift(9, "08:10", "12:00", "Search: results on a map"),
    Shift(10, "08:40", "11:25", "Search: what no hotel has"),
    Shift(11, "08:05", "10:40", "Tests of the search"),
    Shift(14, "08:10", "11:30", "Search: what Thursday brought up"),
    Shift(14, "12:40", "14:10", "Checkout: first screen"),
    Shift(15, "08:00", "11:45", "Checkout: first screen"),
    Shift(16, "08:30", "12:00", "Checkout: guests’ names and wishes"),
    Shift(17, "08:15", "11:10", "Checkout: guests’ names and wishes"),
    Shift(17, "13:00", "14:30", "Checkout: mistakes beside their fields"),
    Shift(18, "08:20", "10:30", "Tests of the checkout"),
)
BY_HAND = Shift(9, "15:30", "16:15", "On the phone with the hotel: what their guests ask")
IDLE = Shift(8, "14:10", "14:35", "The courier rang: that was no work.")


def scenes(story: Story, room: wire.Created, began: int) -> Iterator[Scene]:
    """Each shift when it is over, or as far as it is there by now; `began` as of `booking`."""
    ids = {shift: uuid7() for shift in SHIFTS}
    for shift, report in ids.items():
        start, end = span(story, began, shift)
        end = min(end, story.now.replace(second=0, microsecond=0))
        if end - start >= LEAST:
            yield Scene(end, partial(track, story, room, report, start, end, shift.memo))
    start, end = span(story, began, BY_HAND)
    yield Scene(end, partial(add_by_hand, story, room, start, end))
    idle = span(story, began, IDLE)
    yield Scene(story.instant(began - CUT.day, "17:05"), partial(take_out, story, room, ids[CUT], idle))


def span(story: Story, began: int, shift: Shift) -> tuple[datetime, datetime]:
    return story.instant(began - shift.day, shift.start), story.instant(began - shift.day, shift.end)


def track(story: Story, room: wire.Created, report: UUID, start: datetime, end: datetime, memo: str) -> None:
    """As a tracker sends it."""
    active = list(lively((end - start) // MINUTE))
    told = wire.ReportDraft(id=report, memo=memo, start=start, end=end, active=active)
    draft = wire.ReportsDraft(device=DEVICE, reports=[told])
    actions.report_time(story.seat(FREELANCER, room), None, draft=draft)


def lively(count: int) -> Iterator[int]:
    """The minutes with input: hardly ever all ten, and a pause for thought now and then."""
    return (minute for minute in range(count) if minute % 7 != 3 and minute % 53 < 45)


def add_by_hand(story: Story, room: wire.Created, start: datetime, end: datetime) -> None:
    draft = wire.ManualDraft(id=uuid7(), start=start, end=end, memo=BY_HAND.memo)
    actions.add_manual_time(story.seat(FREELANCER, room), None, draft=draft)


def take_out(story: Story, room: wire.Created, report: UUID, idle: tuple[datetime, datetime]) -> None:
    kept = Report.objects.get(public_id=report)
    left = [
        wire.Piece(start=start, end=end, memo=kept.memo)
        for start, end in ((kept.start, idle[0]), (idle[1], kept.end))
    ]
    seat = story.seat(FREELANCER, room)
    actions.correct(seat, None, report=report, number=0, pieces=left, reason=IDLE.memo)
