"""The databases that time is measured in, and the server before them."""

import json
import sys
from datetime import UTC, datetime, timedelta
from typing import NamedTuple

from bench.stores import CollabStore
from collab.timetracker.rules.weeks import WEEK, begin_of, monday_of
from tests.servers import CLONE

SERVE = [sys.executable, str(CLONE / "manage.py"), "serve", "--port", "PORT"]


class Contract(NamedTuple):
    """A room, and an API token of its freelancer."""

    room: str
    token: str


class Seeded(NamedTuple):
    monday: datetime
    contracts: list[Contract]
    """Without any time yet."""
    diaries: dict[int, Contract]
    """By the number of their reports in this week."""


class TimeStore(CollabStore):
    def fill_reports(self, contracts: int, lengths: list[int]) -> Seeded:
        """The contracts of `bench.time.seed`, on a Saturday: enough of its week has passed to be told about."""
        self.environment["COLLAB_MOVABLE_CLOCK"] = "true"
        self.migrate()
        self.folder.mkdir(exist_ok=True)
        (self.folder / "clock").write_text(str(until_saturday(datetime.now(UTC)).total_seconds()))
        made = json.loads(self.shell(f"from bench.time.seed import main; main({contracts}, {lengths})"))
        return Seeded(
            datetime.fromtimestamp(made["monday"], UTC),
            [Contract(**one) for one in made["contracts"]],
            {int(length): Contract(**one) for length, one in made["diaries"].items()},
        )

    def fill_weeks(self, count: int) -> None:
        """Those of `bench.time.weeks`."""
        self.migrate()
        self.shell(f"from bench.time.weeks import main; main({count})")


def until_saturday(now: datetime) -> timedelta:
    """To the noon of the next week's Saturday, so that nothing was due before."""
    return begin_of(monday_of(now) + WEEK) + timedelta(days=5, hours=12) - now
