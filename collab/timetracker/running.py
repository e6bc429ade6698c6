"""When contracts run: kept with every step that begins or halts one."""

from datetime import datetime

from django.db.models import DateTimeField, Value
from django.db.models.functions import Greatest

from collab.timetracker.models import Run
from collab.workrooms.following import when
from collab.workrooms.models import Room


@when("contract.accept", "contract.resume", "contract.release")
def begin(room: Room, at: datetime) -> None:
    if room.kind == "hourly":
        Run.objects.create(room=room, start=at)


@when("contract.pause")
def pause(room: Room, at: datetime) -> None:
    _halt(room, at, paused=True)


@when("contract.hold", "contract.end")
def halt(room: Room, at: datetime) -> None:
    _halt(room, at)


def _halt(room: Room, at: datetime, *, paused: bool = False) -> None:
    """Ended while it was paused, it has a run of no length there: so the pause has an end, too."""
    if room.kind != "hourly":
        return
    # The clock of another machine may be a little behind.
    end = Greatest("start", Value(at, DateTimeField()))
    if not Run.objects.filter(room=room, end=None).update(end=end, paused=paused):
        Run.objects.create(room=room, start=at, end=at)
