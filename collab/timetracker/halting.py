"""What steps of a contract mean for its time: a timer does not run on where the contract does not."""

from datetime import datetime

from collab.billing.purses import parties
from collab.timetracker import sheets, timers
from collab.timetracker.contracts import contract_of
from collab.timetracker.models import Report, Week
from collab.timetracker.recounting import refresh
from collab.timetracker.rules.weeks import monday_of
from collab.timetracker.standing import Here, take, taken
from collab.workrooms.following import when
from collab.workrooms.models import Room


@when("contract.pause", "contract.hold", "contract.end")
def stop_timer(room: Room, at: datetime) -> None:
    """Time that was logged is billed; none is added."""
    running = Report.objects.filter(room=room, running=True).select_related("person").first()
    if running is not None:
        take(running.person, [timers.span(running, at)])
        timers.stop(Here(room, at, contract_of(room.pk)), taken(running), "closed", by=None)


@when("terms.accept")
def set_limit(room: Room, at: datetime) -> None:
    """A raised limit counts from now on; any other for a contract that only begins."""
    weeks = Week.objects.filter(room=room, monday__gte=monday_of(at)).order_by("monday")
    mondays = list(weeks.values_list("monday", flat=True))
    if mondays:
        person = parties(room).freelancer
        sheets.take(person.pk, mondays)
        for monday in mondays:
            refresh(room, monday, at, person)
