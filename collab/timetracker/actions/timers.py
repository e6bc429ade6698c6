"""Starting and stopping a timer, and hearing of it in between."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.db.models import QuerySet

from collab import clock, limits, wire
from collab.accounts.models import Person
from collab.errors import Conflict, Refused
from collab.timetracker import timers
from collab.timetracker.again import Moved, until_it_holds
from collab.timetracker.claiming import reports_in
from collab.timetracker.contracts import contract_of
from collab.timetracker.intake import full_week, reused_id
from collab.timetracker.lapsing import lapse
from collab.timetracker.models import Report
from collab.timetracker.rules import pieces
from collab.timetracker.rules.instants import seconds_of, whole
from collab.timetracker.rules.weeks import WEEK, begin_of, monday_of
from collab.timetracker.standing import Here, begin, check_hourly, find, take, taken, unknown_report
from collab.workrooms.action import action
from collab.workrooms.log import locked
from collab.workrooms.models import Member, Room
from collab.workrooms.rules import steps


def start_timer(seat: Member, key: UUID | None, *, draft: wire.TimerDraft) -> wire.TimerDone:
    """Start to work, now. A timer of this person's that runs, in whatever contract, stops, and its room is told.

    Raises as `begin`, Refused `memo.*`, `device.*`, Conflict `time.not_begun`, `report.reused`,
    `report.too_many`, `time.busy`.
    """
    return until_it_holds(lambda: _start(seat, key, draft=draft))


@action
def _start(seat: Member, *, draft: wire.TimerDraft) -> wire.TimerDone:
    memo, device = pieces.clean_memo(draft.memo), pieces.clean_device(draft.device)
    here, elsewhere = _with_rooms_of_running(seat)
    check_begun(here)
    at, before = whole(here.at), _running_of(seat.person).first()
    take(seat.person, [(at, at + 1), *([timers.span(before, here.at)] if before else [])])
    running = _running_of(seat.person).first()
    if running != before:
        raise Moved
    if known := Report.objects.filter(public_id=draft.id).select_related("room", "person").first():
        return _started_before(seat, known, memo, here)
    _check_room_in_week(seat.person, here)
    stopped = None
    if running is not None:
        place = here if running.room_id == here.room.pk else elsewhere.get(running.room_id)
        if place is None:
            raise Moved
        running = taken(running)
        timers.stop(place, running, "replaced", by=seat.person)
        stopped = timers.card(running)
    report, done = timers.begin(here, seat.person, draft, memo, device)
    return wire.TimerDone(seq=done.seq, at=done.at, timer=timers.card(report), stopped=stopped)


def _with_rooms_of_running(seat: Member) -> tuple[Here, dict[int, Here]]:
    """The seat's room, and that in which a timer of theirs runs: locked by ascending id."""
    others = list(_running_of(seat.person).exclude(room=seat.room_id).values_list("room_id", flat=True))
    rooms: list[Room] = [locked(pk) for pk in others if pk < seat.room_id]
    here = begin(seat, "time.track")
    rooms += [locked(pk) for pk in others if pk > seat.room_id]
    return here, {room.pk: Here(room, here.at, contract_of(room.pk)) for room in rooms}


def _check_room_in_week(person: Person, here: Here) -> None:
    """Raises Conflict("report.too_many")."""
    if reports_in(person.pk, monday_of(here.at)).count() >= limits.REPORTS_PER_WEEK:
        raise full_week()


def _running_of(person: Person) -> QuerySet[Report]:
    return Report.objects.filter(person=person, running=True)


def check_begun(here: Here) -> None:
    """Raises Conflict("time.not_begun") before the contract's first day."""
    at = whole(here.at)
    if not here.contract.running(at, at + 1):
        day = here.contract.first_day
        raise Conflict("time.not_begun", f"Work on this contract begins on {day:%-d %B %Y}, 00:00 UTC.")


def _started_before(seat: Member, known: Report, memo: str, here: Here) -> wire.TimerDone:
    """The device did not hear the answer to the same request."""
    mine = known.person_id == seat.person_id and known.room_id == seat.room_id
    if not (mine and known.memo == memo and known.running):
        raise reused_id()
    return wire.TimerDone(seq=known.seq, at=known.at, timer=timers.card(known))


def beat(seat: Member, *, report: UUID, active: Sequence[int] = ()) -> wire.Beaten:
    """The device of a running timer is there: it counts up to now. One that came too late hears how it ended.

    Says nothing in the room, and locks the report alone: it is heard every half minute. Raises Forbidden,
    NotFound("report.not_found").
    """
    steps.check_seat("time.stop", seat.role, seat.side)
    check_hourly(seat.room)
    now = clock.now()
    found = _extended(seat, report, pieces.bits(active), now)
    if found.running and not timers.is_alive(found, now):
        lapse(seat.room_id, report)
        found.refresh_from_db()
    lapses_at = timers.lapses_at(found) if found.running else None
    return wire.Beaten.model_validate(
        {"running": found.running, "how": found.stopped or None, "end": found.end, "lapses_at": lapses_at,
         "now": now}
    )  # fmt: skip


@transaction.atomic(durable=True)
def _extended(seat: Member, report: UUID, active: bytes, now: datetime) -> Report:
    mine = Report.objects.select_for_update().filter(room=seat.room_id, person=seat.person_id)
    found = mine.filter(public_id=report).first()
    if found is None:
        raise unknown_report()
    if timers.is_alive(found, now):
        found.end = max(found.end, now.replace(microsecond=0))
        found.active = pieces.both(bytes(found.active), active)
        found.save(update_fields=["end", "active"])
    return found


@action
def stop_timer(
    seat: Member, *, report: UUID, active: Sequence[int] = (), end: datetime | None = None
) -> wire.TimerEnded:
    """Stop it now, or back at `end`. One that was stopped before is no error.

    Raises as `begin`, NotFound("report.not_found"), Conflict("timer.none"), Refused `report.instant`, `report.order`,
    `report.future`.
    """
    here = begin(seat, "time.stop")
    found = find(here.room, seat.person, report)
    _check_end(found, end, here.at)
    sheets = take(seat.person, [timers.span(found, here.at)])
    found = taken(found)
    if not found.running:
        if not found.stopped:
            raise Conflict("timer.none", "This report was no timer: there is nothing to stop.")
        return _ended(found, wire.Done(seq=found.seq, at=here.at))
    if end is not None:
        # What of it is in a week that was billed stays there.
        billed = [begin_of(sheet.monday) + WEEK for sheet in sheets.values() if here.is_locked(sheet)]
        end = max([end, *billed])
    done = timers.stop(here, found, "stopped", by=seat.person, active=pieces.bits(active), end=end)
    return _ended(found, done)


def _check_end(report: Report, end: datetime | None, now: datetime) -> None:
    if end is None:
        return
    at = seconds_of(end)
    if at < whole(report.start):
        raise Refused("report.order", "A timer cannot end before it started.")
    if at > whole(now):
        raise Refused("report.future", "A timer cannot end in the future: only time that has passed counts.")


def _ended(report: Report, done: wire.Done) -> wire.TimerEnded:
    told = {"seq": done.seq, "at": done.at, "timer": timers.card(report), "how": report.stopped}
    return wire.TimerEnded.model_validate(told)
