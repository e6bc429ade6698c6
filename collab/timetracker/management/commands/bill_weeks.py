"""`manage.py bill_weeks`: every week that is due and was not billed; any number of them at once, killed anywhere."""

import logging
import sys
from argparse import ArgumentParser
from typing import Any, TextIO

from django.core.management.base import BaseCommand, CommandError

from collab.timetracker import billing
from collab.workrooms.hints import over_one_connection

log = logging.getLogger(__name__)
WIDTH = 40


class Command(BaseCommand):
    help = (
        "Bills every week whose diary is to lock and that has no bill yet, and charges it. Safe to run again."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--quiet", action="store_true", help="no progress bar, even on a terminal")

    def handle(self, *args: Any, quiet: bool, **options: Any) -> None:
        bar = Bar(sys.stderr, billing.count_due()) if sys.stderr.isatty() and not quiet else None
        tally = billing.Tally()
        with over_one_connection():
            for week in billing.bill_due(tally):
                if bar:
                    bar.step()
                if week.trouble is not None:
                    log.warning(
                        "The week %s of room %s was not billed.",
                        week.monday,
                        week.room,
                        exc_info=week.trouble,
                    )
        if bar:
            bar.end()
        self.stdout.write(
            f"{tally.billed} billed, {tally.empty} without anything to bill, {tally.others} by others meanwhile, "
            f"{tally.failed} failed."
        )
        if tally.failed:
            raise CommandError("Some weeks were not billed; run this again.")


class Bar:
    """How far it is, on one line."""

    def __init__(self, out: TextIO, total: int) -> None:
        self.out, self.total, self.done = out, max(total, 1), 0

    def step(self) -> None:
        self.done += 1
        part = min(self.done / self.total, 1)
        filled = "#" * round(part * WIDTH)
        self.out.write(f"\r[{filled:<{WIDTH}}] {self.done}/{max(self.total, self.done)}")
        self.out.flush()

    def end(self) -> None:
        self.out.write("\n")
