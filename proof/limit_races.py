"""Whoever races for the same weekly limit, through the doors: `python -m proof.limit_races COUNT SEED` on PostgreSQL.

Printed: {"races", "contenders", "seen", "kinds": {race: how often}, "answers": {status: how often}, "reached": alerts,
"wrongs": {what: how often}, "examples": [words, …]}; `seen` is how often a week's row was read while a race was on.
"""

import json
import random
import sys
from collections import Counter
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from datetime import date
from itertools import count
from threading import Barrier, Event, Thread

import django

django.setup()

from django.db import connection  # noqa: E402
from django.test.utils import setup_test_environment  # noqa: E402

from proof.arena import CROWD, OFTEN, RACES, Act, Arena, arena  # noqa: E402
from proof.calling import Answer  # noqa: E402
from proof.limit_judge import counted_of, judge  # noqa: E402

WEEKS_OF_ONE = 40
"""So many races with the same people, each in a week of its own; then others come."""
PAUSE = 0.02
"""Seconds between two looks at a week while others race for it."""


class Watch(Thread):
    """Reads the week again and again while others write it: at no moment may more than the limit count."""

    def __init__(self, rooms: list[int], monday: date) -> None:
        super().__init__()
        self.rooms, self.monday, self.over, self.seen, self.ending = rooms, monday, 0, 0, Event()

    def run(self) -> None:
        with connection.cursor() as cursor:
            while True:
                last = self.ending.is_set()
                cursor.execute(
                    'SELECT tracked + manual, "limit" FROM timetracker_week WHERE room_id = ANY(%s) AND monday = %s',
                    [self.rooms, self.monday],
                )
                for used, limit in cursor.fetchall():
                    self.seen += 1
                    self.over += used > limit
                if last:
                    break
                self.ending.wait(PAUSE)
        connection.close()


def run(acts: list[Act], crowd: ThreadPoolExecutor) -> list[Answer]:
    """Start as many as there are threads at the same moment; the rest as soon as one of them is done."""
    barrier, turn = Barrier(min(len(acts), CROWD)), count()

    def one(act: Act) -> Answer:
        connection.ensure_connection()
        if next(turn) < barrier.parties:
            barrier.wait(30)
        return act()

    return list(crowd.map(one, acts))


@dataclass
class Tally:
    seen: int = 0
    contenders: int = 0
    reached: int = 0
    kinds: Counter[str] = field(default_factory=Counter)
    answers: Counter[int] = field(default_factory=Counter)
    wrongs: Counter[str] = field(default_factory=Counter)
    examples: list[str] = field(default_factory=list)


def race(here: Arena, make: Callable[[Arena], list[Act]], crowd: ThreadPoolExecutor, tally: Tally) -> None:
    here.next()
    rooms = [deal.room.pk for deal in here.deals]
    acts = make(here)
    watch = Watch(rooms, here.monday)
    watch.start()
    answers = run(acts, crowd)
    watch.ending.set()
    watch.join()
    stop_timers(here)
    for deal in range(len(rooms)):
        here.recount(deal)()
    rows = counted_of(rooms, here.me.person.pk, here.monday, here.caps, here.accepted)
    tally.reached += sum(len(row.told) for row in rows.weeks.values())
    found = judge(rows, here.begin)
    found |= {"seen over the limit": watch.over, "broken": sum(status >= 500 for status, _ in answers)}
    tally.seen += watch.seen
    tally.contenders += len(acts)
    tally.kinds[make.__name__] += 1
    tally.answers.update(status for status, _ in answers)
    tally.wrongs.update(found)
    if any(found.values()):
        tally.examples.append(
            f"{make.__name__} of {here.monday}: {found}, {[one for one in answers if one[0] >= 400]}"
        )


def close() -> Answer:
    connection.close()
    return 0, None


def stop_timers(here: Arena) -> None:
    timer = here.me.call("GET", "/me/timer", at=here.now)[1]["timer"]
    if timer:
        path = f"/rooms/{timer['room']}/timer/{timer['id']}/stop"
        here.me.call("POST", path, {"active": []}, at=here.now)


def main(number: int, seed: str) -> None:
    setup_test_environment()
    chance, tally = random.Random(seed), Tally()
    here = arena(0, chance)
    with ThreadPoolExecutor(CROWD) as crowd:
        for one in range(number):
            if here.number == WEEKS_OF_ONE:
                here = arena(one, chance)
            make = RACES[one] if one < len(RACES) else chance.choices(RACES, OFTEN)[0]
            race(here, make, crowd, tally)
        run([close] * CROWD, crowd)
    connection.close_pool()  # type: ignore[attr-defined]
    told = {"races": tally.kinds.total(), **vars(tally), "examples": tally.examples[:20]}
    print(json.dumps(told))


if __name__ == "__main__":
    main(int(sys.argv[1]), sys.argv[2])
