"""Facts stay: what a report said is never changed or removed, not even by SQL."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from collab.timetracker.models import Correction, Report
from tests.timetracker.tracking import Work, at, told

SAID: list[dict[str, Any]] = [
    {"memo": "Else"}, {"start": at(0, 8)}, {"device": "other"}, {"kind": "manual"}, {"flagged": 7},
    {"reason": "x"}, {"at": at(3)},
]  # fmt: skip


def refused(act: Callable[[], object]) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        act()


@pytest.fixture
def report(working: Work) -> Report:
    draft = told(at(0), 1)
    working.report(at(1), draft)
    return working.row(draft.id)


@pytest.mark.parametrize("change", SAID)
def test_what_a_report_said_stays(report: Report, change: dict[str, Any]) -> None:
    refused(lambda: Report.objects.filter(pk=report.pk).update(**change))


def test_a_report_is_never_removed(report: Report) -> None:
    refused(lambda: Report.objects.filter(pk=report.pk)._raw_delete("default"))


def test_once_it_stopped_it_neither_grows_nor_runs_again(report: Report) -> None:
    for change in ({"end": report.end + timedelta(seconds=1)}, {"active": b"\x01"}, {"running": True}):
        refused(lambda change=change: Report.objects.filter(pk=report.pk).update(**change))


def test_while_it_runs_it_only_grows(working: Work) -> None:
    timer = working.start(at(0)).timer.id
    working.beat(timer, at(0, 9, 1))
    mine = Report.objects.filter(public_id=timer)
    refused(lambda: mine.update(end=at(0, 9, 0, 59)))
    mine.update(end=at(0, 9, 2), active=b"\x01")
    refused(lambda: mine.update(running=False, memo="Else"))


def test_a_correction_is_never_changed_or_removed(working: Work, report: Report) -> None:
    working.correct(at(1), report.public_id)
    refused(lambda: Correction.objects.update(after=[]))
    refused(lambda: Correction.objects.all()._raw_delete("default"))
    refused(lambda: Report.objects.filter(pk=report.pk).update(corrected=0))


def test_of_one_person_one_timer_runs(working: Work) -> None:
    timer = working.row(working.start(at(0)).timer.id)
    other = Report(
        public_id=working.room.public_id, room=timer.room, person=timer.person, device="x", kind="tracked", memo="x",
        start=at(0), end=at(0), running=True, at=at(0),
    )  # fmt: skip
    refused(other.save)


def test_no_report_ends_before_it_starts(working: Work) -> None:
    wrong = Report(
        public_id=working.room.public_id, room=working.room, person=working.bob, device="x", kind="tracked", memo="x",
        start=at(0), end=at(0) - timedelta(seconds=1), at=at(0),
    )  # fmt: skip
    refused(wrong.save)
