"""Which week an instant is in, and what happens when. No database."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from collab.errors import Refused
from collab.timetracker.rules import weeks
from collab.timetracker.rules.instants import instant_of, seconds_of, whole
from collab.workrooms.policies import DEFAULT
from proof.zones import ZONES

MONDAY = date(2026, 3, 2)


def utc(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


@pytest.mark.parametrize(
    ("instant", "monday"),
    [
        ("2026-03-02T00:00:00", MONDAY),
        ("2026-03-01T23:59:59.999999", date(2026, 2, 23)),
        ("2026-03-08T23:59:59", MONDAY),
        ("2026-03-09T00:00:00", date(2026, 3, 9)),
        ("2024-02-29T12:00:00", date(2024, 2, 26)),
        ("2026-12-31T23:59:59", date(2026, 12, 28)),
        ("2027-01-01T00:00:00", date(2026, 12, 28)),
        ("2024-12-31T23:59:59", date(2024, 12, 30)),
        ("2025-01-01T00:00:00", date(2024, 12, 30)),
    ],
)
def test_a_week_begins_on_monday_at_midnight_utc(instant: str, monday: date) -> None:
    assert weeks.monday_of(utc(instant)) == monday


@pytest.mark.parametrize("zone", ZONES)
def test_whose_clock_tells_the_instant_is_all_the_same(zone: str) -> None:
    """Every hour of a year with a leap day and two changes of the clock, told in that zone."""
    local = ZoneInfo(zone)
    assert len(ZONES) == 40
    for hour in range(366 * 24):
        instant = utc("2024-01-01T00:00:00") + timedelta(hours=hour)
        told = instant.astimezone(local)
        assert weeks.monday_of(told) == date(2024, 1, 1) + timedelta(days=hour // 24 // 7 * 7)
        assert seconds_of(told) == seconds_of(instant)


@pytest.mark.parametrize(
    ("start", "end", "count"),
    [
        ("2026-03-02T00:00:00", "2026-03-02T00:00:00", 1),
        ("2026-03-08T23:00:00", "2026-03-09T00:00:00", 1),
        ("2026-03-08T23:00:00", "2026-03-09T00:00:01", 2),
        ("2026-03-08T23:59:59", "2026-03-16T00:00:01", 3),
    ],
)
def test_the_weeks_that_a_report_touches(start: str, end: str, count: int) -> None:
    touched = [MONDAY + timedelta(days=7 * number) for number in range(count)]
    assert weeks.mondays_of(utc(start), utc(end)) == touched


def test_the_instants_of_a_week_are_those_of_the_rules() -> None:
    found = weeks.instants(MONDAY, DEFAULT)
    assert found == weeks.Instants(
        begins=utc("2026-03-02T00:00:00"),
        ends_at=utc("2026-03-09T00:00:00"),
        locks_at=utc("2026-03-09T12:00:00"),
        disputable_until=utc("2026-03-14T00:00:00"),
        available_at=utc("2026-03-18T00:00:00"),
        late_until=utc("2026-03-23T12:00:00"),
    )
    assert found.disputable_until.strftime("%a") == "Sat"
    assert found.available_at.strftime("%a") == "Wed"


@pytest.mark.parametrize(
    ("billed_at", "days"),
    [
        ("2026-03-09T11:59:59", 0),
        ("2026-03-09T23:59:59", 0),
        ("2026-03-10T00:00:00", 1),
        ("2026-03-21T12:00:00", 12),
    ],
)
def test_a_late_bill_moves_what_follows_it_by_its_days(billed_at: str, days: int) -> None:
    found, late = weeks.instants(MONDAY, DEFAULT), timedelta(days=days)
    assert weeks.instants(MONDAY, DEFAULT, utc(billed_at)) == found._replace(
        disputable_until=found.disputable_until + late, available_at=found.available_at + late
    )


@pytest.mark.parametrize("monday", ["2024-02-26", "2024-12-30", "2025-03-24", "2025-10-20", "2026-12-28"])
def test_weeks_with_a_leap_day_a_new_year_or_a_change_of_the_clock_are_as_long_as_any(monday: str) -> None:
    of_week = weeks.instants(date.fromisoformat(monday), DEFAULT)
    assert of_week.ends_at - of_week.begins == timedelta(seconds=604_800)
    assert of_week.locks_at - of_week.ends_at == timedelta(hours=12)


def test_only_mondays_name_weeks() -> None:
    assert weeks.is_monday(MONDAY)
    assert not any(weeks.is_monday(MONDAY + timedelta(days=number)) for number in range(1, 7))


def test_instants_are_whole_seconds() -> None:
    assert instant_of(seconds_of(utc("2026-03-02T09:00:01"))) == utc("2026-03-02T09:00:01")
    assert whole(utc("2026-03-02T09:00:01.999999")) == seconds_of(utc("2026-03-02T09:00:01"))
    for bad in (utc("2026-03-02T09:00:00.5"), datetime(2026, 3, 2, 9)):
        with pytest.raises(Refused) as why:
            seconds_of(bad)
        assert why.value.code == "report.instant"
