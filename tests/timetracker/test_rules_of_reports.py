"""What a report of time may say. No database."""

from datetime import UTC, date, datetime, timedelta
from typing import Any
from uuid import UUID

import pytest
from pydantic import ValidationError

from collab import limits, wire
from collab.errors import Refused
from collab.timetracker.rules import pieces, reports
from collab.timetracker.rules.instants import seconds_of
from collab.workrooms.policies import DEFAULT

NOW = datetime(2026, 3, 5, 12, tzinfo=UTC)
ID = UUID(int=7)


def draft(**changes: Any) -> wire.ReportDraft:
    given = {"id": ID, "memo": " work ", "start": NOW - timedelta(hours=1), "end": NOW}
    return wire.ReportDraft.model_validate(given | changes)


def refused(**changes: Any) -> str:
    with pytest.raises(Refused) as why:
        reports.checked(draft(**changes), NOW)
    assert why.value.message[-1] in ".!"
    return why.value.code


def test_a_report_is_kept_in_seconds_with_clean_words() -> None:
    now = seconds_of(NOW)
    kept = reports.checked(draft(active=[0, 3], reason="  "), NOW)
    assert kept == reports.Draft(ID, "tracked", now - 3_600, now, "work", bytes([0b1001]), "")
    by_hand = reports.checked(draft(kind="manual", reason=" Forgot. "), NOW)
    assert (by_hand.kind, by_hand.reason) == ("manual", "Forgot.")


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"end": NOW - timedelta(hours=1)}, "report.order"),
        ({"end": NOW - timedelta(hours=2)}, "report.order"),
        ({"start": NOW - timedelta(hours=249)}, "report.length"),
        ({"start": NOW - timedelta(seconds=limits.REPORT_SECONDS + 1)}, "report.length"),
        ({"end": NOW + timedelta(seconds=limits.FUTURE_SECONDS + 1)}, "report.future"),
        ({"end": NOW + timedelta(days=400)}, "report.length"),
        ({"start": NOW + timedelta(days=1), "end": NOW + timedelta(days=1, hours=1)}, "report.future"),
        ({"end": NOW - timedelta(microseconds=1)}, "report.instant"),
        ({"start": NOW - timedelta(seconds=90.5)}, "report.instant"),
        ({"start": datetime(2026, 3, 5, 11)}, "report.instant"),
        ({"memo": " "}, "memo.empty"),
        ({"memo": "a\nb"}, "memo.control"),
        ({"memo": "x" * (limits.MEMO_CHARS + 1)}, "memo.too_long"),
        ({"reason": "x" * (limits.REASON_CHARS + 1)}, "reason.too_long"),
        ({"active": [60]}, "report.active"),
    ],
)
def test_a_report_that_cannot_be_is_refused_with_words(changes: dict[str, Any], code: str) -> None:
    assert refused(**changes) == code


def test_a_report_of_249_hours_is_told_how_long_it_is() -> None:
    with pytest.raises(Refused, match=r"at most 24 hours long; this has 249 h 0 min\."):
        reports.checked(draft(start=NOW - timedelta(hours=249)), NOW)


@pytest.mark.parametrize("offset", [*range(-61, 62), 3_601, -86_399])
def test_minutes_with_input_go_with_a_clock_that_is_off(offset: int) -> None:
    """By the device they are whole minutes of its clock; none is lost, and none makes a report wrong."""
    hour = NOW - timedelta(hours=1)
    for start, end in ((50, 610), (59, 630), (0, 600), (1, 2), (30, 121)):
        first, last = start + offset, end + offset
        given = draft(
            start=hour + timedelta(seconds=first), end=hour + timedelta(seconds=last),
            active=range(reports.last_minute(first, last) + 1),
        )  # fmt: skip
        kept = reports.checked(given, NOW, offset)
        found = pieces.minutes(kept.active)
        assert found[-1] <= reports.last_minute(kept.start, kept.end)
        assert len(found) >= (end - start) // 60
        if offset % 60 == 0:
            assert kept.active == pieces.bits(given.active)


@pytest.mark.parametrize("active", [[-1], [1_441], ["1"], [1.5], [True]])
def test_minutes_are_whole_and_of_one_day(active: list[Any]) -> None:
    with pytest.raises(ValidationError):
        draft(active=active)


def test_the_bounds_themselves_are_allowed() -> None:
    longest = reports.checked(draft(start=NOW - timedelta(seconds=limits.REPORT_SECONDS)), NOW)
    assert longest.end - longest.start == limits.REPORT_SECONDS
    reports.checked(draft(end=NOW + timedelta(seconds=limits.FUTURE_SECONDS), active=[60]), NOW)
    second = reports.checked(draft(start=NOW - timedelta(seconds=1), active=[0]), NOW)
    assert second.end - second.start == 1


@pytest.mark.parametrize(
    ("start", "end", "last"), [(0, 1, 0), (0, 60, 0), (0, 61, 1), (59, 60, 0), (59, 61, 1), (30, 3_630, 60)]
)
def test_minutes_are_those_of_the_clock(start: int, end: int, last: int) -> None:
    assert reports.last_minute(start, end) == last


@pytest.mark.parametrize("seconds", [0, 0.4, -0.4, 75, -75, 3_600, -3_600, 2.5e6])
def test_what_a_devices_clock_is_off_is_taken_away(seconds: float) -> None:
    off = timedelta(seconds=seconds)
    told = {"start": NOW - timedelta(hours=1) + off, "end": NOW + off}
    told = {name: instant.replace(microsecond=0) for name, instant in told.items()}
    offset = reports.offset_of(NOW + off, NOW)
    kept = reports.checked(draft(**told), NOW, offset)
    assert kept.end - kept.start == seconds_of(told["end"]) - seconds_of(told["start"])
    assert abs(kept.end - seconds_of(NOW)) <= 1


def test_a_clock_that_is_off_by_more_than_two_minutes_is_flagged() -> None:
    found = [reports.flag_of(offset, DEFAULT) for offset in (0, 120, -120, 121, -121)]
    assert found == [0, 0, 0, 121, -121]
    assert reports.offset_of(None, NOW) == 0


@pytest.mark.parametrize(
    ("start", "end", "possible"),
    [(0, 10, False), (0, 11, True), (19, 25, True), (20, 30, False), (30, 35, True), (60, 61, False)],
)
def test_a_report_needs_some_second_in_which_the_contract_ran(start: int, end: int, possible: bool) -> None:
    running = [(10, 20), (30, 60)]
    if possible:
        reports.check_running(start, end, running)
    else:
        with pytest.raises(Refused) as why:
            reports.check_running(start, end, running)
        assert why.value.code == "report.not_running"


LOCK = datetime(2026, 3, 9, 12, tzinfo=UTC)


@pytest.mark.parametrize(
    ("now", "late"),
    [
        (LOCK - timedelta(microseconds=1), False),
        (LOCK, True),
        (LOCK + timedelta(days=14, microseconds=-1), True),
    ],
)
def test_a_report_is_late_from_the_lock_on_to_the_second(now: datetime, late: bool) -> None:
    assert reports.is_late(date(2026, 3, 2), now, DEFAULT) is late


def test_two_weeks_after_the_lock_it_is_too_late() -> None:
    with pytest.raises(Refused, match=r"The week of 2 March 2026 was billed more than 14 days ago") as why:
        reports.is_late(date(2026, 3, 2), LOCK + timedelta(days=14), DEFAULT)
    assert why.value.code == "report.too_late"
