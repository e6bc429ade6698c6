"""Timers whose devices are not heard of any more: the agenda stops them, or whoever comes across one."""

from uuid import UUID

from django.db import transaction

from collab import clock
from collab.agenda import book
from collab.agenda.models import Due
from collab.timetracker import timers
from collab.timetracker.contracts import contract_of
from collab.timetracker.models import Report
from collab.timetracker.recounting import alert_running
from collab.timetracker.standing import Here, take, taken
from collab.workrooms.log import locked
from collab.workrooms.models import Room


@book.fires(timers.LAPSE)
def lapse_due(due: Due) -> None:
    """It stops, or its device was heard of meanwhile: then it has until the next instant."""
    assert due.room_id is not None, "timers run in rooms"
    room = locked(due.room_id)
    if book.cross_out(due.verb, due.subject):
        _lapse_in(room, UUID(due.subject))


@transaction.atomic(durable=True)
def lapse(room: int, report: UUID) -> None:
    """Stop it if it is over; in a transaction of its own."""
    _lapse_in(locked(room), report)


def _lapse_in(room: Room, report: UUID) -> None:
    here = Here(room, clock.now(), contract_of(room.pk))
    found = Report.objects.filter(public_id=report, running=True).select_related("person").first()
    if found is None:
        return
    take(found.person, [timers.span(found, here.at)])
    found = taken(found)
    if timers.is_alive(found, here.at):
        timers.watch(found)
        alert_running(room, found, here.at)
    else:
        timers.stop(here, found, "silent", by=None)
