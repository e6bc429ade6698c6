"""Random weeks on several devices through the doors, beside paper: `python -m proof.tracking COUNT SEED` on SQLite.

Runs where the database is migrated and nobody is yet; each week begins there anew, in memory. Printed: how often what
happened, {"differences": [words, …]}, and {"lost": [words, …]}.
"""

import json
import random
import sys

import django

django.setup()

from django.test.utils import setup_test_environment  # noqa: E402

from proof import diary_judge  # noqa: E402
from proof.anew import anew  # noqa: E402
from proof.books import Tally  # noqa: E402
from proof.devices import Session  # noqa: E402
from proof.lives import Life  # noqa: E402

EDGE = 3
"""Seconds that may be missing at the ends of a stretch: clocks show whole ones, and drift."""
SILENT = 31
"""And so many, where a device was heard of no more."""


def lost(life: Life) -> list[str]:
    """Seconds of work that no diary has, although the contract ran and nobody took them away.

    Asked of the true time, which neither the server nor the paper knows.
    """
    if life.corrected or life.paper.running:
        return []
    has = diary_judge.counting(life.look())
    words = []
    for s in life.sessions:
        runs = life.paper.contracts[s.room].runs
        worked = range(-(-s.start // 1000), s.end // 1000)
        missing = sum(
            second not in has and any(start <= second < end for start, end in runs) for second in worked
        )
        if missing > allowed(s):
            words.append(f"{missing} s of {len(worked)} are lost: {s}")
    life.tally.found["worked"] += sum(max(0, s.end - s.start) // 1000 for s in life.sessions)
    return words


def allowed(s: Session) -> int:
    return EDGE + (SILENT if s.mode != "alone" else 0) + (s.back - s.start) // 4_000_000


def main(count: int, seed: str) -> None:
    setup_test_environment()
    tally, words = Tally(), list[str]()
    for number in anew(range(count)):
        life = Life(random.Random(f"{seed}/{number}"), tally)
        life.plan()
        life.live()
        words += lost(life)
        tally.found["weeks"] += 1
        tally.found["devices"] += len(life.devices)
        if tally.differences or words:
            tally.differences.append(f"in week {number}")
            break
    print(json.dumps({**tally.found, "differences": tally.differences, "lost": words}))


if __name__ == "__main__":
    main(int(sys.argv[1]), sys.argv[2])
