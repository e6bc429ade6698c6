import re
from argparse import ArgumentParser
from datetime import timedelta
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from collab import clock

UNITS = {"d": "days", "h": "hours", "m": "minutes", "s": "seconds"}


class Command(BaseCommand):
    help = "Tells this server's time, or moves it on (+14d, +90m) to see now what happens by itself later."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "step", nargs="?", default="", help="+ a number of d(ays), h(ours), m(inutes) or s(econds)"
        )

    def handle(self, *args: Any, step: str, **options: Any) -> None:
        moved = clock.moved()
        if step:
            if moved is None:
                raise CommandError(
                    "This clock is the machine's. COLLAB_MOVABLE_CLOCK=true makes one that can be moved."
                )
            moved.on(_step(step))
        self.stdout.write(f"It is {clock.now():%Y-%m-%d %H:%M:%S} UTC.")


def _step(words: str) -> timedelta:
    found = re.fullmatch(r"\+(\d{1,6})([dhms])", words)
    if found is None:
        raise CommandError(f"{words} is not a step like +14d, +2h, +90m or +30s; the clock only moves on.")
    return timedelta(**{UNITS[found[2]]: int(found[1])})
