"""Work over odd nights is shown an application to which time zones matter."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from functools import partial
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from collab.timetracker import diaries, report_files
from collab.timetracker.actions import reporting
from collab.timetracker.rules import cells, contract, diary, reports, weeks
from collab.workrooms.policies import DEFAULT, POLICIES
from proof.figures import Scale
from proof.nights import Night
from proof.t2 import chosen, figures_of
from proof.zones import ZONES, nights

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("no_rates")]
Patch = Callable[[pytest.MonkeyPatch], None]
BERLIN = ZoneInfo("Europe/Berlin")


def slept(zone: str = "Europe/Berlin", name: str = "clocks change 0") -> Night:
    night = Night(zone, name, nights(zone)[name])
    night.work()
    night.look()
    return night


@pytest.mark.parametrize(
    ("zone", "name"),
    [
        ("Europe/Berlin", "clocks change 0"),
        ("Australia/Lord_Howe", "clocks change 1"),
        ("Asia/Kathmandu", "leap day"),
        ("UTC", "Monday"),
        ("Pacific/Kiritimati", "New Year"),
    ],
)
def test_a_night_is_a_night(zone: str, name: str) -> None:
    night = slept(zone, name)
    assert night.differences == []
    assert dict(night.sums) == {"tracked": 9_003, "manual": 540, "shadow": 2_911}
    assert night.found["lines"] >= 4


def offsets_ignored(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(reports, "seconds_of", lambda instant: int(instant.replace(tzinfo=UTC).timestamp()))


def clocks_compared_as_they_show(patch: pytest.MonkeyPatch) -> None:
    def offset_of(sent_at: datetime, now: datetime) -> int:
        return round((sent_at.replace(tzinfo=UTC) - now).total_seconds())

    patch.setattr(reporting, "offset_of", offset_of)


def midnight_in_berlin(monday: Any) -> datetime:
    return datetime(monday.year, monday.month, monday.day, tzinfo=BERLIN).astimezone(UTC)


def weeks_of_berlin(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(contract, "begin_of", midnight_in_berlin)


def mondays_of_berlin(patch: pytest.MonkeyPatch) -> None:
    def monday_of(instant: datetime) -> Any:
        day = instant.astimezone(BERLIN).date()
        return day - timedelta(days=day.weekday())

    patch.setattr(weeks, "monday_of", monday_of)


def days_of_berlin(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(diaries, "days", lambda found, begin: diary.days(found, begin - 3_600))


def cells_of_a_quarter(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(cells, "CELL", 900)


def locked_in_another_zone(patch: pytest.MonkeyPatch) -> None:
    late = DEFAULT.model_copy(update={"review_hours": DEFAULT.review_hours + 1})
    patch.setitem(POLICIES, DEFAULT.id, late)


def formulas_in_tables(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(report_files, "harmless", lambda cell: cell)


BUGS: dict[Patch, str] = {
    offsets_ignored: "clocks change 0", clocks_compared_as_they_show: "clocks change 1", weeks_of_berlin: "Monday",
    mondays_of_berlin: "Monday", days_of_berlin: "New Year", cells_of_a_quarter: "leap day",
    locked_in_another_zone: "Monday", formulas_in_tables: "leap day",
}  # fmt: skip


@pytest.mark.parametrize("bug", BUGS, ids=lambda bug: bug.__name__)
def test_a_bug_is_noticed(monkeypatch: pytest.MonkeyPatch, bug: Patch) -> None:
    bug(monkeypatch)
    assert slept(name=BUGS[bug]).differences


def test_zones_have_their_nights() -> None:
    assert len(set(ZONES)) == 40
    assert [*nights("UTC")] == [*nights("Asia/Tokyo")] == ["New Year", "leap day", "Monday"]
    change = nights("Europe/Berlin")["clocks change 0"]
    assert datetime.fromtimestamp(change, UTC) == datetime(2027, 3, 28, 1, tzinfo=UTC)
    half = nights("Australia/Lord_Howe")["clocks change 1"]
    assert datetime.fromtimestamp(half, UTC) == datetime(2027, 10, 2, 15, 30, tzinfo=UTC)
    assert chosen(Scale("ci", 1)) == list(ZONES)
    assert len(set(chosen(Scale("short", 1)))) == 4


def test_less_than_promised_is_too_little() -> None:
    told = {
        "zones": 40, "nights": 160, "changes": 43, "reports": 640, "diaries": 170, "bills": 340, "lines": 700,
        "sums": [{"tracked": 9_003}], "differences": [],
    }  # fmt: skip
    figures = partial(figures_of, zones=40)
    assert figures([dict(told)]).verdict == "held"
    assert figures([told | {"changes": 12}]).verdict == "too little"
    assert figures([told | {"lines": 0}]).verdict == "too little"
    assert figures([told | {"differences": ["Europe/Berlin: …"]}]).verdict == "FAILED"
    assert figures([told | {"sums": [{"tracked": 9_003}, {"tracked": 9_002}]}]).verdict == "FAILED"
