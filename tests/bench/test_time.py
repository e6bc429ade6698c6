"""What `python -m bench.time` makes of its figures, and that both ways of each do the same."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from io import StringIO
from typing import Any
from uuid import uuid4

import psycopg
import pytest
from django.core.management import call_command
from django.db import connection, transaction

from bench.peers.naive_billing import loop
from bench.time import weeks
from bench.time.bare import Bare
from bench.time.billing import MIB, Billed, together
from bench.time.reporting import LENGTH, STEP, Line, batches
from bench.time.results import Found, report, targets
from bench.time.seed import agree, fill
from bench.time.stage import until_saturday
from bench.together import Ran
from collab import clock, wire
from collab.accounts.models import Person
from collab.agenda.models import Due
from collab.ledger.verify import differences
from collab.timetracker.actions import report_time
from collab.timetracker.diaries import diary_of
from collab.timetracker.models import Bill, Report, Timesheet, Week
from collab.workrooms.models import Event, Member, Receipt, Room

MONDAY = datetime(2026, 3, 2, tzinfo=UTC)
SATURDAY = MONDAY + timedelta(days=5, hours=12)
TABLES = (Due, Event, Receipt, Report, Timesheet, Week)
REPORTED = {
    100: {
        "door": [Ran(2.0, [10.0, 20.0, 30.0, 40.0], 0.08), Ran(1.0, [10.0, 20.0], 0.05)],
        "bare": [Ran(0.5, [1.0] * 5, 0.01), Ran(0.5, [1.0] * 10, 0.01)],
    }
}
DIARIES = {100: 60.0, 1_000: 100.0, 10_000: 900.0}
BILLED = {
    "command": Billed(100, 10.0, 5.0, [(1, 90 * MIB), (6, 100 * MIB), (51, 101 * MIB), (99, 103 * MIB)]),
    "naive": together([Billed(50, 10.0, 5.0), Billed(50, 15.0, 6.0)]),
}
FOUND = Found(REPORTED, DIARIES, BILLED)


def test_targets_are_of_the_figures() -> None:
    assert [pytest.approx(target.measured) for target in targets(FOUND)] == [0.15, 900.0, 0.9, 2.5, 1.03]


def test_memory_that_grows_and_a_diary_that_is_not_flat_miss_their_targets() -> None:
    grown = BILLED | {"command": Billed(100, 10.0, 5.0, [(6, 100 * MIB), (99, 200 * MIB)])}
    missed = [
        target.sentence
        for target in targets(Found(REPORTED, DIARIES | {10_000: 9_000.0}, grown))
        if not target.is_met
    ]
    assert [sentence.split()[0] for sentence in missed] == ["ms", "ms", "memory"]


def test_the_report_has_all_figures() -> None:
    told = report(FOUND)
    assert "| Collab, over HTTP, batches of 100 | 200 | 0.23 | 15 / 30 |" in told
    assert "| ms per 100 reports | 60.0 | 10.0 | 9.0 |" in told
    assert "| `manage.py bill_weeks` | 100 | 10.0 | 50.0 | 100 / 101 / 103 |" in told
    assert "| naive loop | 100 | 4.0 | 110.0 |  |" in told


def test_batches_follow_one_another() -> None:
    lines = [line for batch in batches(MONDAY, 3, 2) for line in batch]
    assert [line.start - int(MONDAY.timestamp()) for line in lines] == [STEP * count for count in range(6)]
    assert len({line.id for line in lines}) == 6


@pytest.mark.parametrize("day", range(7))
def test_it_is_a_saturday_after_a_whole_week(day: int) -> None:
    now = MONDAY + timedelta(days=day, hours=3)
    assert now + until_saturday(now) == SATURDAY + timedelta(days=7)


def test_the_newest_week_that_is_due_has_passed_its_lock() -> None:
    lock = MONDAY + timedelta(days=7, hours=12)
    assert weeks.due_monday(lock) == MONDAY.date()
    assert weeks.due_monday(lock - timedelta(seconds=1)) == MONDAY.date() - timedelta(days=7)


@pytest.mark.django_db
def test_a_week_is_filled_with_reports_that_count(alice: Person, bob: Person) -> None:
    room = agree(alice, bob, MONDAY, weekly_limit=168)
    with clock.at(SATURDAY):
        fill(room, bob, MONDAY, 12)
        diary = diary_of(Member.objects.seat(bob, room.public_id), MONDAY.date())
    assert (len(diary.reports), len(diary.segments)) == (12, 12)
    assert diary.week.sums.tracked == 12 * LENGTH


@pytest.mark.django_db(transaction=True)
def test_the_naive_loop_makes_the_same_bills(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(weeks, "tidy", lambda: None)
    lock = datetime(2026, 3, 9, 12, tzinfo=UTC)
    said = StringIO()
    with clock.at(lock):
        weeks.main(5)
        with transaction.atomic():
            assert loop.bill_weeks(9) == 5
            naive = list(bills())
            transaction.set_rollback(True)
        call_command("bill_weeks", stdout=said)
    assert said.getvalue().startswith(
        "5 billed, 0 without anything to bill, 0 by others meanwhile, 0 failed."
    )
    assert list(bills()) == naive
    assert len(naive) == 5
    assert set(Week.objects.values_list("shadow", flat=True)) != {0}, "else nobody claims a second twice"
    assert set(Week.objects.values_list("over_limit", flat=True)) != {0}, "else no week is over its limit"
    assert list(differences()) == []


def bills() -> Iterator[tuple[Any, ...]]:
    yield from Bill.objects.order_by("room", "monday").values_list(
        "room", "monday", "minor", "fee", "net", "lines", "currency"
    )


@pytest.mark.django_db(transaction=True)
def test_what_was_seeded_is_what_reporting_leaves(monkeypatch: pytest.MonkeyPatch) -> None:
    """`bill_weeks` adds up anew what it bills; it finds nothing that is otherwise."""
    monkeypatch.setattr(weeks, "tidy", lambda: None)
    sums = ("room", "tracked", "manual", "over_limit", "shadow", "alerted", "limit")
    with clock.at(datetime(2026, 3, 9, 12, tzinfo=UTC)):
        weeks.main(3)
        seeded = list(Week.objects.filter(state="review").order_by("room").values_list(*sums))
        call_command("bill_weeks", stdout=StringIO())
    billed = Week.objects.filter(state="invoiced").order_by("room")
    assert list(billed.values_list(*sums)) == seeded


@pytest.mark.skipif("connection.vendor != 'postgresql'")
@pytest.mark.django_db(transaction=True)
def test_bare_rows_are_those_that_the_door_writes(alice: Person, bob: Person) -> None:
    server = {name: connection.settings_dict[name.upper()] for name in ("host", "port", "user")}
    through, plain = (
        agree(alice, bob, MONDAY + timedelta(days=7 * week), weekly_limit=168) for week in (0, 1)
    )
    before = {table: table._default_manager.count() for table in TABLES}
    [batch] = batches(MONDAY, 3, 1)
    with clock.at(SATURDAY):
        report_time(Member.objects.seat(bob, through.public_id), uuid4(), draft=_draft(batch))
    between = {table: table._default_manager.count() for table in TABLES}
    [batch] = batches(MONDAY + timedelta(days=7), 3, 1)
    with psycopg.connect(**server, dbname=connection.settings_dict["NAME"]) as other:
        Bare(other, str(plain.public_id)).report(batch, LENGTH)
    after = {table: table._default_manager.count() for table in TABLES}
    assert {table: between[table] - before[table] for table in TABLES} == {
        table: after[table] - between[table] for table in TABLES
    }
    assert _kept(plain, 7) == _kept(through, 0)


def _draft(batch: list[Line]) -> wire.ReportsDraft:
    begin = datetime.fromtimestamp(0, UTC)
    reports = [
        wire.ReportDraft(
            id=line.id, memo=line.memo, start=begin + timedelta(seconds=line.start),
            end=begin + timedelta(seconds=line.start + LENGTH), active=[0],
        )
        for line in batch
    ]  # fmt: skip
    return wire.ReportsDraft(device="bench", reports=reports)


def _kept(room: Room, days: int) -> tuple[object, ...]:
    """All that a contract has of its reports, told from its Monday on."""
    rows = [
        {field.attname: getattr(row, field.attname) for field in Report._meta.concrete_fields}
        for row in Report.objects.filter(room=room).order_by("start")
    ]
    for row in rows:
        row["start"] -= timedelta(days=days)
        row["end"] -= timedelta(days=days)
        row["active"] = bytes(row["active"])
        for name in ("id", "public_id", "room_id", "at"):
            del row[name]
    return rows, list(Week.objects.filter(room=room).values_list("tracked", "shadow", "state"))
