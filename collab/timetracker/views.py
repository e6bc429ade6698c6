"""The HTTP doors of time: timers, reports, the diary, and what the client says to it."""

from datetime import date
from uuid import UUID

from django.http import HttpRequest
from ninja import Router, Status

from collab import clock, wire
from collab.accounts.door import key, who
from collab.timetracker import actions
from collab.timetracker.bill_views import router as bills
from collab.timetracker.diaries import diary_of
from collab.timetracker.lists import all_weeks, my_timer
from collab.timetracker.report_views import router as reports
from collab.timetracker.rules.weeks import monday_of
from collab.workrooms.door import acting_seat, seat

router = Router(tags=["time"])
router.add_router("", bills)
router.add_router("", reports)
TIMER = "/rooms/{room}/timer"
ASK = "/rooms/{room}/asks/{ask}"


@router.get("/me/timer", response=wire.MyTimer)
def timer(request: HttpRequest) -> wire.MyTimer:
    """The timer of mine that runs, in whichever contract; and the server's clock."""
    return my_timer(who(request).person)


@router.post(TIMER, response={201: wire.TimerDone})
def start(request: HttpRequest, room: UUID, body: wire.TimerDraft) -> Status[wire.TimerDone]:
    """Start to work now. Another timer of mine stops, and the answer says which."""
    return Status(201, actions.start_timer(acting_seat(request, room), key(request), draft=body))


@router.post(f"{TIMER}/{{report}}/beat", response=wire.Beaten)
def beat(request: HttpRequest, room: UUID, report: UUID, body: wire.Beat) -> wire.Beaten:
    """My device is there: the timer counts up to now. To be sent every `policy.beat_seconds`; needs no key."""
    return actions.beat(acting_seat(request, room), report=report, active=body.active)


@router.post(f"{TIMER}/{{report}}/stop", response=wire.TimerEnded)
def stop(request: HttpRequest, room: UUID, report: UUID, body: wire.Beat) -> wire.TimerEnded:
    """Stop it now, or back at `end`. One that was stopped before is no error: the answer tells how it ended."""
    here = acting_seat(request, room)
    return actions.stop_timer(here, key(request), report=report, active=body.active, end=body.end)


@router.post("/rooms/{room}/reports", response=wire.ReportsDone)
def report(request: HttpRequest, room: UUID, body: wire.ReportsDraft) -> wire.ReportsDone:
    """What a device or another tracker measured, up to 1,000 at once. Each is judged for itself; safe to repeat."""
    return actions.report_time(acting_seat(request, room), key(request), draft=body)


@router.put("/rooms/{room}/reports/{report}/pieces", response=wire.Done)
def correct(request: HttpRequest, room: UUID, report: UUID, body: wire.CorrectionDraft) -> wire.Done:
    """What is to be left of a report of mine, until the lock: shorter, split, with another memo, or nothing."""
    here = acting_seat(request, room)
    return actions.correct(
        here, key(request), report=report, number=body.number, pieces=body.pieces, reason=body.reason
    )


@router.post("/rooms/{room}/manual-time", response={201: wire.ManualDone})
def add_manual_time(request: HttpRequest, room: UUID, body: wire.ManualDraft) -> Status[wire.ManualDone]:
    """Time that nothing measured; a question to the client where the contract does not allow it."""
    return Status(201, actions.add_manual_time(acting_seat(request, room), key(request), draft=body))


@router.post(f"{ASK}/accept", response=wire.Done)
def accept_ask(request: HttpRequest, room: UUID, ask: UUID) -> wire.Done:
    return actions.accept_ask(acting_seat(request, room), key(request), ask=ask)


@router.post(f"{ASK}/decline", response=wire.Done)
def decline_ask(request: HttpRequest, room: UUID, ask: UUID) -> wire.Done:
    return actions.decline_ask(acting_seat(request, room), key(request), ask=ask)


@router.post(f"{ASK}/withdraw", response=wire.Done)
def withdraw_ask(request: HttpRequest, room: UUID, ask: UUID) -> wire.Done:
    return actions.withdraw_ask(acting_seat(request, room), key(request), ask=ask)


@router.post("/rooms/{room}/weeks/{week}/overtime", response=wire.Done)
def accept_overtime(request: HttpRequest, room: UUID, week: date, body: wire.OvertimeDraft) -> wire.Done:
    """Pay for this much time over the limit of that week."""
    here = acting_seat(request, room)
    return actions.accept_overtime(here, key(request), week=week, seconds=body.seconds)


@router.get("/rooms/{room}/diary", response=wire.Diary)
def diary(request: HttpRequest, room: UUID, week: date | None = None) -> wire.Diary:
    """A week of this contract, named by its Monday, or this one: reports, what of them counts, and why not."""
    return diary_of(seat(request, room), week or monday_of(clock.now()))


@router.get("/rooms/{room}/weeks", response=wire.Weeks)
def weeks(request: HttpRequest, room: UUID) -> wire.Weeks:
    return all_weeks(seat(request, room))
