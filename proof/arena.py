"""One freelancer with two contracts, and whoever contends there for the limit of the same week, through the doors.

Needs Django to be set up.
"""

import random
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import partial
from typing import Any
from uuid import UUID, uuid4

from collab import clock
from collab.agenda.firing import fire
from collab.agenda.models import Due
from proof.calling import Answer, Caller, Hourly, hourly, instant, iso, person

Act = Callable[[], Answer]
FIRST_MONDAY = date(2027, 3, 1)
FIRST = 1_803_859_200
"""Its unix seconds."""
HOUR, WEEK = 3_600, 7 * 86_400
CROWD = 8
"""So many contend at the same moment."""
LIMITS = (1, 2)
"""Whole hours of their two contracts."""


@dataclass
class Arena:
    """One freelancer with two contracts, in the week `number` from the first."""

    me: Caller
    deals: list[Hourly]
    chance: random.Random
    number: int = 0
    caps: dict[int, list[tuple[int, int]]] = field(default_factory=dict)
    accepted: set[UUID] = field(default_factory=set)

    @property
    def begin(self) -> int:
        return FIRST + self.number * WEEK

    @property
    def now(self) -> int:
        """Milliseconds: Monday 18:00."""
        return (self.begin + 18 * HOUR) * 1000

    @property
    def monday(self) -> date:
        return FIRST_MONDAY + timedelta(weeks=self.number)

    def next(self) -> None:
        self.number += 1
        for deal, hours in zip(self.deals, LIMITS, strict=True):
            before = self.caps.get(deal.room.pk, [])
            most = before[-1][1] if before else hours * HOUR
            self.caps[deal.room.pk] = [(self.begin, most)]

    # ── what contenders do ──────────────────────────────────────────────────────────────────────────────────────

    def report(self, start: int | None = None, length: int | None = None) -> dict[str, Any]:
        """Somewhere between 8 and 12 o'clock."""
        start = self.chance.randrange(8 * HOUR, 12 * HOUR) if start is None else start
        length = self.chance.randrange(60, 2_400) if length is None else length
        first = (self.begin + start) * 1000
        return {"id": str(uuid4()), "memo": "race", "start": iso(first), "end": iso(first + length * 1000)}

    def tell(self, deal: int, *reports: dict[str, Any]) -> Act:
        path = f"{self.deals[deal].path}/reports"

        def act() -> Answer:
            status, answer = self.me.call(
                "POST", path, {"device": "a", "reports": list(reports)}, at=self.now
            )
            if status == 200:
                taken = [one for one in answer["results"] if one["outcome"] in ("accepted", "repeated")]
                self.accepted |= {UUID(one["id"]) for one in taken}
            return status, answer

        return act

    def some(self, deal: int, most: int = 3) -> Act:
        return self.tell(deal, *(self.report() for _ in range(self.chance.randint(1, most))))

    def correct(self, deal: int, report: dict[str, Any], hours: float) -> Act:
        """Only so much of it is left."""
        start = (self.begin + 8 * HOUR) * 1000
        left = {"start": report["start"], "end": iso(start + round(hours * HOUR) * 1000), "memo": "less"}
        path = f"{self.deals[deal].path}/reports/{report['id']}/pieces"
        body = {"number": 0, "pieces": [left] if hours else [], "reason": ""}
        return partial(self.me.call, "PUT", path, body, at=self.now)

    def by_hand(self, deal: int) -> Act:
        given = self.report() | {"reason": "Forgot."}
        return partial(self.me.call, "POST", f"{self.deals[deal].path}/manual-time", given, at=self.now)

    def start(self, deal: int) -> Act:
        body = {"id": str(uuid4()), "device": f"d{self.chance.random()}", "memo": "race"}
        return partial(self.me.call, "POST", f"{self.deals[deal].path}/timer", body, at=self.now)

    def recount(self, deal: int) -> Act:
        """What the agenda does after time on another contract."""

        def act() -> Answer:
            with clock.at(instant(self.now)):
                for row in Due.objects.filter(verb="week.recount", room_id=self.deals[deal].room.pk):
                    fire(row)
            return 200, None

        return act

    def raised(self, deal: int, hours: int) -> Act:
        """The client has proposed a higher limit, and the freelancer accepts now."""
        one = self.deals[deal]
        draft = one.terms.model_copy(update={"weekly_limit": (one.terms.weekly_limit or 0) + hours})
        _, proposed = one.client.call(
            "POST", f"{one.path}/terms", {"terms": draft.model_dump(mode="json")}, at=self.now
        )
        path = f"{one.path}/terms/{proposed['version']}/accept"

        def act() -> Answer:
            answer = self.me.call("POST", path, at=self.now)
            if answer[0] == 200:
                one.terms = draft
                self.caps[one.room.pk].append((self.now // 1000, (draft.weekly_limit or 0) * HOUR))
            return answer

        return act


def arena(number: int, chance: random.Random) -> Arena:
    name = f"{number}-{chance.getrandbits(32):x}"
    me, at = Caller(person(f"bob-{name}")), FIRST * 1000
    deals = [hourly(person(f"alice-{hours}-{name}"), me.person, at, weekly_limit=hours) for hours in LIMITS]
    return Arena(me, deals, chance)


# ── the races ─────────────────────────────────────────────────────────────────────────────────────────────────


def many_devices(here: Arena) -> list[Act]:
    return [here.some(0) for _ in range(here.chance.randint(4, CROWD))]


def many_writers(here: Arena) -> list[Act]:
    """Thirty-two, of whom so many at a time are let in."""
    return [here.some(0, 1) for _ in range(32)]


def two_contracts(here: Arena) -> list[Act]:
    return [here.some(number % 2) for number in range(6)]


def the_same(here: Arena) -> list[Act]:
    reports = [here.report() for _ in range(4)]
    return [here.tell(0, *reports) for _ in range(4)]


def to_the_second(here: Arena) -> list[Act]:
    """Together a second more than the limit, or just it."""
    most = here.caps[here.deals[0].room.pk][-1][1]
    parts = [most // 4] * 3 + [most - 3 * (most // 4) + here.chance.choice((0, 1))]
    starts = [8 * HOUR + number * (most // 4) for number in range(4)]
    return [here.tell(0, here.report(start, part)) for start, part in zip(starts, parts, strict=True)]


def taken_away(here: Arena) -> list[Act]:
    """Some of what filled the limit is corrected while others claim what is free then."""
    long = here.report(8 * HOUR, 2 * HOUR)
    here.tell(0, long)()
    return [here.correct(0, long, here.chance.choice((0, 0.5))), *(here.some(0) for _ in range(3))]


def by_hand(here: Arena) -> list[Act]:
    return [*(here.by_hand(0) for _ in range(3)), *(here.some(0) for _ in range(3))]


def timers(here: Arena) -> list[Act]:
    return [here.start(0), here.start(1), here.start(0), here.some(0), here.some(1)]


def limit_raised(here: Arena) -> list[Act]:
    here.some(0)()
    return [here.raised(0, 1), *(here.some(0) for _ in range(4))]


def recounted(here: Arena) -> list[Act]:
    here.tell(1, here.report(8 * HOUR, HOUR))()
    here.tell(0, here.report(8 * HOUR + 60, HOUR))()
    return [here.recount(0), here.recount(1), here.recount(0), here.some(0), here.some(1)]


RACES: tuple[Callable[[Arena], list[Act]], ...] = (
    many_devices, many_writers, two_contracts, the_same, to_the_second, taken_away, by_hand, timers, limit_raised,
    recounted,
)  # fmt: skip
OFTEN = [0.2 if make is many_writers else 1.0 for make in RACES]
"""That one takes as long as many others."""
