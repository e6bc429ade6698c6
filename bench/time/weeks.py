"""Contracts with a week that is due to be billed, in Collab's database, which is migrated but empty.

`manage.py shell -c 'from bench.time.weeks import main; main(10_000)'`. Every freelancer has two contracts and claims
some seconds twice; some weeks are over their limit, and an eighth of the reports was made by hand.
"""

from collections.abc import Iterator, Sequence
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

from django.db import models, transaction
from uuid_utils.compat import uuid7

from bench.seed import add_people, tidy
from bench.time.seed import agree, memo
from collab import clock
from collab.accounts.models import Person
from collab.agenda.models import Due
from collab.billing.models import Card
from collab.timetracker.contracts import contract_of
from collab.timetracker.dues import BILL, END, subject_of
from collab.timetracker.models import Report, Run, Timesheet, Week
from collab.timetracker.recounting import reached
from collab.timetracker.rules.claims import Claim
from collab.timetracker.rules.contract import Contract
from collab.timetracker.rules.diary import diary, sums
from collab.timetracker.rules.instants import whole
from collab.timetracker.rules.weeks import WEEK, begin_of, instants, monday_of
from collab.workrooms.models import Member, Room, TermsVersion
from collab.workrooms.policies import DEFAULT

CONTRACTS_EACH = 2
"""Of a freelancer; a client has as many."""
PER_DAY, DAYS = 8, 5
LIMIT = 34
"""Hours a week; some work more."""
AT_ONCE = 1_000
TOKEN = "sandbox_pays"


def main(count: int) -> None:
    """So many contracts, each as the clock has left it by Monday noon: in review, with its next week begun."""
    monday = due_monday(clock.now())
    pattern = _pattern(monday)
    contract, people = contract_of(pattern.pk), count // CONTRACTS_EACH + 1
    for first in range(0, people, AT_ONCE):
        numbers = range(first, min(first + AT_ONCE, people))
        with transaction.atomic():
            _add(numbers, min(count, numbers.stop * CONTRACTS_EACH), monday, pattern, contract)
    tidy()


def due_monday(now: datetime) -> date:
    """The newest week whose lock has passed."""
    return monday_of(now - timedelta(hours=DEFAULT.review_hours)) - WEEK


def _pattern(monday: date) -> Room:
    """One contract through the doors, that all others repeat; its own weeks are out of the way."""
    client, freelancer = add_people(["pattern-client", "pattern-freelancer"]).values()
    room = agree(client, freelancer, begin_of(monday), weekly_limit=LIMIT)
    Week.objects.filter(room=room).update(state="empty")
    Due.objects.filter(room_id=room.pk).delete()
    return room


def _add(numbers: range, end: int, monday: date, pattern: Room, contract: Contract) -> None:
    """Freelancers and clients of these numbers, and their contracts, up to the end-th of all."""
    freelancers = list(add_people([f"freelancer-{number}" for number in numbers]).values())
    clients = list(add_people([f"client-{number}" for number in numbers]).values())
    Card.objects.bulk_create(
        Card(person=client, provider="sandbox", token=TOKEN, label="Visa •••• 4242", added_at=clock.now())
        for client in clients
    )
    Timesheet.objects.bulk_create(Timesheet(person=person, monday=monday) for person in freelancers)
    made = range(numbers.start * CONTRACTS_EACH, end)
    rooms = _rooms(pattern, len(made))
    worked: dict[int, list[Report]] = {}
    for place, room in enumerate(rooms):
        freelancer = freelancers[place // CONTRACTS_EACH]
        # The second client of each freelancer is the first one of the next.
        client = clients[(place + 1) // CONTRACTS_EACH % len(clients)]
        _seats(room, client, freelancer)
        worked.setdefault(freelancer.pk, []).extend(reports(room, freelancer, monday, made[place]))
    Report.objects.bulk_create([one for each in worked.values() for one in each], batch_size=AT_ONCE)
    _weeks(rooms, worked, monday, contract)


def _rooms(pattern: Room, count: int) -> list[Room]:
    """With the terms and the run of the pattern."""
    rooms = Room.objects.bulk_create(
        [Room(title=pattern.title, kind="hourly", status=pattern.status) for _ in range(count)]
    )
    version, run = TermsVersion.objects.get(room=pattern), Run.objects.get(room=pattern)
    TermsVersion.objects.bulk_create(TermsVersion(**_fields(version), room=room) for room in rooms)
    Run.objects.bulk_create(Run(**_fields(run), room=room) for room in rooms)
    return rooms


def _fields(row: models.Model) -> dict[str, Any]:
    """All but its own number and its room."""
    return {
        field.attname: getattr(row, field.attname)
        for field in row._meta.concrete_fields
        if field.name not in ("id", "room")
    }


def _seats(room: Room, client: Person, freelancer: Person) -> None:
    Member.objects.bulk_create([
        Member(room=room, person=client, role="client", side="client"),
        Member(room=room, person=freelancer, role="freelancer", side="freelancer"),
    ])  # fmt: skip


def reports(room: Room, person: Person, monday: date, number: int) -> Iterator[Report]:
    """From nine o'clock in the first contract of somebody, from half past twelve in the second."""
    morning = datetime.combine(monday, time(9, 0, 0), UTC) + timedelta(
        minutes=210 * (number % CONTRACTS_EACH)
    )
    for count in range(PER_DAY * DAYS):
        start = morning + timedelta(days=count // PER_DAY, hours=count % PER_DAY)
        end = start + timedelta(seconds=2_700 + (number * 37 + count * 91) % 800)
        yield Report(
            public_id=uuid7(), room=room, person=person, device="bench",
            kind="manual" if count % 8 == 5 else "tracked", memo=memo(count), start=start, end=end,
            active=b"\xff" * 5, at=end, seq=1,
        )  # fmt: skip


def _weeks(rooms: Sequence[Room], worked: dict[int, list[Report]], monday: date, contract: Contract) -> None:
    """With the sums and the alert that reporting left."""
    rules, limit = contract.rules(monday), contract.limit(monday)
    weeks = []
    for mine in worked.values():
        claims = [
            Claim(
                whole(one.start),
                one.public_id,
                whole(one.start),
                whole(one.end),
                one.room_id,
                one.kind,
                one.memo,
            )
            for one in mine
        ]
        for room in dict.fromkeys(one.room_id for one in mine):
            found = sums(diary(claims, room, rules)).model_dump()
            week = Week(room_id=room, monday=monday, state="review", limit=limit, **found)
            week.alerted = reached(week)
            weeks.append(week)
    Week.objects.bulk_create(weeks)
    Week.objects.bulk_create(
        Week(room=room, monday=monday + WEEK, limit=contract.limit(monday + WEEK)) for room in rooms
    )
    Due.objects.bulk_create(due for room in rooms for due in _dues(room, monday))


def _dues(room: Room, monday: date) -> Iterator[Due]:
    this, following = instants(monday, DEFAULT), instants(monday + WEEK, DEFAULT)
    following_monday = monday + WEEK
    dues = [(BILL, monday, this.locks_at), (END, following_monday, following.ends_at)]
    for verb, week, at in (*dues, (BILL, following_monday, following.locks_at)):
        words = "What happens then if nobody acts before."
        yield Due(
            verb=verb, subject=subject_of(room, week), room_id=room.pk, sentence=words, due_at=at, next_at=at
        )
