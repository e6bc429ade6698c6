"""The doors of time, for the inventory in tests/world.py: the verb of each, and a body that is understood."""

from datetime import timedelta
from typing import Any
from uuid import UUID, uuid4

from django.db import transaction

from collab import clock, wire
from collab.accounts.models import Person
from collab.timetracker import sheets, weeks
from collab.timetracker.models import Ask, Bill, Report, Run
from collab.timetracker.recounting import recount
from collab.timetracker.rules.weeks import begin_of, monday_of
from collab.workrooms import log
from collab.workrooms.models import Room

Route = tuple[str, str]
REPORT = UUID("00000000-0000-7000-8000-00000000000d")
"""A report of Bob's."""
ASK = UUID("00000000-0000-7000-8000-00000000000e")
"""Late time of his, which waits for Alice."""
BILL = UUID("00000000-0000-7000-8000-00000000000f")
"""Of the last week, past due."""
WEEK = monday_of(clock.now()) - timedelta(days=7)
"""The last one, with time over its limit."""
BEGAN = clock.now().replace(microsecond=0) - timedelta(hours=2)
ENDED = BEGAN + timedelta(hours=1)
SPAN = {"start": BEGAN.isoformat(), "end": ENDED.isoformat(), "memo": "Form"}
DRAFT = {"id": str(UUID(int=7)), **SPAN}

TIMER = "/rooms/{room}/timer"
ASKED = "/rooms/{room}/asks/{ask}"


def routes(card: UUID) -> dict[Route, tuple[str, dict[str, Any] | None]]:
    """`card` is one of Alice's."""
    return {
        ("POST", TIMER): ("time.track", {"id": str(UUID(int=8)), "device": "laptop", "memo": "Form"}),
        ("POST", f"{TIMER}/{{report}}/beat"): ("time.stop", {"active": [0, 1]}),
        ("POST", f"{TIMER}/{{report}}/stop"): ("time.stop", {"active": [0, 1]}),
        ("POST", "/rooms/{room}/reports"): ("time.report", {"device": "laptop", "reports": [DRAFT]}),
        ("PUT", "/rooms/{room}/reports/{report}/pieces"): ("time.correct", {"number": 0, "pieces": []}),
        ("POST", "/rooms/{room}/manual-time"): ("time.ask", DRAFT),
        ("POST", f"{ASKED}/accept"): ("time.answer", {}),
        ("POST", f"{ASKED}/decline"): ("time.answer", {}),
        ("POST", f"{ASKED}/withdraw"): ("time.withdraw", {}),
        ("POST", "/rooms/{room}/weeks/{week}/overtime"): ("overtime.accept", {"seconds": 600}),
        ("GET", "/rooms/{room}/diary"): ("time.read", None),
        ("GET", "/rooms/{room}/weeks"): ("time.read", None),
        ("GET", "/rooms/{room}/weeks/{week}/bill"): ("time.read", None),
        ("POST", "/rooms/{room}/weeks/{week}/take-back"): (
            "time.take_back",
            {"seconds": 60, "reason": "Lunch."},
        ),
        ("PUT", "/rooms/{room}/billing-card"): ("bill.card", {"card": str(card)}),
        ("POST", "/rooms/{room}/bills/{bill}/pay"): ("bill.pay", {"card": str(card)}),
    }


PLACES = {"report": REPORT, "ask": ASK, "week": WEEK, "bill": BILL}


def ready(room: Room, bob: Person, verb: str) -> None:
    """Make the contract one by the hour that runs for a month, and bring it to where the verb has a meaning."""
    _by_the_hour(room)
    if verb in ("time.stop", "time.correct"):
        running = verb == "time.stop"
        start = clock.now().replace(microsecond=0) - timedelta(seconds=60) if running else BEGAN
        _report(room, bob, REPORT, start, hours=1 / 60 if running else 1, running=running)
    if verb in ("overtime.accept", "time.read"):
        _report(room, bob, uuid4(), begin_of(WEEK) + timedelta(hours=9), hours=3)
        with transaction.atomic():
            here = log.locked(room.pk)
            sheets.take(bob.pk, [WEEK])
            recount(here, WEEK, clock.now())
    if verb in ("time.take_back", "bill.pay"):
        _billed(room)
    if verb in ("time.answer", "time.withdraw"):
        now = clock.now()
        Ask.objects.create(
            public_id=ASK, room=room, monday=WEEK, kind="supplement", seconds=600, minor=750, by=bob, at=now,
            until=now + timedelta(days=14),
        )  # fmt: skip


def _by_the_hour(room: Room) -> None:
    began = clock.now() - timedelta(days=30)
    Room.objects.filter(pk=room.pk).update(kind="hourly")
    room.versions.update(kind="hourly", rate=4500, weekly_limit=1, manual_time=True, start=began.date())
    if not Run.objects.filter(room=room).exists():
        Run.objects.create(room=room, start=began)


def _report(room: Room, bob: Person, id: UUID, start: Any, *, hours: float, running: bool = False) -> None:
    end = start + timedelta(hours=hours)
    Report.objects.create(
        public_id=id, room=room, person=bob, device="laptop", kind="tracked", memo="Form", start=start, end=end,
        at=end, running=running,
    )  # fmt: skip


def _billed(room: Room) -> None:
    """An hour of the last week, which is past due; this week goes on."""
    now = clock.now()
    line = wire.BillLine(kind="tracked", week=WEEK, seconds=3_600, rate=4_500, minor=4_500)
    Bill.objects.create(
        public_id=BILL, room=room, monday=WEEK, lines=[line.model_dump(mode="json")], minor=4_500, fee=0, net=4_500,
        currency="EUR", state="past_due", tries=1, at=now, seq=1, available_at=now,
    )  # fmt: skip
    with transaction.atomic():
        weeks.ensure(log.locked(room.pk), monday_of(now), now)
