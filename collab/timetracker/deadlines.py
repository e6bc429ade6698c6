"""What the clock does to time that is kept. Safe to fire twice: the agenda's row goes with the step."""

from collab import clock
from collab.agenda import book
from collab.agenda.models import Due
from collab.billing.purses import parties
from collab.timetracker import asks, sheets
from collab.timetracker.dues import monday_in
from collab.timetracker.models import Ask
from collab.timetracker.recounting import RECOUNT, refresh
from collab.workrooms.log import locked


@book.fires(RECOUNT)
def recount_by_clock(due: Due) -> None:
    """Time on another contract of the same person came or went.

    The sheet comes before the agenda's row: whoever puts that in holds the sheet.
    """
    assert due.room_id is not None, "weeks are of rooms"
    room, monday = locked(due.room_id), monday_in(due.subject)
    person = parties(room).freelancer
    sheets.take(person.pk, [monday])
    if book.cross_out(due.verb, due.subject):
        refresh(room, monday, clock.now(), person)


@book.fires(asks.LAPSE)
def lapse_ask(due: Due) -> None:
    """The client did not answer: it stays unpaid."""
    assert due.room_id is not None, "questions are asked in rooms"
    room = locked(due.room_id)
    if not book.cross_out(due.verb, due.subject):
        return
    ask = Ask.objects.filter(room=room, public_id=due.subject, state="asked").first()
    if ask is not None:
        asks.end(room, ask, "lapsed", None, clock.now())
