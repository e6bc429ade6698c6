"""Zones are display: a second is a second, also on the night when clocks change there, on leap day and New Year."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.test import Client
from uuid_utils.compat import uuid7

from collab import clock
from collab.accounts.models import Person
from collab.timetracker.rules.weeks import mondays_of
from proof.zones import ZONES, nights
from tests.timetracker.tracking import Work, agreed
from tests.workrooms import story

BEGIN = datetime(2027, 3, 8, tzinfo=UTC)
HOURS = 3
TEN_MINUTES = timedelta(minutes=10)


@pytest.mark.parametrize("zone", ZONES)
def test_a_night_told_in_local_time_counts_as_long_as_it_was(zone: str, alice: Person, bob: Person) -> None:
    """Three hours around each odd night of a year, with the offsets that its clocks showed, over HTTP."""
    browser, place = Client(), ZoneInfo(zone)
    browser.force_login(bob)
    working = Work(alice, bob, agreed(alice, bob, BEGIN, start=BEGIN.date()))
    for name, middle in nights(zone).items():
        start = datetime.fromtimestamp(middle, UTC) - timedelta(hours=HOURS / 2)
        end = start + timedelta(hours=HOURS)
        said = {
            "id": str(uuid7()), "memo": name, "start": start.astimezone(place).isoformat(),
            "end": end.astimezone(place).isoformat(),
        }  # fmt: skip
        with clock.at(end):
            _, answer = story.post(
                browser, f"/rooms/{working.room.public_id}/reports", {"device": "tracker", "reports": [said]}
            )
        [result] = answer["results"]
        assert (result["outcome"], result["seconds"]) == ("accepted", HOURS * 3_600), (name, result)
        cells = [cell for monday in mondays_of(start, end) for cell in working.diary(end, monday).cells]
        at_night = [cell for cell in cells if start - TEN_MINUTES < cell.start < end]
        assert sum(cell.seconds["tracked"] for cell in at_night) == HOURS * 3_600
        assert {cell.start.minute % 10 for cell in cells} == {0}
